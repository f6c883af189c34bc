// Tally: what happened to many people at a counter, and between which bounds a share of it lies.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>

namespace tsuitate::bench {

struct Tally {
    std::uint64_t sessions = 0;
    std::uint64_t refused = 0;     // sessions in which the panel was, before anything was typed
    std::uint64_t pins = 0;        // typed to their end
    std::uint64_t presses = 0;     // touches that meant a key, in sessions that were not refused
    std::uint64_t wrong_keys = 0;  // taken and not meant
    std::uint64_t rejections = 0;  // touches that meant a key and were taken for none
    std::uint64_t retyped = 0;     // fields that were emptied, for a character was missing
    std::uint64_t helped = 0;      // entries that ended without a PIN: help was offered, or patience ended
    std::uint64_t wrong_pins = 0;  // that reached the card
    std::uint64_t omissions = 0;   // of these, for a character that was missing
    std::uint64_t locked = 0;      // cards

    void add(const Tally& other) {
        for (auto member : {&Tally::sessions, &Tally::refused, &Tally::pins, &Tally::presses,
                            &Tally::wrong_keys, &Tally::rejections, &Tally::retyped, &Tally::helped,
                            &Tally::wrong_pins, &Tally::omissions, &Tally::locked}) {
            this->*member += other.*member;
        }
    }
};

inline double per(std::uint64_t count, std::uint64_t of, double scale) {
    return of == 0 ? 0 : scale * static_cast<double>(count) / static_cast<double>(of);
}

// The least that a share can be, and the most, at 99.9 % (Wilson).
inline double wilson(std::uint64_t count, std::uint64_t of, double sign) {
    constexpr double z = 3.29;
    const auto n = static_cast<double>(of);
    const double p = static_cast<double>(count) / n;
    const double middle = p + z * z / (2 * n);
    const double half = z * std::sqrt(p * (1 - p) / n + z * z / (4 * n * n));
    return (middle + sign * half) / (1 + z * z / n);
}
inline double at_most(std::uint64_t count, std::uint64_t of) {
    return of == 0 ? 1 : wilson(count, of, 1);
}
inline double at_least(std::uint64_t count, std::uint64_t of) {
    return of == 0 ? 0 : wilson(count, of, -1);
}
// The same of a mean, of what can happen more than once each (Poisson, normal approximation of the root).
inline double mean_at_most(std::uint64_t count, std::uint64_t of) {
    constexpr double half_z = 3.29 / 2;
    const double root = std::sqrt(static_cast<double>(count) + 1) + half_z;
    return of == 0 ? 0 : root * root / static_cast<double>(of);
}
inline double mean_at_least(std::uint64_t count, std::uint64_t of) {
    constexpr double half_z = 3.29 / 2;
    const double root = std::max(0.0, std::sqrt(static_cast<double>(count)) - half_z);
    return of == 0 ? 0 : root * root / static_cast<double>(of);
}

}  // namespace tsuitate::bench
