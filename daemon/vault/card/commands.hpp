// The few commands that the vault itself sends to a card (ISO 7816-4; bytes as OpenSC and jpki/myna send
// them).
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "daemon/vault/card/card_reader.hpp"
#include "daemon/wire/secret.hpp"

namespace tsuitate::vault {

using VerifyCommand = wire::Secret<5 + Pin::capacity()>;

std::vector<std::uint8_t> select_application(std::span<const std::uint8_t> application);
std::vector<std::uint8_t> select_file(std::uint16_t file);
// VERIFY without data: answers with the tries left and costs none.
std::vector<std::uint8_t> ask_for_tries();
// VERIFY with the PIN, in secret memory like the PIN itself.
VerifyCommand verify_command(const Pin& pin);

}  // namespace tsuitate::vault
