// What the policy that is installed says.
#include "policy/load/load_policy.hpp"
#include "policy/load/toml_file.hpp"

#include <gtest/gtest.h>

#include <sys/stat.h>

#include <algorithm>
#include <array>

#include "policy/pin/pin_format.hpp"
#include "tests/unit/load/load_policy.hpp"

namespace tsuitate::policy {
namespace {

TEST_F(LoadPolicy, the_default_policy_has_the_four_pins_of_the_notice_slip) {
    const auto result = files_.load();
    ASSERT_TRUE(std::holds_alternative<Policy>(result)) << files_.error();
    const auto& policy = std::get<Policy>(result);
    struct Expected {
        const char* name;
        std::uint8_t slip_number, min_length, max_length, max_tries;
        std::uint16_t file;
        std::uint8_t last_byte_of_application;
    };
    const std::array<Expected, 4> expected = {{{"signature", 1, 6, 16, 5, 0x001b, 0x01},
                                               {"user-authentication", 2, 4, 4, 3, 0x0018, 0x01},
                                               {"resident-register", 3, 4, 4, 3, 0x001c, 0x01},
                                               {"card-info-input", 4, 4, 4, 3, 0x0011, 0x08}}};
    ASSERT_EQ(policy.pin_kinds.size(), expected.size());
    for (const Expected& one : expected) {
        const PinKind* kind = policy.pin_kind(one.name);
        ASSERT_NE(kind, nullptr) << one.name;
        EXPECT_EQ(kind->slip_number, one.slip_number) << one.name;
        EXPECT_EQ(kind->min_length, one.min_length) << one.name;
        EXPECT_EQ(kind->max_length, one.max_length) << one.name;
        EXPECT_EQ(kind->max_tries, one.max_tries) << one.name;
        EXPECT_EQ(kind->file, one.file) << one.name;
        ASSERT_EQ(kind->application.size(), 10U) << one.name;
        EXPECT_EQ(kind->application.back(), one.last_byte_of_application) << one.name;
        EXPECT_EQ(kind->alphabet == Alphabet::capitals_and_digits, one.slip_number == 1) << one.name;
        EXPECT_EQ(kind->needs_letter_and_digit, one.slip_number == 1) << one.name;
        EXPECT_EQ(text_of(kind->characters_since), "2016-01") << one.name;
    }
    EXPECT_EQ(policy.pin_kind("nothing"), nullptr);
    EXPECT_NE(policy.procedure("certificate-renewal"), nullptr);
    EXPECT_EQ(policy.access.group, "tsuitate-counter");
    EXPECT_EQ(policy.panel.reader_ids(), std::vector<std::string>{"*"});
}

TEST_F(LoadPolicy, the_default_policy_lets_no_command_through_that_touches_a_pin) {
    const auto policy = std::get<Policy>(files_.load());
    unsigned allowed = 0;
    for (unsigned first = 0; first < 256; ++first) {
        for (unsigned instruction = 0; instruction < 256; ++instruction) {
            const std::array<std::uint8_t, 4> apdu = {static_cast<std::uint8_t>(first),
                                                      static_cast<std::uint8_t>(instruction), 0x00, 0x80};
            const CommandVerdict verdict = judge(policy.commands, apdu);
            allowed += verdict.rule != nullptr ? 1U : 0U;
            EXPECT_FALSE(verdict.rule != nullptr && touches_pin(apdu[1]));
        }
    }
    EXPECT_EQ(allowed, 3U);  // READ BINARY, READ RECORD, COMPUTE DIGITAL SIGNATURE
    const auto signature =
        std::find_if(policy.commands.begin(), policy.commands.end(),
                     [](const CommandRule& rule) { return rule.name == "compute-signature"; });
    ASSERT_NE(signature, policy.commands.end());
    EXPECT_TRUE(signature->recorded);
}

TEST_F(LoadPolicy, the_default_policy_takes_touchscreens_and_tablets_and_no_keyboard) {
    const auto policy = std::get<Policy>(files_.load());
    ASSERT_EQ(policy.panel.devices.size(), 2U);
    for (const DeviceRule& rule : policy.panel.devices) {
        EXPECT_EQ(rule.what, DeviceRule::What::panel);
    }
}

// WCAG 2.2.1: whoever needs more time can have it at least ten times, and is asked twenty seconds before.
TEST_F(LoadPolicy, the_default_limits_give_time_ten_times_over) {
    files_.fill_with_defaults();
    const Limits limits = std::get<Policy>(files_.load()).limits;
    constexpr int extensions = 10;
    EXPECT_GE(limits.countdown, std::chrono::seconds(20));
    EXPECT_GE(limits.session, limits.card_wait + limits.explain + (1 + extensions) * limits.entry_total);
}

}  // namespace
}  // namespace tsuitate::policy
