#include "daemon/front/arguments.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace tsuitate::front {
namespace {

template <typename Value>
std::string error_name(const std::variant<Value, CallError>& result) {
    const auto* error = std::get_if<CallError>(&result);
    return error == nullptr ? "" : error->name;
}

TEST(Arguments, names_are_short_and_printable) {
    EXPECT_EQ(std::get<wire::Name>(name_from("kind", "signature")).view(), "signature");
    EXPECT_EQ(std::get<wire::Name>(name_from("kind", "")).view(), "");
    EXPECT_EQ(std::get<wire::Name>(name_from("kind", std::string(31, 'x'))).view().size(), 31U);
    EXPECT_EQ(error_name(name_from("kind", std::string(32, 'x'))), "org.tsuitate.Error.TooLarge");
    for (const char* text : {"a\nb", "\x7f", "\x1b[2J", "署名", "\xff"}) {
        EXPECT_EQ(error_name(name_from("kind", text)), "org.tsuitate.Error.InvalidArgument") << text;
    }
    EXPECT_EQ(error_name(name_from("kind", std::string_view("a\0b", 3))),
              "org.tsuitate.Error.InvalidArgument");
}

TEST(Arguments, an_error_repeats_nothing_of_what_was_sent) {
    const auto result = name_from("kind", "1234\n");
    EXPECT_EQ(std::get<CallError>(result).message.find("1234"), std::string::npos);
}

TEST(Arguments, languages_are_those_of_the_panel) {
    EXPECT_EQ(std::get<policy::Language>(language_from("ja")), policy::Language::japanese);
    EXPECT_EQ(std::get<policy::Language>(language_from("en")), policy::Language::english);
    EXPECT_EQ(std::get<policy::Language>(language_from("pt-BR")), policy::Language::portuguese);
    for (const char* text : {"", "JA", "fr", "ja_JP"}) {
        EXPECT_EQ(error_name(language_from(text)), "org.tsuitate.Error.InvalidArgument") << text;
    }
}

TEST(Arguments, a_detailed_report_is_about_days_that_have_begun) {
    using std::chrono::days;
    const std::chrono::sys_days today = std::chrono::year(2026) / 11 / 29;
    const auto from = [&](std::string_view first, std::string_view last) {
        return reported_days_from(first, last, today);
    };
    const auto whole = std::get<ReportedDays>(from("2026-11-01", "2026-11-30"));
    EXPECT_EQ(std::chrono::sys_days(days(whole.first)),
              std::chrono::sys_days(std::chrono::year(2026) / 11 / 1));
    EXPECT_EQ(whole.last - whole.first, 29);
    EXPECT_TRUE(std::holds_alternative<ReportedDays>(from("2025-11-30", "2026-11-30"))) << "366 days";
    for (const auto& [first, last] :
         std::vector<std::pair<const char*, const char*>>{{"2026-11-02", "2026-11-01"},
                                                          {"2025-11-29", "2026-11-30"},
                                                          {"2026-11-01", "2026-12-01"},
                                                          {"2026-11-31", "2026-12-01"},
                                                          {"1970-01-01", "1970-01-01"},
                                                          {"", ""},
                                                          {"2026-11-01T00:00:00Z", "2026-11-02"}}) {
        EXPECT_EQ(error_name(from(first, last)), "org.tsuitate.Error.InvalidArgument")
            << first << " " << last;
    }
}

TEST(Arguments, commands_have_1_to_261_bytes) {
    const std::vector<std::uint8_t> longest(261, 0xab);
    const auto command = std::get<Command>(command_from(longest));
    EXPECT_EQ(command.size, 261U);
    EXPECT_EQ(command.bytes.back(), 0xab);
    EXPECT_EQ(std::get<Command>(command_from(std::vector<std::uint8_t>{0x00})).size, 1U);
    EXPECT_EQ(error_name(command_from({})), "org.tsuitate.Error.InvalidArgument");
    EXPECT_EQ(error_name(command_from(std::vector<std::uint8_t>(262))), "org.tsuitate.Error.TooLarge");
}

}  // namespace
}  // namespace tsuitate::front
