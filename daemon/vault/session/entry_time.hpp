// EntryTime: how long an entry may still last, and the grid on which everything about it happens. All
// instants that it names lie on this grid, so that nobody learns from one when a key was touched. It is told
// the time and asks no clock.
#pragma once

#include <chrono>
#include <cstdint>

#include "policy/policy.hpp"

namespace tsuitate::vault {

class EntryTime {
  public:
    using Instant = std::chrono::steady_clock::time_point;
    static constexpr std::chrono::milliseconds grid{250};

    explicit EntryTime(const policy::Limits& limits) : limits_(limits) {}

    // Typing begins, or is gone on with after something else: another grid, and all the time anew.
    void begin(Instant now);
    // The citizen touched the panel. While the countdown says that the time is running out, that gives all of
    // it anew; otherwise the time without a touch alone.
    void touched(Instant now);
    // The citizen asked for more.
    void extend(Instant now);

    // To the next multiple of `pace` since the beginning.
    std::chrono::nanoseconds until_next(std::chrono::nanoseconds pace, Instant now) const;
    std::chrono::nanoseconds idle_left(Instant now) const { return idle_until_ - now; }
    std::chrono::nanoseconds total_left(Instant now) const { return total_until_ - now; }

    // What the countdown says; 0 while there is plenty of time.
    std::uint8_t seconds_to_act(Instant now) const;
    // When it will say something else.
    std::chrono::nanoseconds until_countdown_changes(Instant now) const;

  private:
    Instant on_grid(Instant instant) const;
    std::chrono::nanoseconds left(Instant now) const;

    const policy::Limits& limits_;
    Instant since_;
    Instant idle_until_;
    Instant total_until_;
};

}  // namespace tsuitate::vault
