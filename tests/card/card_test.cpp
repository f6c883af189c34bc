#include "tests/card/card.hpp"

#include <gtest/gtest.h>

#include "tests/card/control.hpp"

namespace tsuitate::card_emulator {
namespace {

const Identity& identity(const char* name) {
    static std::map<std::string, Identity> made;
    if (!made.contains(name)) {
        made.emplace(name, Identity::make(name, std::nullopt));
    }
    return made.at(name);
}

class CardTest : public testing::Test {
  protected:
    Card card{identity("user-authentication"), identity("signature")};

    std::uint16_t status(const Bytes& apdu) {
        const Bytes answer = card.process(apdu).bytes;
        EXPECT_GE(answer.size(), 2U);
        return static_cast<std::uint16_t>(answer[answer.size() - 2] << 8U | answer.back());
    }
    void select_jpki() {
        ASSERT_EQ(status({0, 0xa4, 4, 0x0c, 10, 0xd3, 0x92, 0xf0, 0, 0x26, 1, 0, 0, 0, 1}), 0x9000);
    }
    std::uint16_t select(std::uint16_t file) {
        return status(
            {0, 0xa4, 2, 0x0c, 2, static_cast<std::uint8_t>(file >> 8U), static_cast<std::uint8_t>(file)});
    }
    std::uint16_t verify(const std::string& pin) {
        Bytes apdu = {0, 0x20, 0, 0x80, static_cast<std::uint8_t>(pin.size())};
        apdu.insert(apdu.end(), pin.begin(), pin.end());
        return status(apdu);
    }
    std::uint16_t tries() { return status({0, 0x20, 0, 0x80}); }
};

TEST_F(CardTest, wrong_pin_costs_one_try_and_asking_costs_none) {
    select_jpki();
    ASSERT_EQ(select(0x0018), 0x9000);
    EXPECT_EQ(tries(), 0x63c3);
    EXPECT_EQ(verify("0000"), 0x63c2);
    EXPECT_EQ(tries(), 0x63c2);
    EXPECT_EQ(tries(), 0x63c2);
}

TEST_F(CardTest, only_a_right_pin_restores_the_tries) {
    select_jpki();
    select(0x0018);
    verify("0000");
    card.reset();
    select_jpki();
    select(0x0018);
    EXPECT_EQ(tries(), 0x63c2);
    EXPECT_EQ(verify("1234"), 0x9000);
    EXPECT_EQ(tries(), 0x63c3);
}

TEST_F(CardTest, no_tries_left_is_locked_for_the_right_pin_too) {
    select_jpki();
    select(0x0018);
    verify("0000");
    verify("0000");
    EXPECT_EQ(verify("0000"), 0x63c0);
    EXPECT_EQ(verify("1234"), 0x6983);
    EXPECT_EQ(tries(), 0x6983);
}

TEST_F(CardTest, signing_needs_its_pin_and_forgets_it_with_the_application) {
    select_jpki();
    select(0x0018);
    const Bytes sign = {0x80, 0x2a, 0, 0x80, 3, 1, 2, 3, 0};
    ASSERT_EQ(verify("1234"), 0x9000);
    select(0x0017);
    EXPECT_EQ(card.process(sign).bytes.size(), 258U);
    select(0x001a);
    EXPECT_EQ(status(sign), 0x6982) << "the other key has another PIN";
    select_jpki();
    select(0x0017);
    EXPECT_EQ(status(sign), 0x6982);
}

TEST_F(CardTest, the_signature_certificate_is_read_only_after_its_pin) {
    select_jpki();
    select(0x0001);
    EXPECT_EQ(status({0, 0xb0, 0, 0, 4}), 0x6982);
    select(0x001b);
    ASSERT_EQ(verify("ABC123"), 0x9000);
    select(0x0001);
    const Bytes head = card.process({0, 0xb0, 0, 0, 4}).bytes;
    ASSERT_EQ(head.size(), 6U);
    EXPECT_EQ(head[0], 0x30);
    EXPECT_EQ(head[1], 0x82);
}

TEST_F(CardTest, a_pin_is_changed_only_after_it_was_verified) {
    select_jpki();
    select(0x0018);
    const Bytes change = {0, 0x24, 1, 0x80, 4, '4', '3', '2', '1'};
    EXPECT_EQ(status(change), 0x6982);
    verify("1234");
    EXPECT_EQ(status(change), 0x9000);
    EXPECT_EQ(verify("4321"), 0x9000);
}

TEST_F(CardTest, malformed_commands_get_a_status_word) {
    for (const Bytes& bad : {Bytes{}, Bytes{0}, Bytes{0, 0xa4, 4}, Bytes{0, 0xa4, 4, 0x0c, 9, 1},
                             Bytes{0, 0x20, 0, 0x80, 0, 0}}) {
        EXPECT_EQ(status(bad), 0x6700);
    }
    EXPECT_EQ(status({0, 0x99, 0, 0}), 0x6d00);
    EXPECT_EQ(status({0, 0xb0, 0, 0, 4}), 0x6986);
    EXPECT_EQ(select(0x4711), 0x6a82);
}

TEST_F(CardTest, data_waits_for_get_response_when_no_length_was_given) {
    select_jpki();
    select(0x0018);
    verify("1234");
    select(0x0017);
    EXPECT_EQ(card.process({0x80, 0x2a, 0, 0x80, 3, 1, 2, 3}).bytes[0], 0x61);
    EXPECT_EQ(card.process({0, 0xc0, 0, 0, 0}).bytes.size(), 258U);
}

TEST_F(CardTest, faults_do_what_they_are_called) {
    card.faults().foreign = true;
    EXPECT_EQ(status({0, 0xa4, 4, 0x0c, 10, 0xd3, 0x92, 0xf0, 0, 0x26, 1, 0, 0, 0, 1}), 0x6a82);
    card.faults() = {};
    card.faults().no_pin_service = true;
    select_jpki();
    EXPECT_EQ(select(0x0018), 0x6a82);
    card.faults() = {};
    card.faults().removal = Faults::Removal::in_verify_counted;
    select(0x0018);
    const Answer answer = card.process({0, 0x20, 0, 0x80, 4, '0', '0', '0', '0'});
    EXPECT_TRUE(answer.card_removed);
    EXPECT_TRUE(answer.bytes.empty());
    EXPECT_EQ(card.pin("user-authentication")->tries_left, 2);
}

}  // namespace
}  // namespace tsuitate::card_emulator
