#include "policy/touch/calibration.hpp"

namespace tsuitate::policy {
namespace {

double normalised(int value, AxisRange axis) {
    // The centre of the first and the last step lie half a step inside the panel.
    const double steps = static_cast<double>(axis.maximum) - axis.minimum + 1;
    return (static_cast<double>(value) - axis.minimum + 0.5) / steps;
}

}  // namespace

PointMm to_millimetres(int x, int y, AxisRange x_axis, AxisRange y_axis, const CalibrationMatrix& matrix,
                       SizeMm size) {
    const double u = normalised(x, x_axis);
    const double v = normalised(y, y_axis);
    const auto& m = matrix.values;
    return {(m[0] * u + m[1] * v + m[2]) * size.width, (m[3] * u + m[4] * v + m[5]) * size.height};
}

}  // namespace tsuitate::policy
