// The real CardReader with the virtual reader's driver and the emulated card: every answer that a card can
// give, and every way in which a reader fails.
#include <gtest/gtest.h>

#include <thread>

#include "tests/integration/card/card_process.hpp"
#include "tests/integration/card/reader_bench.hpp"

namespace tsuitate::test {
namespace {

using Found = vault::TriesRead::Found;
using Said = vault::VerifyAnswer::Said;
using Bytes = std::vector<std::uint8_t>;

const Bytes done = {0x90, 0x00};
const Bytes select_signature_certificate = {0x00, 0xa4, 0x02, 0x0c, 0x02, 0x00, 0x01};
const Bytes read_four_bytes = {0x00, 0xb0, 0x00, 0x00, 0x04};

// A card that speaks T=0 only, as QEMU's reader has it; and the real card's, T=1.
constexpr const char* t0_answer_to_reset = "3B00";

class CardReaderTest : public testing::Test {
  protected:
    void begin(const std::vector<std::string>& card_arguments = {},
               std::chrono::seconds answer_limit = std::chrono::seconds(10)) {
        const int port = free_port();
        card_.emplace(port, card_arguments);
        bench_.emplace(vault::DriverChoice{.library = VIRTUAL_READER,
                                           .device_name = "/dev/null:" + std::to_string(port)},
                       answer_limit);
    }
    void begin_with_card_in(const std::vector<std::string>& card_arguments = {},
                            std::chrono::seconds answer_limit = std::chrono::seconds(10)) {
        begin(card_arguments, answer_limit);
        ASSERT_TRUE(card_is(true));
    }
    bool card_is(bool present) {
        return bench_->wait_until(
            [present](const ReaderBench::Heard& heard) { return heard.card_present == present; });
    }
    int tries_left(const policy::PinKind& kind) {
        const auto found = bench_->tries(kind);
        return found && found->found == Found::tries ? found->left : -1;
    }
    Found found(const policy::PinKind& kind) {
        const auto tries = bench_->tries(kind);
        return tries ? tries->found : Found::failed;
    }
    vault::VerifyAnswer said(const policy::PinKind& kind, std::string_view characters) {
        const auto answer = bench_->verify(kind, pin_of(characters));
        EXPECT_TRUE(answer) << "no answer at all";
        return answer.value_or(vault::VerifyAnswer{});
    }

