// CalibrationRun: a calibration under way: five points (or nine, for a panel that is bent), then two more
// that only check. A value; whoever drives it shows the next point and hands it the touches.
#pragma once

#include <cstdint>
#include <vector>

#include "policy/calibration/fit.hpp"

namespace tsuitate::policy {

// The points of a panel: near the corners, the middle, two that check, at places where none of the others
// lies, and the middles of the edges.
std::vector<PointMm> calibration_points(SizeMm panel);

enum class FittedPoints : std::uint8_t { five = 5, nine = 9 };
inline constexpr std::size_t checking_points = 2;

// With a finger 95 % of good calibrations stay under these, and 99.6 % of those with one touch 15 mm astray
// do not (facts of the decoder study; with a stylus 100 %).
struct CalibrationSettings {
    double most_left_out_finger = 9.2;  // mm
    double most_left_out_stylus = 3.0;
    double most_checked_finger = 7.0;  // mm, of the two points that check
    double most_checked_stylus = 2.5;
};

enum class CalibrationVerdict : std::uint8_t {
    going_on,
    done,
    astray,       // one of the touches did not fit the others, or a check
    implausible,  // no panel is like that
};

class CalibrationRun {
  public:
    CalibrationRun(SizeMm panel, bool stylus, FittedPoints fitted = FittedPoints::five,
                   const CalibrationSettings& settings = {});

    // The point to touch now, of calibration_points().
    std::uint8_t next() const { return order_.at(touched_.size()); }
    // `touched`: as the panel says, before any calibration.
    CalibrationVerdict take(PointMm touched);

    // Once done.
    const Affine& result() const { return result_; }
    double worst() const { return worst_; }  // mm, of what was left out or checked

  private:
    CalibrationVerdict fit_points();

    SizeMm panel_;
    std::vector<PointMm> points_;
    std::vector<std::uint8_t> order_;
    std::vector<KnownPoint> touched_;
    double most_left_out_;
    double most_checked_;
    Affine result_;
    double worst_ = 0;
};

}  // namespace tsuitate::policy
