// AnswerToReset: which protocol a card speaks first (ISO 7816-3, section 8).
#pragma once

#include <cstdint>
#include <optional>
#include <span>

namespace tsuitate::vault {

// 0 for T=0, 1 for T=1; nothing for another protocol or a broken answer.
std::optional<unsigned> first_protocol(std::span<const std::uint8_t> atr);

}  // namespace tsuitate::vault
