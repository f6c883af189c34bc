// StandInCard: what the card of this program will say, and what it was asked.
#pragma once

#include <chrono>
#include <string>

#include "daemon/vault/card/card_reader.hpp"

namespace tsuitate::noninterference {

inline constexpr std::chrono::milliseconds card_takes{120};  // for each answer

struct StandInCard {
    vault::TriesRead tries;
    vault::VerifyAnswer says;
    std::string asked;  // the PIN of the last VERIFY; a test's own
};
StandInCard& stand_in_card();

}  // namespace tsuitate::noninterference
