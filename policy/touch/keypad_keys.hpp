// The keys of a tactile keypad or keyboard: from evdev key codes to the keys of the panel.
#pragma once

#include <cstdint>
#include <optional>

#include "policy/keypad/layout.hpp"

namespace tsuitate::policy {

// Nothing for a code that means nothing here. Letters are capitals: no PIN has small ones.
std::optional<Key> key_of_code(std::uint16_t code);

}  // namespace tsuitate::policy
