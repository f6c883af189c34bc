// The format check of a PIN: before any try, and with work that does not depend on the characters.
#pragma once

#include <cstdint>
#include <span>

#include "policy/pin/pin_kind.hpp"

namespace tsuitate::policy {

// True when `characters` (ASCII) is a PIN that this kind allows.
bool well_formed(const PinKind& kind, std::span<const std::uint8_t> characters);

// True when the character belongs to the alphabet of this kind.
bool allowed(Alphabet alphabet, std::uint8_t character);

}  // namespace tsuitate::policy
