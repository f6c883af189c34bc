// Affine: from where the panel says that it was touched to where it was, in millimetres.
#pragma once

#include <array>

#include "policy/touch/geometry.hpp"

namespace tsuitate::policy {

// x' = a·x + b·y + c, y' = d·x + e·y + f.
struct Affine {
    std::array<double, 6> values{1, 0, 0, 0, 1, 0};

    PointMm apply(PointMm point) const {
        return {values[0] * point.x + values[1] * point.y + values[2],
                values[3] * point.x + values[4] * point.y + values[5]};
    }
    friend bool operator==(const Affine&, const Affine&) = default;
};

// First `inner`, then `outer`.
Affine after(const Affine& outer, const Affine& inner);

}  // namespace tsuitate::policy
