#include "policy/card/command_filter.hpp"

#include <gtest/gtest.h>

namespace tsuitate::policy {
namespace {

using Bytes = std::vector<std::uint8_t>;

std::vector<CommandRule> everything_listed() {
    return {{.name = "anything"}};
}

TEST(CommandFilter, what_touches_a_pin_is_refused_whatever_the_rules_say) {
    const auto rules = everything_listed();
    for (const int instruction : {0x20, 0x21, 0x24, 0x25, 0x26, 0x28, 0x2c, 0x2d}) {
        const Bytes apdu = {0x00, static_cast<std::uint8_t>(instruction), 0x00, 0x80};
        EXPECT_EQ(judge(rules, apdu).rule, nullptr) << instruction;
        EXPECT_EQ(judge(rules, apdu).refusal, CommandRefusal::touches_pin) << instruction;
    }
    const Bytes read = {0x00, 0xb0, 0x00, 0x00, 0x04};
    EXPECT_NE(judge(rules, read).rule, nullptr);
}

TEST(CommandFilter, what_no_rule_names_is_refused) {
    EXPECT_EQ(judge({}, Bytes{0x00, 0xb0, 0x00, 0x00, 0x04}).refusal, CommandRefusal::not_listed);
}

TEST(CommandFilter, only_short_commands_of_the_four_cases_pass) {
    const auto rules = everything_listed();
    EXPECT_NE(judge(rules, Bytes{0x00, 0xa4, 0x04, 0x0c}).rule, nullptr);
    EXPECT_NE(judge(rules, Bytes{0x00, 0xa4, 0x02, 0x0c, 0x02, 0x00, 0x06}).rule, nullptr);
    EXPECT_NE(judge(rules, Bytes{0x00, 0xa4, 0x02, 0x0c, 0x02, 0x00, 0x06, 0x00}).rule, nullptr);
    for (const Bytes& bad :
         {Bytes{}, Bytes{0x00}, Bytes{0x00, 0xa4, 0x04}, Bytes{0x00, 0xa4, 0x02, 0x0c, 0x03, 0x00, 0x06},
          Bytes{0x00, 0xa4, 0x02, 0x0c, 0x00, 0x00, 0x02, 0x00, 0x06},
          Bytes{0x00, 0xa4, 0x02, 0x0c, 0x02, 0x00, 0x06, 0x00, 0x00}}) {
        EXPECT_EQ(judge(rules, bad).refusal, CommandRefusal::malformed);
    }
}

TEST(CommandFilter, a_rule_bounds_the_data) {
    const std::vector<CommandRule> rules = {
        {.name = "sign", .value = {0x80, 0x2a, 0x00, 0x80}, .mask = {0xff, 0xff, 0xff, 0xff}, .max_data = 2}};
    EXPECT_NE(judge(rules, Bytes{0x80, 0x2a, 0x00, 0x80, 0x02, 0x01, 0x02, 0x00}).rule, nullptr);
    EXPECT_EQ(judge(rules, Bytes{0x80, 0x2a, 0x00, 0x80, 0x03, 0x01, 0x02, 0x03, 0x00}).rule, nullptr);
}

}  // namespace
}  // namespace tsuitate::policy
