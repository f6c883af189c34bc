// retention.toml: as it is installed, and broken in each of its parts.
#include "policy/load/retention.hpp"

#include <gtest/gtest.h>

#include "tests/unit/load/policy_directory.hpp"

namespace tsuitate::policy {
namespace {

std::string error_of(const std::string& text) {
    const auto read = read_retention(text, "retention.toml");
    const auto* error = std::get_if<PolicyError>(&read);
    return error == nullptr ? "loaded" : error->text();
}

TEST(LoadRetention, the_installed_file_keeps_five_years) {
    PolicyDirectory files;
    files.fill_with_defaults();
    const auto loaded = load_retention(files.file("").parent_path());
    ASSERT_TRUE(std::holds_alternative<RetentionRules>(loaded));
    const auto& rules = std::get<RetentionRules>(loaded);
    ASSERT_EQ(rules.rules.size(), 1U);
    EXPECT_EQ(rules.rule("five-years"), rules.rules.data());
    EXPECT_GE(rules.rules.front().keep, std::chrono::years(5));
    EXPECT_EQ(rules.rule("ten-years"), nullptr);
}

TEST(LoadRetention, a_file_that_is_not_there_is_an_error) {
    const PolicyDirectory files;
    EXPECT_TRUE(std::holds_alternative<PolicyError>(load_retention(files.file("").parent_path())));
}

TEST(LoadRetention, what_is_wrong_is_said_with_its_line) {
    const std::string rule = "[[rule]]\nname = \"five-years\"\ndays = ";
    const std::pair<std::string, std::string> wrong[] = {
        {rule + "0", "retention.toml:3: \"days\" must be a whole number from 1 to"},
        {rule + "40000", "retention.toml:3: \"days\""},
        {rule + "\"many\"", "retention.toml:3: \"days\""},
        {"[[rule]]\nname = \"five-years\"", "\"days\" is missing"},
        {"[[rule]]\nname = \"5-years\"\ndays = 1", "retention.toml:2: \"name\""},
        {rule + "1\n" + rule + "2", "retention.toml:5: the name \"five-years\" is used twice"},
        {rule + "1\nyears = 2", "retention.toml:4: the key \"years\" is not known"},
    };
    for (const auto& [text, said] : wrong) {
        EXPECT_NE(error_of(text).find(said), std::string::npos) << error_of(text) << " instead of " << said;
    }
}

}  // namespace
}  // namespace tsuitate::policy
