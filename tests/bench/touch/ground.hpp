// Ground: what is touched: a panel's size, the keys on it, where known targets lie, and what PIN is wanted.
#pragma once

#include <string>
#include <vector>

#include "policy/keypad/layout.hpp"

namespace tsuitate::bench {

struct Ground {
    std::string name;
    policy::SizeMm panel;
    policy::Layout entry;
    policy::Layout large;                // the same for a hand that trembles
    std::vector<policy::Layout> proofs;  // one known target each
    std::vector<policy::Target> keys;    // that a PIN is made of; of the entry
    unsigned shortest = 4;               // PIN
    unsigned longest = 4;
    int tries = 3;

    policy::RectMm box() const;  // that holds these keys
};

// Ten digits with square keys and nothing else, in the middle of a panel of 10.1 inches, or of 15.6 where
// they need the room.
Ground digits_of(double key, double pitch);

enum class PanelSize : std::uint8_t { ten_inches, fifteen_inches };
// The product's own pad: four digits, or 6 to 16 capitals and digits.
Ground product_digits(PanelSize size);
Ground product_letters(PanelSize size);

}  // namespace tsuitate::bench
