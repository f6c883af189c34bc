// PanelFault: what is wrong with a panel: where it says that it was touched, if it says anything.
#pragma once

#include <cmath>
#include <numbers>
#include <optional>
#include <string>
#include <vector>

#include "tests/bench/touch/random.hpp"

namespace tsuitate::bench {

struct PanelFault {
    policy::PointMm shift{};
    policy::PointMm creep{};  // mm more of shift with each session
    double scale = 1;         // about the panel's middle
    double turn = 0;          // radians, the same
    double ghosts_a_second = 0;
    double jitter_mm = 0;    // each frame, each axis
    double spike_share = 0;  // of frames that are far off
    policy::RectMm dead{};   // answers nothing

    static constexpr double spike_mm = 8;  // each axis

    // What a panel of this size says of a finger at this point, in this frame.
    std::optional<policy::PointMm> reported(Random& random, policy::PointMm at, policy::SizeMm panel) const {
        if (dead.contains(at)) {
            return std::nullopt;
        }
        const policy::PointMm from_middle = {at.x - panel.width / 2, at.y - panel.height / 2};
        const double along = scale * std::cos(turn);
        const double across = scale * std::sin(turn);
        policy::PointMm said = {panel.width / 2 + along * from_middle.x - across * from_middle.y + shift.x,
                                panel.height / 2 + across * from_middle.x + along * from_middle.y + shift.y};
        if (jitter_mm > 0) {
            const double noise = random.chance(spike_share) ? spike_mm : jitter_mm;
            said.x += random.normal(noise);
            said.y += random.normal(noise);
        }
        return said;
    }
    // After so many sessions.
    PanelFault after(double sessions) const {
        PanelFault later = *this;
        later.shift.x += sessions * creep.x;
        later.shift.y += sessions * creep.y;
        return later;
    }
};

inline PanelFault shifted(Random& random, double millimetres) {
    return {.shift = random.vector(millimetres)};
}

// Towards one of the eight neighbours.
inline PanelFault shifted_to_neighbour(Random& random, double pitch) {
    const double towards = std::numbers::pi / 4 * static_cast<double>(random.below(8));
    return {.shift = {pitch * std::round(std::cos(towards)), pitch * std::round(std::sin(towards))}};
}

// 4 % larger or smaller and turned by 2 degrees either way.
inline PanelFault stretched_and_turned(Random& random) {
    constexpr double degrees = std::numbers::pi / 180;
    return {.scale = random.chance(0.5) ? 1.04 : 0.96,
            .turn = random.chance(0.5) ? 2 * degrees : -2 * degrees};
}

// 10 mm from edge to edge, somewhere in this part of the panel.
inline PanelFault dead_strip(Random& random, policy::SizeMm panel, policy::RectMm part) {
    constexpr double wide = 10;
    return random.chance(0.5) ? PanelFault{.dead = {random.between(part.x, part.x + part.width - wide), 0,
                                                    wide, panel.height}}
                              : PanelFault{.dead = {0, random.between(part.y, part.y + part.height - wide),
                                                    panel.width, wide}};
}

inline PanelFault creeping(Random& random) {
    return {.creep = random.vector(random.between(0.05, 0.2))};
}

inline PanelFault jittery(Random& /*random*/) {
    return {.jitter_mm = 2, .spike_share = 0.03};
}

}  // namespace tsuitate::bench
