// PlaceWatch: which places of the panel have stopped to answer. A known target that nobody touches moves to
// another place; when it is touched there at once, the place before may be dead. Three times in a row, it is.
// A value.
#pragma once

#include <array>
#include <cstdint>

#include "policy/touch/geometry.hpp"

namespace tsuitate::policy {

class PlaceWatch {
  public:
    static constexpr std::size_t columns = 8;
    static constexpr std::size_t rows = 6;
    using Misses = std::array<std::uint8_t, columns * rows>;  // in a row, of each part of the panel

    PlaceWatch() = default;
    explicit PlaceWatch(const Misses& misses) : misses_(misses) {}

    // Which part of the panel a point lies in.
    static std::uint8_t place_of(PointMm point, SizeMm panel);

    void answered(std::uint8_t place) { misses_[place % misses_.size()] = 0; }
    void missed(std::uint8_t place);

    std::uint8_t dead() const;  // how many
    const Misses& misses() const { return misses_; }

  private:
    Misses misses_{};
};

}  // namespace tsuitate::policy
