// What the vault asks a card: how many tries a PIN has left, and whether a PIN is right.
#pragma once

#include "daemon/vault/card/card_link.hpp"
#include "daemon/vault/card/card_reader.hpp"

namespace tsuitate::vault {

TriesRead ask_tries(CardLink& card, const policy::PinKind& kind);

// Sends VERIFY at most once. The PIN and every copy that this thread can reach are wiped before it returns.
VerifyAnswer ask_verify(CardLink& card, const policy::PinKind& kind, Pin pin);

}  // namespace tsuitate::vault
