// CountWatch: tells when something happens more often than it should, from how often it happened in each
// entry and how often was expected (CUSUM). A value.
#pragma once

#include <algorithm>

namespace tsuitate::policy {

struct CountWatch {
    double sum = 0;
    bool alarm = false;
    friend bool operator==(const CountWatch&, const CountWatch&) = default;

    void take(double seen, double expected, double raised_at) {
        sum = std::clamp(sum + seen - expected, 0.0, 1.5 * raised_at);
        alarm = sum > (alarm ? raised_at / 2 : raised_at);
    }
};

}  // namespace tsuitate::policy
