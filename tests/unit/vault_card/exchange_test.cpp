#include "daemon/vault/card/exchange.hpp"

#include <gtest/gtest.h>

#include "daemon/wire/messages.hpp"

namespace tsuitate::vault {
namespace {

using Bytes = std::vector<std::uint8_t>;

// A card that says these answers one after the other, and nothing more.
class Script {
  public:
    explicit Script(std::vector<Bytes> answers) : answers_(std::move(answers)) {}
    Transmit transmit() {
        return [this](std::span<const std::uint8_t> command) -> std::optional<Bytes> {
            sent.emplace_back(command.begin(), command.end());
            return sent.size() <= answers_.size() ? std::optional(answers_[sent.size() - 1]) : std::nullopt;
        };
    }
    std::vector<Bytes> sent;

  private:
    std::vector<Bytes> answers_;
};

const Bytes done = {0x90, 0x00};
const Bytes case_1 = {0x00, 0x20, 0x00, 0x80};
const Bytes case_2 = {0x00, 0xb0, 0x00, 0x00, 0x10};
const Bytes case_3 = {0x00, 0xa4, 0x02, 0x0c, 0x02, 0x00, 0x18};
const Bytes case_4 = {0x80, 0x2a, 0x00, 0x80, 0x02, 0x30, 0x00, 0x00};

Bytes sent_with(unsigned protocol, const Bytes& command) {
    Script card({done});
    EXPECT_EQ(exchange(protocol, command, card.transmit()), done);
    return card.sent.at(0);
}

TEST(Exchange, t1_sends_every_command_as_it_is) {
    for (const Bytes& command : {case_1, case_2, case_3, case_4}) {
        EXPECT_EQ(sent_with(1, command), command);
    }
}

TEST(Exchange, t0_gives_case_1_a_zero_and_takes_the_length_from_case_4) {
    EXPECT_EQ(sent_with(0, case_1), (Bytes{0x00, 0x20, 0x00, 0x80, 0x00}));
    EXPECT_EQ(sent_with(0, case_2), case_2);
    EXPECT_EQ(sent_with(0, case_3), case_3);
    EXPECT_EQ(sent_with(0, case_4), (Bytes{0x80, 0x2a, 0x00, 0x80, 0x02, 0x30, 0x00}));
}

TEST(Exchange, waiting_data_is_fetched_part_by_part) {
    Script card({{0x61, 0x02}, {0x0a, 0x0b, 0x61, 0x01}, {0x0c, 0x90, 0x00}});
    EXPECT_EQ(exchange(0, case_4, card.transmit()), (Bytes{0x0a, 0x0b, 0x0c, 0x90, 0x00}));
    ASSERT_EQ(card.sent.size(), 3U);
    EXPECT_EQ(card.sent[1], (Bytes{0x00, 0xc0, 0x00, 0x00, 0x02}));
    EXPECT_EQ(card.sent[2], (Bytes{0x00, 0xc0, 0x00, 0x00, 0x01}));
}

TEST(Exchange, all_256_bytes_of_a_signature_come) {
    Bytes full(258, 0x5a);
    full[256] = 0x90;
    full[257] = 0x00;
    Script card({{0x61, 0x00}, full});
    EXPECT_EQ(exchange(0, case_4, card.transmit()), full);
}

TEST(Exchange, wrong_length_is_corrected_once) {
    Script card({{0x6c, 0x02}, {0x0a, 0x0b, 0x90, 0x00}});
    EXPECT_EQ(exchange(0, case_2, card.transmit()), (Bytes{0x0a, 0x0b, 0x90, 0x00}));
    EXPECT_EQ(card.sent.at(1), (Bytes{0x00, 0xb0, 0x00, 0x00, 0x02}));

    Script stubborn({{0x6c, 0x02}, {0x6c, 0x03}, done});
    EXPECT_EQ(exchange(0, case_2, stubborn.transmit()), (Bytes{0x6c, 0x03}));
    EXPECT_EQ(stubborn.sent.size(), 2U);
}

TEST(Exchange, question_for_the_tries_is_never_repeated_with_a_length) {
    // To T=0 it has five bytes; a length there would say that a PIN follows.
    Script card({{0x6c, 0x04}, done});
    EXPECT_EQ(exchange(0, case_1, card.transmit()), (Bytes{0x6c, 0x04}));
    EXPECT_EQ(card.sent.size(), 1U);
}

TEST(Exchange, card_that_announces_for_ever_is_given_up) {
    Script empty({{0x61, 0x01}, {0x61, 0x01}, {0x61, 0x01}, {0x61, 0x01}});
    EXPECT_EQ(exchange(0, case_4, empty.transmit()), std::nullopt);
    EXPECT_EQ(empty.sent.size(), 2U);

    Script endless(std::vector<Bytes>(1000, Bytes{0x0a, 0x61, 0x01}));
    EXPECT_EQ(exchange(0, case_4, endless.transmit()), std::nullopt);
    EXPECT_LE(endless.sent.size(), wire::max_answer_size);
}

TEST(Exchange, card_that_goes_silent_gives_no_answer) {
    Script silent({});
    EXPECT_EQ(exchange(1, case_1, silent.transmit()), std::nullopt);
    Script half({{0x61, 0x02}});
    EXPECT_EQ(exchange(0, case_4, half.transmit()), std::nullopt);
}

}  // namespace
}  // namespace tsuitate::vault
