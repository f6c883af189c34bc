#include "daemon/vault/card/status_words.hpp"

namespace tsuitate::vault {
namespace {

// Which of the two a My Number Card uses is not published: both are locked, and so is "no tries left".
bool says_locked(std::uint16_t status) {
    return status == 0x6983 || status == 0x6984 || status == 0x63c0;
}

// 63 Cx: x tries are left.
std::optional<std::uint8_t> tries_left(std::uint16_t status) {
    if ((status & 0xfff0U) != 0x63c0U) {
        return std::nullopt;
    }
    return static_cast<std::uint8_t>(status & 0xfU);
}

}  // namespace

std::optional<std::uint16_t> status_word(std::span<const std::uint8_t> answer) {
    if (answer.size() < 2) {
        return std::nullopt;
    }
    return static_cast<std::uint16_t>(answer[answer.size() - 2] << 8U | answer[answer.size() - 1]);
}

policy::TriesFound tries_of(std::optional<std::uint16_t> status) {
    using Found = policy::TriesFound::Found;
    if (!status) {
        return {.found = Found::failed};
    }
    if (says_locked(*status)) {
        return {.found = Found::locked};
    }
    if (const auto left = tries_left(*status)) {
        return {.found = Found::tries, .left = *left};
    }
    return {.found = Found::failed};
}

policy::CardSaid verify_answer_of(std::optional<std::uint16_t> status) {
    using Said = policy::CardSaid::Said;
    if (!status) {
        return {.said = Said::inconclusive};
    }
    if (*status == status_done) {
        return {.said = Said::verified};
    }
    if (says_locked(*status)) {
        return {.said = Said::locked};
    }
    if (const auto left = tries_left(*status)) {
        return {.said = Said::wrong, .left = *left};
    }
    return {.said = Said::inconclusive};
}

}  // namespace tsuitate::vault
