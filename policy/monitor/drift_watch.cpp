#include "policy/monitor/drift_watch.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace tsuitate::policy {
namespace {

// One entry says no more than this: a hand that went astray is no drift.
constexpr double longest_mm = 8;
// People touch a little low and right of a middle, on every panel.
constexpr PointMm usual = {0.5, 1.0};
// Half of the smallest drift worth an alarm.
constexpr double allowance_mm = 2;
// tests/bench/touch measures both: how soon it is raised, and how often for nothing.
constexpr double raised_at_mm = 15;
constexpr double lowered_at_mm = 6;
constexpr double highest_mm = 22;
constexpr std::uint32_t longest_mean = 20;

PointMm bounded(PointMm offset) {
    const double length = std::hypot(offset.x, offset.y);
    const double share = length > longest_mm ? longest_mm / length : 1;
    return {offset.x * share, offset.y * share};
}

}  // namespace

void DriftWatch::take(PointMm offset) {
    const PointMm seen = bounded(offset);
    memory_.entries = std::min(memory_.entries + 1, longest_mean);
    const double share = 1.0 / memory_.entries;
    memory_.mean.x += share * (seen.x - memory_.mean.x);
    memory_.mean.y += share * (seen.y - memory_.mean.y);
    double highest = 0;
    for (std::size_t i = 0; i < directions; ++i) {
        const double angle = 2 * std::numbers::pi * static_cast<double>(i) / directions;
        const double along = (seen.x - usual.x) * std::cos(angle) + (seen.y - usual.y) * std::sin(angle);
        memory_.sums[i] = std::clamp(memory_.sums[i] + along - allowance_mm, 0.0, highest_mm);
        highest = std::max(highest, memory_.sums[i]);
    }
    memory_.alarm = highest > (memory_.alarm ? lowered_at_mm : raised_at_mm);
}

}  // namespace tsuitate::policy
