#include "daemon/vault/card/answer_to_reset.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace tsuitate::vault {
namespace {

using Bytes = std::vector<std::uint8_t>;

TEST(AnswerToReset, names_the_protocol_that_the_card_offers_first) {
    // My Number Card (OpenSC, card-jpki.c).
    EXPECT_EQ(first_protocol(Bytes{0x3b, 0xe0, 0x00, 0xff, 0x81, 0x31, 0xfe, 0x45, 0x14}), 1U);
    // Without TD1 it is T=0.
    EXPECT_EQ(first_protocol(Bytes{0x3b, 0x00}), 0U);
    EXPECT_EQ(first_protocol(Bytes{0x3b, 0x65, 0x00, 0x00, 0x9c, 0x02, 0x02, 0x01, 0x02}), 0U);
    // T=0 first, T=1 second.
    EXPECT_EQ(first_protocol(Bytes{0x3b, 0x80, 0x80, 0x01, 0x01}), 0U);
    EXPECT_EQ(first_protocol(Bytes{0x3b, 0x80, 0x01}), 1U);
}

TEST(AnswerToReset, specific_mode_fixes_the_protocol) {
    // TA2 = 01: T=1, whatever TD1 offers first.
    EXPECT_EQ(first_protocol(Bytes{0x3b, 0x80, 0x10, 0x01}), 1U);
    EXPECT_EQ(first_protocol(Bytes{0x3b, 0x80, 0x11, 0x00}), 0U);
    EXPECT_EQ(first_protocol(Bytes{0x3b, 0x80, 0x11}), std::nullopt) << "cut off before TA2";
}

TEST(AnswerToReset, other_protocols_and_broken_answers_are_none) {
    EXPECT_EQ(first_protocol(Bytes{0x3b, 0x80, 0x0f}), std::nullopt);
    EXPECT_EQ(first_protocol(Bytes{0x3b, 0xf0, 0x00, 0x00}), std::nullopt);
    EXPECT_EQ(first_protocol(Bytes{0x3b}), std::nullopt);
    EXPECT_EQ(first_protocol({}), std::nullopt);
}

}  // namespace
}  // namespace tsuitate::vault
