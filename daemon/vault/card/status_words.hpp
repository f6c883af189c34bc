// What the status words of a card mean. Pure: bytes in, an answer out.
#pragma once

#include <cstdint>
#include <optional>
#include <span>

#include "policy/session/event.hpp"

namespace tsuitate::vault {

// The last two bytes of an answer; nothing for a shorter one (a card that was pulled answers with no byte at
// all).
std::optional<std::uint16_t> status_word(std::span<const std::uint8_t> answer);

// To the case-1 VERIFY that asks for the tries left (OpenSC card-jpki.c, jpki/myna reader.rs).
policy::TriesFound tries_of(std::optional<std::uint16_t> status);

// To a VERIFY with a PIN. Anything that is not a clear answer is inconclusive.
policy::CardSaid verify_answer_of(std::optional<std::uint16_t> status);

inline constexpr std::uint16_t status_done = 0x9000;
inline constexpr std::uint16_t status_not_found = 0x6a82;

}  // namespace tsuitate::vault
