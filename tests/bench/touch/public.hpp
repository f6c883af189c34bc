// Public: the people at the counter, as a seeded model: how far from a key's middle a touch lands, how long
// it lasts, where it slips to, and what they do when nothing comes of it. The numbers are those of published
// studies (docs/panel.md names them).
#pragma once

#include <algorithm>
#include <cmath>
#include <numbers>

#include "tests/bench/touch/random.hpp"

namespace tsuitate::bench {

// Everybody touches a little low and right of what is meant.
inline constexpr policy::PointMm usual_bias{0.5, 1.0};

// One person in one session. Lengths in millimetres.
struct Person {
    double scatter = 0;  // each axis
    double slip_share = 0;
    double slip_mm = 0;
    double far_share = 0;
    double dwell_ms = 0;
    double pause_ms = 0;  // from one touch to the next
    policy::PointMm bias;
    bool stylus = false;
};

// 55 % young, 35 % older, 10 % with a tremor. A stylus makes young and older alike, and slips as short as
// those of the young; a tremor is still one.
inline Person somebody(Random& random, bool stylus = false) {
    const double who = random.uniform();
    Person person = who < 0.55   ? Person{1.7, 0.03, 3.0, 0.01, 90, 450, {}, false}
                    : who < 0.90 ? Person{2.5, 0.10, 4.5, 0.02, 160, 700, {}, false}
                                 : Person{4.0, 0.25, 6.0, 0.04, 250, 900, {}, false};
    double bias = who < 0.55 ? 1.0 : who < 0.90 ? 1.4 : 2.0;
    if (stylus) {
        person.stylus = true;
        person.scatter = who < 0.90 ? 0.8 : 1.6;
        person.slip_mm = std::min(person.slip_mm, 3.0);
        bias /= 2;
    }
    person.bias = {usual_bias.x + random.normal(bias), usual_bias.y + random.normal(bias)};
    return person;
}

// What people do after a touch that was taken for no key.
struct Habits {
    double moves_on_shown = 0.02;   // to the next character, though the panel said so
    double moves_on_unseen = 0.05;  // the same, when it said nothing
    double overlooks = 0.3;         // that a character is missing, in a field that can be sent as it is
    int patience = 40;              // touches, before anybody would call for help
    double sees_sign_ms = 500;      // longer than the usual pause: until they have read it
};

// One touch, as the finger does it: where it comes down, where it slips to, and for how long it stays.
struct Press {
    policy::PointMm down;
    policy::PointMm slip{};
    double dwell_ms = 0;
    bool stylus = false;
    bool finger = true;  // else a ghost
};

// A touch that means this point. A slip goes mostly downwards.
inline Press press_at(Random& random, const Person& person, policy::PointMm meant) {
    const double scatter = person.scatter * (random.chance(person.far_share) ? 2.5 : 1.0);
    Press press;
    press.down.x = meant.x + person.bias.x + random.normal(scatter);
    press.down.y = meant.y + person.bias.y + random.normal(scatter);
    if (random.chance(person.slip_share)) {
        const double length = -person.slip_mm * std::log(1 - random.uniform());
        const double angle = std::numbers::pi / 2 + random.normal(0.7);
        press.slip = {length * std::cos(angle), length * std::sin(angle)};
    }
    press.dwell_ms = person.dwell_ms * std::exp(random.normal(0.35));
    press.stylus = person.stylus;
    return press;
}

// A contact that nobody made: three in four last one or two frames.
inline Press ghost(Random& random, policy::SizeMm panel) {
    Press press;
    press.down = {panel.width * random.uniform(), panel.height * random.uniform()};
    press.dwell_ms = random.chance(0.75) ? random.between(8, 16) : random.between(16, 80);
    press.finger = false;
    return press;
}

}  // namespace tsuitate::bench
