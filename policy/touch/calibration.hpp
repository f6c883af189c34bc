// Calibration: from the axis values of a touch device to millimetres on the panel.
#pragma once

#include <array>

#include "policy/touch/geometry.hpp"

namespace tsuitate::policy {

struct AxisRange {
    int minimum = 0;
    int maximum = 0;
    bool valid() const { return maximum > minimum; }
};

// Row-major 2×3 over coordinates normalised to 0..1, as LIBINPUT_CALIBRATION_MATRIX has it:
// x' = a·x + b·y + c, y' = d·x + e·y + f.
struct CalibrationMatrix {
    std::array<double, 6> values{1, 0, 0, 0, 1, 0};
};

// A point that the axes report, as millimetres on a panel of this size. Points beyond the edges are kept as
// such.
PointMm to_millimetres(int x, int y, AxisRange x_axis, AxisRange y_axis, const CalibrationMatrix& matrix,
                       SizeMm size);

}  // namespace tsuitate::policy
