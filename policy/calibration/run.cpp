#include "policy/calibration/run.hpp"

#include <algorithm>
#include <cmath>

namespace tsuitate::policy {

std::vector<PointMm> calibration_points(SizeMm panel) {
    const double x = std::max(14.0, 0.1 * panel.width);
    const double y = std::max(14.0, 0.12 * panel.height);
    const double right = panel.width - x;
    const double bottom = panel.height - y;
    return {{x, y},
            {right, bottom},
            {right, y},
            {x, bottom},
            {panel.width / 2, panel.height / 2},
            {0.7 * panel.width, 0.7 * panel.height},
            {0.3 * panel.width, 0.25 * panel.height}};
}

CalibrationRun::CalibrationRun(SizeMm panel, bool stylus, const CalibrationSettings& settings)
    : panel_(panel),
      points_(calibration_points(panel)),
      most_left_out_(stylus ? settings.most_left_out_stylus : settings.most_left_out_finger),
      most_checked_(stylus ? settings.most_checked_stylus : settings.most_checked_finger) {}

CalibrationVerdict CalibrationRun::take(PointMm touched) {
    const PointMm meant = points_[touched_.size()];
    touched_.push_back({.touched = touched, .meant = meant});
    if (touched_.size() < fitted_points) {
        return CalibrationVerdict::going_on;
    }
    if (touched_.size() == fitted_points) {
        return fit_points();
    }
    const PointMm at = result_.apply(touched);
    const double miss = std::hypot(at.x - meant.x, at.y - meant.y);
    worst_ = std::max(worst_, miss);
    if (miss > most_checked_) {
        return CalibrationVerdict::astray;
    }
    return touched_.size() == points_.size() ? CalibrationVerdict::done : CalibrationVerdict::going_on;
}

CalibrationVerdict CalibrationRun::fit_points() {
    const auto fitted = fit(touched_);
    const std::vector<double> residuals = leave_one_out(touched_);
    if (!fitted || residuals.empty() || !plausible(*fitted, panel_)) {
        return CalibrationVerdict::implausible;
    }
    worst_ = *std::max_element(residuals.begin(), residuals.end());
    if (worst_ > most_left_out_) {
        return CalibrationVerdict::astray;
    }
    result_ = *fitted;
    return CalibrationVerdict::going_on;
}

}  // namespace tsuitate::policy
