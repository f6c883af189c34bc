// DriftWatch: hears of each entry's known taps, and tells when the panel, not the people, lies beside. One
// person is 1 to 2 mm off, in any direction; a panel is off in one direction, entry after entry. Eight sums,
// one a direction, grow with what lies farther that way than people do (CUSUM, Page 1954). A value.
#pragma once

#include <array>
#include <cstdint>

#include "policy/touch/geometry.hpp"

namespace tsuitate::policy {

class DriftWatch {
  public:
    static constexpr std::size_t directions = 8;
    struct Memory {
        std::array<double, directions> sums{};  // mm
        PointMm mean;                           // mm, over the last twenty entries or so
        std::uint32_t entries = 0;              // that the mean has seen, up to twenty
        bool alarm = false;
        friend bool operator==(const Memory&, const Memory&) = default;
    };

    DriftWatch() = default;
    explicit DriftWatch(const Memory& memory) : memory_(memory) {}

    // The mean of one entry's known taps, less where their middles are, as calibrated and before any
    // correction.
    void take(PointMm offset);

    bool alarm() const { return memory_.alarm; }
    PointMm mean() const { return memory_.mean; }
    const Memory& memory() const { return memory_; }

  private:
    Memory memory_;
};

}  // namespace tsuitate::policy
