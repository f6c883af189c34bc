// Arrangement: what the number that is drawn for an entry says about its pad: in which order the digits come,
// and at which of a few places the pad lies. Pure; the number is drawn by the vault.
#pragma once

#include <cstdint>
#include <string>

#include "policy/keypad/layout.hpp"

namespace tsuitate::policy {

// The ten digits in the order of the pad's keys, row by row. Below `arrangements` each number has an order of
// its own, and 0 the usual one.
std::string digits_in_order(std::uint32_t arrangement);

// Of three columns and three rows of places, each as likely.
struct FloatingPlace {
    double across;  // 0, 1/2 or 1 of the room beside the pad
    double down;    // likewise, of the room above and below it
};
FloatingPlace floating_place(std::uint32_t arrangement);

// Whether this pad would be another one than the fixed one: digits are shuffled where there are four of them,
// and a pad floats where the panel has room for that.
bool can_have(const Panel& panel, const PinKind& kind, Pad pad);

// The one that is drawn when this one is wanted.
Pad pad_for(const PinKind* kind, Pad wanted);

}  // namespace tsuitate::policy
