#include "policy/monitor/place_watch.hpp"

#include <algorithm>

namespace tsuitate::policy {
namespace {

constexpr std::uint8_t dead_after = 3;

std::size_t part_of(double at, double length, std::size_t parts) {
    const double share = length > 0 ? std::clamp(at / length, 0.0, 1.0) : 0.0;
    return std::min(static_cast<std::size_t>(share * static_cast<double>(parts)), parts - 1);
}

}  // namespace

std::uint8_t PlaceWatch::place_of(PointMm point, SizeMm panel) {
    return static_cast<std::uint8_t>(part_of(point.y, panel.height, rows) * columns +
                                     part_of(point.x, panel.width, columns));
}

void PlaceWatch::missed(std::uint8_t place) {
    std::uint8_t& misses = misses_[place % misses_.size()];
    misses = std::min<std::uint8_t>(misses + 1, dead_after);
}

std::uint8_t PlaceWatch::dead() const {
    return static_cast<std::uint8_t>(std::count(misses_.begin(), misses_.end(), dead_after));
}

}  // namespace tsuitate::policy
