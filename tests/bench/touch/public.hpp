// Public: the people at the counter and the faults of panels, as a seeded model: how far from a key's middle
// a touch lands. The numbers are those of published studies (docs/panel.md names them); the panel's answer is
// the touch plus the panel's own error.
#pragma once

#include <chrono>
#include <cmath>
#include <cstdint>
#include <numbers>
#include <random>

#include "policy/decoder/touch.hpp"

namespace tsuitate::bench {

struct Random {
    explicit Random(std::uint64_t seed) : engine(seed) {}
    double uniform() { return std::uniform_real_distribution<double>(0, 1)(engine); }
    double normal(double scatter) { return std::normal_distribution<double>(0, scatter)(engine); }
    bool chance(double share) { return uniform() < share; }
    std::size_t below(std::size_t count) {
        return std::uniform_int_distribution<std::size_t>(0, count - 1)(engine);
    }
    std::mt19937_64 engine;
};

// One person in one session.
struct Person {
    double scatter = 0;  // mm, each axis
    double slip_share = 0;
    double slip_mm = 0;
    double far_share = 0;
    double dwell_ms = 0;
    policy::PointMm bias;
    bool stylus = false;
};

inline Person somebody(Random& random) {
    const double who = random.uniform();
    Person person = who < 0.55   ? Person{1.7, 0.03, 3.0, 0.01, 90, {}, false}
                    : who < 0.90 ? Person{2.5, 0.10, 4.5, 0.02, 160, {}, false}
                                 : Person{4.0, 0.25, 6.0, 0.04, 250, {}, false};
    const double bias = who < 0.55 ? 1.0 : who < 0.90 ? 1.4 : 2.0;
    person.bias = {0.5 + random.normal(bias), 1.0 + random.normal(bias)};
    return person;
}

// What is wrong with the panel.
struct PanelFault {
    policy::PointMm shift{};
    double ghosts_a_second = 0;
    double jitter_mm = 0;
};

inline PanelFault shifted(Random& random, double millimetres) {
    const double angle = 2 * std::numbers::pi * random.uniform();
    return {.shift = {millimetres * std::cos(angle), millimetres * std::sin(angle)}};
}

// A touch that means this point. Slips begin after two fifths of the dwell, mostly downwards: the robust down
// point does not see them.
inline policy::Touch touch_at(Random& random, const Person& person, const PanelFault& fault,
                              policy::PointMm meant) {
    const double scatter = person.scatter * (random.chance(person.far_share) ? 2.5 : 1.0);
    policy::Touch touch;
    touch.down = {
        meant.x + person.bias.x + fault.shift.x + random.normal(scatter) + random.normal(fault.jitter_mm),
        meant.y + person.bias.y + fault.shift.y + random.normal(scatter) + random.normal(fault.jitter_mm)};
    touch.lift = touch.down;
    if (random.chance(person.slip_share)) {
        const double length = -person.slip_mm * std::log(1 - random.uniform());
        const double angle = std::numbers::pi / 2 + random.normal(0.7);
        touch.lift.x += length * std::cos(angle);
        touch.lift.y += length * std::sin(angle);
        touch.travel_mm = length;
    }
    const double dwell = person.dwell_ms * std::exp(random.normal(0.35));
    touch.duration = std::chrono::microseconds(static_cast<std::int64_t>(1000 * dwell));
    touch.frames = static_cast<std::uint32_t>(dwell * 0.12);
    touch.stylus = person.stylus;
    return touch;
}

// A contact that nobody made: three in four last one or two frames.
inline policy::Touch ghost(Random& random, policy::SizeMm panel) {
    policy::Touch touch;
    touch.down = {panel.width * random.uniform(), panel.height * random.uniform()};
    touch.lift = touch.down;
    const double dwell = random.chance(0.75) ? 8 + 8 * random.uniform() : 16 + 64 * random.uniform();
    touch.duration = std::chrono::microseconds(static_cast<std::int64_t>(1000 * dwell));
    touch.frames = static_cast<std::uint32_t>(1 + dwell * 0.12);
    return touch;
}

}  // namespace tsuitate::bench
