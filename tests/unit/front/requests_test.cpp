#include "daemon/front/requests.hpp"

#include <gtest/gtest.h>

namespace tsuitate::front {
namespace {

constexpr policy::SessionId first_session{{1}};
constexpr policy::SessionId second_session{{2}};

class RequestsTest : public testing::Test {
  protected:
    Ticket ticket() { return *callers_.admit(":1." + std::to_string(++last_name_)); }
    OpenCall open() { return {ticket(), {}, "renewal"}; }
    EntryCall entry(const policy::SessionId& id) { return {ticket(), {}, id}; }
    CommandCall command(const policy::SessionId& id) { return {ticket(), {}, id}; }

    Callers callers_;
    int last_name_ = 0;
    Requests requests_;
};

TEST_F(RequestsTest, an_answer_finds_its_call_once) {
    const auto number = requests_.add(open());
    EXPECT_NE(number, 0U);
    const auto taken = requests_.take<OpenCall>(number);
    ASSERT_TRUE(std::holds_alternative<OpenCall>(taken));
    EXPECT_EQ(std::get<OpenCall>(taken).procedure, "renewal");
    EXPECT_EQ(std::get<NoCall>(requests_.take<OpenCall>(number)), NoCall::given_up);
}

TEST_F(RequestsTest, a_number_never_sent_is_nonsense) {
    const auto number = requests_.add(open());
    EXPECT_EQ(std::get<NoCall>(requests_.take<OpenCall>(number + 1)), NoCall::never_asked);
    EXPECT_EQ(std::get<NoCall>(requests_.take<OpenCall>(0)), NoCall::never_asked);
}

TEST_F(RequestsTest, an_answer_of_another_kind_is_nonsense) {
    const auto number = requests_.add(open());
    EXPECT_EQ(std::get<NoCall>(requests_.take<EntryCall>(number)), NoCall::never_asked);
    EXPECT_EQ(requests_.open(), 1U);
}

TEST_F(RequestsTest, an_ended_session_gives_up_its_own_calls_only) {
    requests_.add(open());
    const auto entering = requests_.add(entry(first_session));
    requests_.add(command(first_session));
    const auto other = requests_.add(entry(second_session));
    EXPECT_EQ(requests_.give_up(first_session).size(), 2U);
    EXPECT_EQ(requests_.open(), 2U);
    EXPECT_EQ(std::get<NoCall>(requests_.take<EntryCall>(entering)), NoCall::given_up);
    EXPECT_TRUE(std::holds_alternative<EntryCall>(requests_.take<EntryCall>(other)));
}

TEST_F(RequestsTest, all_can_be_given_up) {
    requests_.add(open());
    requests_.add(entry(first_session));
    EXPECT_EQ(requests_.give_up_all().size(), 2U);
    EXPECT_EQ(requests_.open(), 0U);
}

TEST(Callers, waiting_calls_of_one_are_bounded) {
    Callers callers;
    std::vector<Ticket> tickets;
    for (std::size_t i = 0; i < Callers::most_waiting_of_one; ++i) {
        auto ticket = callers.admit(":1.1");
        ASSERT_TRUE(ticket.has_value());
        tickets.push_back(std::move(*ticket));
    }
    EXPECT_FALSE(callers.admit(":1.1").has_value());
    EXPECT_TRUE(callers.admit(":1.2").has_value());
    tickets.pop_back();
    EXPECT_TRUE(callers.admit(":1.1").has_value());
}

TEST(Callers, waiting_calls_of_all_are_bounded) {
    Callers callers;
    std::vector<Ticket> tickets;
    for (std::size_t i = 0; i < Callers::most_waiting; ++i) {
        tickets.push_back(*callers.admit(":1." + std::to_string(i)));
    }
    EXPECT_FALSE(callers.admit(":1.9999").has_value());
}

TEST(Callers, a_leaving_caller_is_marked_and_forgotten) {
    Callers callers;
    const auto ticket = callers.admit(":1.1");
    ASSERT_TRUE(ticket.has_value());
    EXPECT_FALSE(ticket->caller()->left);
    EXPECT_EQ(callers.leave(":1.1"), ticket->caller());
    EXPECT_TRUE(ticket->caller()->left);
    EXPECT_EQ(callers.leave(":1.1"), nullptr);
    EXPECT_EQ(callers.leave(":1.2"), nullptr);
}

TEST(Callers, who_waits_for_nothing_is_not_remembered) {
    Callers callers;
    for (int i = 0; i < 1000; ++i) {
        EXPECT_TRUE(callers.admit(":1." + std::to_string(i)).has_value());
    }
    EXPECT_LE(callers.known(), 1U);
}

TEST(Callers, nobody_is_no_caller) {
    Callers callers;
    EXPECT_FALSE(callers.admit("").has_value());
}

}  // namespace
}  // namespace tsuitate::front
