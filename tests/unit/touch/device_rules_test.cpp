#include "daemon/vault/touch/device_rules.hpp"

#include <gtest/gtest.h>

#include <map>

#include "policy/touch/calibration.hpp"
#include "policy/touch/keypad_keys.hpp"

namespace tsuitate::vault {
namespace {

const std::map<std::string, std::string> touchscreen = {{"ID_INPUT_TOUCHSCREEN", "1"},
                                                        {"ID_VENDOR_ID", "0eef"}};
const std::string real_path = "/sys/devices/pci0000:00/0000:00:14.0/usb1/1-2/1-2:1.0/input/input5/event5";

std::optional<std::string> property(const std::string& name) {
    const auto found = touchscreen.find(name);
    return found == touchscreen.end() ? std::nullopt : std::optional(found->second);
}

policy::DeviceRule rule(const std::string& path,
                        std::vector<std::pair<std::string, std::string>> properties) {
    policy::DeviceRule result;
    result.path = path;
    result.properties = std::move(properties);
    return result;
}

RuleVerdict verdict(const policy::DeviceRule& rule, const std::string& path) {
    return match_device(std::span(&rule, 1), path, property).verdict;
}

TEST(DeviceRules, uinput_device_is_never_allowed_whatever_the_rule_says) {
    const auto any = rule("*", {{"ID_INPUT_TOUCHSCREEN", "1"}});
    EXPECT_EQ(verdict(any, "/sys/devices/virtual/input/input9/event9"), RuleVerdict::made_by_a_program);
    EXPECT_EQ(verdict(rule("virtual/*", {{"ID_INPUT_TOUCHSCREEN", "1"}}),
                      "/sys/devices/virtual/input/input9/event9"),
              RuleVerdict::made_by_a_program);
    EXPECT_EQ(verdict(any, "/sys/devices/pci0000:00/../virtual/input/input9/event9"),
              RuleVerdict::made_by_a_program);
    EXPECT_EQ(verdict(any, "/somewhere/else"), RuleVerdict::made_by_a_program);
    EXPECT_EQ(verdict(any, real_path), RuleVerdict::allowed);
}

TEST(DeviceRules, every_property_must_match) {
    EXPECT_EQ(verdict(rule("*", {{"ID_INPUT_TOUCHSCREEN", "1"}, {"ID_VENDOR_ID", "0e*"}}), real_path),
              RuleVerdict::allowed);
    EXPECT_EQ(verdict(rule("*", {{"ID_INPUT_TOUCHSCREEN", "1"}, {"ID_VENDOR_ID", "1234"}}), real_path),
              RuleVerdict::not_listed);
    EXPECT_EQ(verdict(rule("*", {{"ID_SERIAL", "x"}}), real_path), RuleVerdict::not_listed);
}

TEST(DeviceRules, the_physical_path_must_match) {
    EXPECT_EQ(verdict(rule("pci0000:00/*/usb1/1-2", {{"ID_INPUT_TOUCHSCREEN", "1"}}), real_path),
              RuleVerdict::allowed);
    EXPECT_EQ(verdict(rule("pci0000:00/*/usb1/1-3", {{"ID_INPUT_TOUCHSCREEN", "1"}}), real_path),
              RuleVerdict::not_listed);
}

TEST(Calibration, the_corners_of_the_axes_are_the_corners_of_the_panel) {
    const policy::AxisRange axis{0, 99};
    const auto first = policy::to_millimetres(0, 0, axis, axis, {}, {200, 100});
    EXPECT_NEAR(first.x, 1.0, 1e-9);
    EXPECT_NEAR(first.y, 0.5, 1e-9);
    const auto last = policy::to_millimetres(99, 99, axis, axis, {}, {200, 100});
    EXPECT_NEAR(last.x, 199.0, 1e-9);
}

TEST(Calibration, a_matrix_can_turn_the_panel_around) {
    const policy::CalibrationMatrix half_turn{{-1, 0, 1, 0, -1, 1}};
    const auto place = policy::to_millimetres(10, 20, {0, 99}, {0, 99}, half_turn, {100, 100});
    EXPECT_NEAR(place.x, 89.5, 1e-9);
    EXPECT_NEAR(place.y, 79.5, 1e-9);
}

TEST(KeypadKeys, exactly_the_characters_of_a_pin_and_eight_actions) {
    int characters = 0;
    int actions = 0;
    for (int code = 0; code < 0x300; ++code) {
        if (const auto key = policy::key_of_code(static_cast<std::uint16_t>(code))) {
            (key->action == policy::KeyAction::character ? characters : actions)++;
        }
    }
    EXPECT_EQ(characters, 46);  // digits twice: their row and the keypad
    EXPECT_EQ(actions, 8);
}

}  // namespace
}  // namespace tsuitate::vault
