// Fit: a calibration from touches on known points, and how far to trust it.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "policy/calibration/affine.hpp"

namespace tsuitate::policy {

struct KnownPoint {
    PointMm touched;  // as the panel says
    PointMm meant;
};

// Least squares; nothing when the points do not fix it (fewer than three, or all on a line).
std::optional<Affine> fit(std::span<const KnownPoint> points);

// How far each point lies from where the others put it, in millimetres. A touch that went astray stands out
// here, while it would bend a fit of all of them. Empty when the others do not fix a fit.
std::vector<double> leave_one_out(std::span<const KnownPoint> points);

// Whether a panel can be like that at all: turned by a few degrees, some per cent larger or smaller, shifted
// by at most a quarter of the panel.
bool plausible(const Affine& affine, SizeMm panel);

}  // namespace tsuitate::policy
