#include "daemon/vault/card/status_words.hpp"

#include <gtest/gtest.h>

#include <array>

namespace tsuitate::vault {
namespace {

using Found = policy::TriesFound::Found;
using Said = policy::CardSaid::Said;

TEST(StatusWords, answer_shorter_than_a_status_word_is_none) {
    const std::array<std::uint8_t, 4> answer = {0x01, 0x02, 0x90, 0x00};
    EXPECT_EQ(status_word(answer), 0x9000);
    EXPECT_EQ(status_word(std::span(answer).first(2)), 0x0102);
    EXPECT_EQ(status_word(std::span(answer).first(1)), std::nullopt);
    EXPECT_EQ(status_word({}), std::nullopt);
}

TEST(StatusWords, tries_are_what_the_card_counts) {
    for (std::uint16_t left = 1; left <= 15; ++left) {
        const auto found = tries_of(static_cast<std::uint16_t>(0x63c0 | left));
        EXPECT_EQ(found.found, Found::tries);
        EXPECT_EQ(found.left, left);
    }
}

TEST(StatusWords, every_word_for_locked_is_locked) {
    for (const std::uint16_t status : std::array<std::uint16_t, 3>{0x6983, 0x6984, 0x63c0}) {
        EXPECT_EQ(tries_of(status).found, Found::locked);
        EXPECT_EQ(verify_answer_of(status).said, Said::locked);
    }
}

TEST(StatusWords, unclear_answer_to_verify_is_inconclusive_and_never_verified) {
    EXPECT_EQ(verify_answer_of(std::nullopt).said, Said::inconclusive);
    int verified = 0;
    int wrong = 0;
    int locked = 0;
    for (unsigned status = 0; status <= 0xffff; ++status) {
        const auto answer = verify_answer_of(static_cast<std::uint16_t>(status));
        verified += answer.said == Said::verified ? 1 : 0;
        wrong += answer.said == Said::wrong ? 1 : 0;
        locked += answer.said == Said::locked ? 1 : 0;
        EXPECT_NE(answer.said, Said::not_sent);
    }
    EXPECT_EQ(verified, 1) << "9000 alone";
    EXPECT_EQ(wrong, 15) << "63C1 to 63CF";
    EXPECT_EQ(locked, 3);
}

TEST(StatusWords, success_is_no_count_of_tries) {
    EXPECT_EQ(tries_of(0x9000).found, Found::failed);
    EXPECT_EQ(tries_of(std::nullopt).found, Found::failed);
}

}  // namespace
}  // namespace tsuitate::vault
