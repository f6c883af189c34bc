// Decay: e to a negative power, by the same few multiplications whatever the power is. The one of the C
// library looks into a table at a place that depends on it, and takes other ways for small and large ones;
// here it depends on where somebody touched.
#pragma once

#include <array>
#include <bit>
#include <cstdint>

namespace tsuitate::policy {

inline constexpr double most_decay = 600;

// e^-x for x from 0 to most_decay, to ten digits.
inline double decay(double x) {
    constexpr double per_halving = 1.4426950408889634;        // 1 / ln 2
    constexpr double halving_high = 6.93147180369123816e-01;  // ln 2 in two parts, the first with few digits
    constexpr double halving_low = 1.90821492927058770e-10;
    constexpr double to_whole = 0x1.8p52;  // added to a number, leaves no room for a fraction
    const double halvings = (x * per_halving + to_whole) - to_whole;
    const double rest = (x - halvings * halving_high) - halvings * halving_low;  // within ln 2 / 2 of nothing
    // The series of e^-rest.
    constexpr std::array<double, 10> divisors = {10, 9, 8, 7, 6, 5, 4, 3, 2, 1};
    double sum = 1;
    for (const double divisor : divisors) {
        sum = 1 - (rest * (1 / divisor)) * sum;
    }
    constexpr std::uint64_t exponent_of_one = 1023;
    constexpr unsigned exponent_at = 52;
    const auto power = exponent_of_one - static_cast<std::uint64_t>(static_cast<std::int64_t>(halvings));
    return sum * std::bit_cast<double>(power << exponent_at);
}

}  // namespace tsuitate::policy
