// Clerk: calibrates the panel of the simulation, with a steady hand and the stylus, by the product's own
// rules.
#pragma once

#include <optional>

#include "policy/calibration/run.hpp"
#include "tests/bench/touch/emulated_panel.hpp"

namespace tsuitate::bench {

inline Person clerk(Random& random, bool stylus) {
    Person person = somebody(random, stylus);
    while (person.pause_ms > 450) {  // not one of the young
        person = somebody(random, stylus);
    }
    return person;
}

// Nothing after three that went astray.
inline std::optional<policy::Affine> calibrate(Random& random, policy::SizeMm size, const PanelFault& fault) {
    constexpr bool stylus = true;
    EmulatedPanel panel(size, true);
    const auto points = policy::calibration_points(size);
    const Person hand = clerk(random, stylus);
    for (int time = 0; time < 3; ++time) {
        policy::CalibrationRun run(size, stylus);
        auto verdict = policy::CalibrationVerdict::going_on;
        for (int touches = 0; verdict == policy::CalibrationVerdict::going_on && touches < 20; ++touches) {
            panel.pass(hand.pause_ms);
            const Sensed& sensed = panel.touch(random, press_at(random, hand, points.at(run.next())), fault);
            if (!sensed.taps.empty() && sensed.taps.front().duration() >= std::chrono::milliseconds(40)) {
                verdict = run.take(sensed.taps.front().down);
            }
        }
        if (verdict == policy::CalibrationVerdict::done) {
            return run.result();
        }
    }
    return std::nullopt;
}

}  // namespace tsuitate::bench
