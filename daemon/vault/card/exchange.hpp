// Exchange: one command to a card and its whole answer. Hides what T=0 asks for (ISO 7816-3, section 12.2).
// Pure: the caller brings the way to the card. Never used for a command with a PIN, which is sent as it is,
// once.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <vector>

namespace tsuitate::vault {

// Sends these bytes once; the answer has at least its status word, or there is none.
using Transmit =
    std::function<std::optional<std::vector<std::uint8_t>>(std::span<const std::uint8_t> command)>;

// Fetches data that the card announces (61xx) and repeats a command of case 2 with the length that the card
// names (6Cxx). Nothing when the card does not answer, or announces data and brings none, or more than a
// short APDU holds.
std::optional<std::vector<std::uint8_t>> exchange(unsigned protocol, std::span<const std::uint8_t> command,
                                                  const Transmit& transmit);

}  // namespace tsuitate::vault