    std::optional<CardProcess> card_;
    std::optional<ReaderBench> bench_;
};

TEST_F(CardReaderTest, reader_is_reported_and_a_card_is_seen_to_come_and_to_go) {
    begin({"--out"});
    ASSERT_TRUE(bench_->wait_until([](const auto& heard) { return !heard.reports.empty(); }));
    EXPECT_EQ(bench_->heard().reports[0].state, wire::DeviceState::ready);
    EXPECT_FALSE(bench_->heard().card_present);
    card_->say("insert");
    EXPECT_TRUE(card_is(true));
    card_->say("remove");
    EXPECT_TRUE(card_is(false));
    card_->say("insert");
    EXPECT_TRUE(card_is(true));
    EXPECT_EQ(tries_left(user_authentication()), 3);
    EXPECT_EQ(bench_->heard().cards_come, 2);
}

TEST_F(CardReaderTest, asking_for_the_tries_costs_none) {
    begin_with_card_in();
    for (int i = 0; i < 5; ++i) {
        EXPECT_EQ(tries_left(user_authentication()), 3);
        EXPECT_EQ(tries_left(signature()), 5);
    }
    EXPECT_EQ(card_->verifies(), 0);
}

TEST_F(CardReaderTest, right_pin_is_verified_and_restores_the_tries) {
    begin_with_card_in();
    card_->say("set-tries user-authentication 1");
    EXPECT_EQ(said(user_authentication(), "1234").said, Said::verified);
    EXPECT_EQ(tries_left(user_authentication()), 3);
    EXPECT_EQ(card_->verifies(), 1);
}

TEST_F(CardReaderTest, each_wrong_pin_costs_one_try_and_the_last_locks) {
    begin_with_card_in();
    for (int left = 2; left >= 1; --left) {
        const auto answer = said(user_authentication(), "0000");
        EXPECT_EQ(answer.said, Said::wrong);
        EXPECT_EQ(answer.left, left);
        EXPECT_EQ(tries_left(user_authentication()), left);
    }
    EXPECT_EQ(said(user_authentication(), "0000").said, Said::locked);
    EXPECT_EQ(found(user_authentication()), Found::locked);
    EXPECT_EQ(said(user_authentication(), "1234").said, Said::locked);
    EXPECT_EQ(tries_left(signature()), 5) << "another PIN has tries of its own";
}

TEST_F(CardReaderTest, both_words_for_locked_are_understood) {
    begin_with_card_in();
    card_->say("lock user-authentication");
    for (const char* word : {"6983", "6984", "63C0"}) {
        card_->say(std::string("fault locked-status ") + word);
        EXPECT_EQ(found(user_authentication()), Found::locked) << word;
        EXPECT_EQ(said(user_authentication(), "1234").said, Said::locked) << word;
    }
}

TEST_F(CardReaderTest, card_removed_in_the_middle_of_verify_is_inconclusive_and_nothing_is_sent_again) {
    for (const char* counted : {"counted", "uncounted"}) {
        begin_with_card_in();
        card_->say(std::string("fault remove-in-verify ") + counted);
        EXPECT_EQ(said(user_authentication(), "0000").said, Said::inconclusive) << counted;
        EXPECT_TRUE(card_is(false));
        card_->say("fault none");
        card_->say("insert");
        EXPECT_TRUE(card_is(true));
        EXPECT_EQ(tries_left(user_authentication()), std::string(counted) == "counted" ? 2 : 3);
        EXPECT_EQ(card_->verifies(), 1) << counted;
        bench_.reset();
    }
}

TEST_F(CardReaderTest, status_word_that_no_rule_knows_is_inconclusive) {
    begin_with_card_in({"--fault", "garbage-status"});
    EXPECT_EQ(said(user_authentication(), "1234").said, Said::inconclusive);
    EXPECT_EQ(card_->verifies(), 1);
}

TEST_F(CardReaderTest, without_a_card_nothing_is_sent) {
    begin({"--out"});
    EXPECT_EQ(found(user_authentication()), Found::card_gone);
    EXPECT_EQ(said(user_authentication(), "1234").said, Said::not_sent);
    EXPECT_TRUE(bench_->send(read_four_bytes).empty());
    bench_->reset();
    EXPECT_EQ(card_->verifies(), 0);
}

TEST_F(CardReaderTest, card_that_was_changed_since_is_not_sent_the_pin) {
    begin_with_card_in();
    // Out and in again before the loop hears of it: the question is about the card before.
    const auto change = [this] {
        card_->say("remove");
        std::this_thread::sleep_for(std::chrono::milliseconds(600));
        card_->say("insert");
        std::this_thread::sleep_for(std::chrono::milliseconds(600));
    };
    bench_->begin_verify_after(change, user_authentication(), pin_of("1234"));
    ASSERT_TRUE(bench_->wait_until([](const auto& heard) { return heard.verify.has_value(); }));
    EXPECT_EQ(bench_->heard().verify->said, Said::not_sent);
    EXPECT_EQ(bench_->heard().cards_come, 2);
    EXPECT_EQ(card_->verifies(), 0);
}

TEST_F(CardReaderTest, slow_card_is_waited_for) {
    begin_with_card_in({"--fault", "slow 300"});
    EXPECT_EQ(said(user_authentication(), "1234").said, Said::verified);
    EXPECT_EQ(bench_->heard().hung, 0);
}

TEST_F(CardReaderTest, mute_card_is_reported_once_as_a_hung_reader) {
    begin_with_card_in({}, std::chrono::seconds(1));
    card_->say("fault mute");
    bench_->begin_verify(user_authentication(), pin_of("1234"));
    EXPECT_TRUE(bench_->wait_until([](const auto& heard) { return heard.hung > 0; }));
    // The driver comes back after all, too late: its answer is not told any more.
    card_.reset();
    std::this_thread::sleep_for(std::chrono::milliseconds(500));
    EXPECT_EQ(bench_->heard().hung, 1);
    EXPECT_FALSE(bench_->heard().verify);
}

TEST_F(CardReaderTest, foreign_card_is_told_from_one_without_pin_service) {
    begin_with_card_in({"--fault", "foreign"});
    EXPECT_EQ(found(user_authentication()), Found::foreign_card);
    EXPECT_EQ(said(user_authentication(), "1234").said, Said::not_sent);
    card_->say("fault none");
    card_->say("fault no-pin-service");
    EXPECT_EQ(found(user_authentication()), Found::no_pin_service);
    EXPECT_EQ(said(user_authentication(), "1234").said, Said::not_sent);
    card_->say("fault none");
    policy::PinKind of_the_next_card = user_authentication();
    of_the_next_card.application = {0xd3, 0x92, 0xf0, 0x00, 0x26, 0xff};
    EXPECT_EQ(found(of_the_next_card), Found::no_pin_service);
    EXPECT_EQ(card_->verifies(), 0);
}

TEST_F(CardReaderTest, reset_forgets_what_was_verified) {
    begin_with_card_in();
    EXPECT_EQ(said(signature(), "ABC123").said, Said::verified);
    EXPECT_EQ(bench_->send(select_signature_certificate), done);
    EXPECT_EQ(bench_->send(read_four_bytes).size(), 6U) << "four bytes and the status word";
    bench_->reset();
    EXPECT_EQ(bench_->send(
                  {0x00, 0xa4, 0x04, 0x0c, 0x0a, 0xd3, 0x92, 0xf0, 0x00, 0x26, 0x01, 0x00, 0x00, 0x00, 0x01}),
              done);
    EXPECT_EQ(bench_->send(select_signature_certificate), done);
    EXPECT_EQ(bench_->send(read_four_bytes), (Bytes{0x69, 0x82}));
    EXPECT_TRUE(bench_->heard().card_present) << "a reset is no removal";
    EXPECT_EQ(bench_->heard().cards_come, 1);
}

TEST_F(CardReaderTest, card_that_speaks_t0_is_asked_in_its_way) {
    begin_with_card_in({"--atr", t0_answer_to_reset});
    EXPECT_EQ(tries_left(signature()), 5);
    EXPECT_EQ(said(signature(), "ABC124").said, Said::wrong);
    EXPECT_EQ(said(signature(), "ABC123").said, Said::verified);
    // Case 4: the signature is fetched by GET RESPONSE.
    EXPECT_EQ(bench_->send({0x00, 0xa4, 0x02, 0x0c, 0x02, 0x00, 0x1a}), done);
    const Bytes signed_bytes = bench_->send({0x80, 0x2a, 0x00, 0x80, 0x02, 0x30, 0x00, 0x00});
    ASSERT_GT(signed_bytes.size(), 250U);
    EXPECT_EQ(Bytes(signed_bytes.end() - 2, signed_bytes.end()), done);
}

TEST_F(CardReaderTest, card_that_speaks_no_protocol_we_know_is_foreign) {
    begin_with_card_in({"--atr", "3B800F"});  // T=15
    EXPECT_EQ(found(user_authentication()), Found::foreign_card);
    EXPECT_EQ(said(user_authentication(), "1234").said, Said::not_sent);
}

TEST(CardReaderWithoutReader, missing_driver_is_reported_with_what_to_do) {
    ReaderBench bench({.library = "/nonexistent/libccid.so", .device_name = ""});
    ASSERT_TRUE(bench.wait_until([](const auto& heard) { return !heard.reports.empty(); }));
    EXPECT_EQ(bench.heard().reports[0].state, wire::DeviceState::failed);
    EXPECT_NE(bench.heard().reports[0].reason.find("libccid"), std::string::npos);
    const auto tries = bench.tries(user_authentication());
    ASSERT_TRUE(tries);
    EXPECT_EQ(tries->found, Found::card_gone);
}

TEST(CardReaderWithoutReader, library_that_is_no_driver_is_reported) {
    ReaderBench bench({.library = "libc.so.6", .device_name = "x"});
    ASSERT_TRUE(bench.wait_until([](const auto& heard) { return !heard.reports.empty(); }));
    EXPECT_EQ(bench.heard().reports[0].state, wire::DeviceState::failed);
    EXPECT_NE(bench.heard().reports[0].reason.find("IFD handler"), std::string::npos);
}

TEST(CardReaderWithoutReader, taken_port_is_a_failed_reader_that_is_tried_again) {
    const int port = free_port();
    std::optional<CardProcess> card(std::in_place, port, std::vector<std::string>{});
    const vault::DriverChoice choice{.library = VIRTUAL_READER,
                                     .device_name = "/dev/null:" + std::to_string(port)};
    auto taken = listen_on(port);
    ReaderBench bench(choice);
    ASSERT_TRUE(bench.wait_until([](const auto& heard) { return !heard.reports.empty(); }));
    EXPECT_EQ(bench.heard().reports[0].state, wire::DeviceState::failed);
    taken.reset();
    EXPECT_TRUE(bench.wait_until([](const auto& heard) { return heard.card_present; }));
    EXPECT_EQ(bench.heard().reports.back().state, wire::DeviceState::ready);
}

}  // namespace
}  // namespace tsuitate::test
