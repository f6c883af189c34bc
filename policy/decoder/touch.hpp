// Touch: one finished contact on the panel, in millimetres, as everything that decides about it wants it.
// Secret while a PIN is entered.
#pragma once

#include <chrono>
#include <cstdint>

#include "policy/touch/geometry.hpp"

namespace tsuitate::policy {

// Shorter contacts mean nothing: they may be a ghost's. Of the touches of young hands one in a hundred is
// shorter (log-normal about 90 ms), of the public's one in two hundred.
inline constexpr std::chrono::milliseconds shortest_touch{40};
// Of contacts that short, nine in ten of a panel's ghosts are shorter than this too, and one in a thousand of
// people's.
inline constexpr std::chrono::milliseconds longest_spark{20};

struct Touch {
    PointMm down;  // the robust one: before a slip begins
    PointMm lift;
    double travel_mm = 0;
    std::chrono::microseconds duration{0};
    std::uint32_t frames = 0;  // the kernel leaves out those in which nothing changed
    bool stylus = false;
};

}  // namespace tsuitate::policy
