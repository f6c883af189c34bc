// What the vault asks a card: how many tries a PIN has left, and whether a PIN is right.
#pragma once

#include <cstddef>

#include "daemon/vault/card/card_link.hpp"
#include "daemon/vault/card/card_reader.hpp"

namespace tsuitate::vault {

// How deep drivers reach below us: libccid has buffers for extended APDUs, 64 KiB each, two at a time.
inline constexpr std::size_t scrubbed_stack = 256UL * 1024;

// Costs no try.
TriesRead ask_tries(CardLink& card, const policy::PinKind& kind);

// Sends VERIFY at most once, and needs `scrubbed_stack` bytes of stack. The PIN and every copy that this
// thread can reach are wiped before it returns.
VerifyAnswer ask_verify(CardLink& card, const policy::PinKind& kind, Pin pin);

}  // namespace tsuitate::vault
