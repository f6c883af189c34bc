// Pad: the keys with which a PIN is entered, as they lie on the counter's panel.
#pragma once

#include <vector>

#include "policy/keypad/layout.hpp"
#include "policy/policy.hpp"

namespace tsuitate::leaflet {

struct Pad {
    std::vector<policy::Target> keys;  // from 0, 0 on, in millimetres
    policy::SizeMm size;
    policy::SizeMm panel;
    bool true_size = false;  // the policy says how large the panel is; otherwise one is taken as an example
};

Pad pad_of(const policy::PinKind& kind, const policy::Policy& policy);

}  // namespace tsuitate::leaflet
