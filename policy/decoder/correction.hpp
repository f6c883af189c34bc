// Correction: what is taken off every touch because the panel has answered that much beside for a long time.
// Learnt slowly from known taps of proven sessions, bounded, kept over restarts; never from digits, never
// during an entry.
#pragma once

#include <cstdint>

#include "policy/touch/geometry.hpp"

namespace tsuitate::policy {

struct Correction {
    PointMm offset;              // mm
    std::uint32_t sessions = 0;  // that it has learnt from
    friend bool operator==(const Correction&, const Correction&) = default;

    PointMm apply(PointMm touched) const { return {touched.x - offset.x, touched.y - offset.y}; }
};

inline constexpr double largest_correction = 4.5;  // mm; beyond, the panel has to be calibrated

// After a session in which the panel was proven: `seen` is what its known taps said is left, in millimetres.
Correction learn(const Correction& before, PointMm seen);

}  // namespace tsuitate::policy
