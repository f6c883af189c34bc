// Touch: one finished contact on the panel, in millimetres, as everything that decides about it wants it.
// Secret while a PIN is entered.
#pragma once

#include <chrono>
#include <cstdint>

#include "policy/touch/geometry.hpp"

namespace tsuitate::policy {

struct Touch {
    PointMm down;  // the robust one: before a slip begins
    PointMm lift;
    double travel_mm = 0;
    std::chrono::microseconds duration{0};
    std::uint32_t frames = 0;  // the kernel leaves out those in which nothing changed
    bool stylus = false;
};

}  // namespace tsuitate::policy
