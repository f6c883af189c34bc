#include "policy/calibration/run.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

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
      most_checked_(stylus ? settings.most_checked_stylus : settings.most_checked_finger),
      most_again_(settings.most_again) {}

std::uint8_t CalibrationRun::next() const {
    return order_.at(again_ ? *again_ : fitted_.size() + checked_.size() - (check_again_ ? 1 : 0));
}

CalibrationVerdict CalibrationRun::take(PointMm touched) {
    const KnownPoint point{.touched = touched, .meant = points_[next()]};
    if (result_) {
        return check(point);
    }
    if (again_) {
        touch_again(point);
    } else {
        fitted_.push_back(point);
    }
    return fitted_.size() + checking_points < order_.size() ? CalibrationVerdict::going_on : fit_points();
}

// Two touches that agree are one, in their middle; of two that do not, one went astray, and the one counts
// that the other points bear out.
void CalibrationRun::touch_again(KnownPoint point) {
    const std::size_t index = *std::exchange(again_, std::nullopt);
    const PointMm first = fitted_[index].touched;
    const PointMm second = point.touched;
    if (std::hypot(first.x - second.x, first.y - second.y) < most_left_out_) {
        fitted_[index].touched = {(first.x + second.x) / 2, (first.y + second.y) / 2};
        return;
    }
    std::vector<KnownPoint> instead = fitted_;
    instead[index] = point;
    const std::vector<double> misses = leave_one_out(instead);
    if (!misses.empty() && misses[index] < left_out_[index]) {
        fitted_ = std::move(instead);
    }
}

CalibrationVerdict CalibrationRun::fit_points() {
    const auto fitted = fit(fitted_);
    left_out_ = leave_one_out(fitted_);
    if (!fitted || left_out_.empty()) {
        return CalibrationVerdict::implausible;
    }
    // With few points a touch that went astray makes the one opposite look as bad: each is asked for in turn.
    std::optional<std::size_t> worst;
    bool fits = true;
    for (std::size_t i = 0; i < left_out_.size(); ++i) {
        const bool asked = std::count(was_again_.begin(), was_again_.end(), i) > 0;
        fits = fits && left_out_[i] <= most_left_out_;
        if (!asked && left_out_[i] > most_left_out_ && (!worst || left_out_[i] > left_out_[*worst])) {
            worst = i;
        }
    }
    if (!fits && worst && was_again_.size() < most_again_) {
        was_again_.push_back(*worst);
        again_ = worst;
        return CalibrationVerdict::going_on;
    }
    if (!plausible(*fitted, panel_)) {
        return CalibrationVerdict::implausible;
    }
    if (!fits) {
        return CalibrationVerdict::astray;
    }
    result_ = fitted;
    return CalibrationVerdict::going_on;
}

CalibrationVerdict CalibrationRun::check(const KnownPoint& point) {
    const PointMm at = result_->apply(point.touched);
    const double miss = std::hypot(at.x - point.meant.x, at.y - point.meant.y);
    if (check_again_) {
        checked_.back() = std::min(checked_.back(), miss);
    } else {
        checked_.push_back(miss);
    }
    const bool astray = checked_.back() > most_checked_;
    if (astray && check_again_) {
        return CalibrationVerdict::astray;
    }
    check_again_ = astray;
    const bool all = !astray && fitted_.size() + checked_.size() == order_.size();
    return all ? CalibrationVerdict::done : CalibrationVerdict::going_on;
}

Misses CalibrationRun::misses() const {
    Misses misses;
    double sum = 0;
    for (const double miss : left_out_) {
        sum += miss;
        misses.worst_fitted = std::max(misses.worst_fitted, miss);
    }
    for (const double miss : checked_) {
        sum += miss;
        misses.worst_checked = std::max(misses.worst_checked, miss);
    }
    const std::size_t count = left_out_.size() + checked_.size();
    misses.mean = count == 0 ? 0 : sum / static_cast<double>(count);
    return misses;
}

}  // namespace tsuitate::policy
