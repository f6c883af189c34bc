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
            {0.3 * panel.width, 0.25 * panel.height},
            {panel.width / 2, y},
            {right, panel.height / 2},
            {panel.width / 2, bottom},
            {x, panel.height / 2}};
}

CalibrationRun::CalibrationRun(SizeMm panel, bool stylus, FittedPoints fitted,
                               const CalibrationSettings& settings)
    : panel_(panel),
      points_(calibration_points(panel)),
      order_(fitted == FittedPoints::five ? std::vector<std::uint8_t>{0, 1, 2, 3, 4, 5, 6}
                                          : std::vector<std::uint8_t>{0, 1, 2, 3, 4, 7, 8, 9, 10, 5, 6}),
      most_left_out_(stylus ? settings.most_left_out_stylus : settings.most_left_out_finger),
      most_checked_(stylus ? settings.most_checked_stylus : settings.most_checked_finger) {}

CalibrationVerdict CalibrationRun::take(PointMm touched) {
    const PointMm meant = points_[next()];
    touched_.push_back({.touched = touched, .meant = meant});
    const std::size_t fitted = order_.size() - checking_points;
    if (touched_.size() < fitted) {
        return CalibrationVerdict::going_on;
    }
    if (touched_.size() == fitted) {
        return fit_points();
    }
    const PointMm at = result_.apply(touched);
    const double miss = std::hypot(at.x - meant.x, at.y - meant.y);
    worst_ = std::max(worst_, miss);
    if (miss > most_checked_) {
        return CalibrationVerdict::astray;
    }
    return touched_.size() == order_.size() ? CalibrationVerdict::done : CalibrationVerdict::going_on;
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
