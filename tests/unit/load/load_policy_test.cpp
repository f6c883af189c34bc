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

TEST_F(LoadPolicy, a_broken_pin_kind_is_refused) {
    const char* file = "pin-kinds.toml";
    expect_refused({
        {file, "max-length = 16", "max-length = 17", "must be a whole number from 1 to 16"},
        {file, "max-length = 16", "max-length = 5", "smaller than \"min-length\""},
        {file, "min-length = 6", "min-length = 0", "must be a whole number from 1 to 16"},
        {file, "min-length = 6", "min-length = 6.0", "must be a whole number"},
        {file, "min-length = 6", "min-length = 6\nminimum = 1", "\"minimum\" is not known here"},
        {file, "min-length = 6", "min-length = 6\nmin-length = 6", "redefine"},
        {file, "D392F000260100000001", "D392F0", "5 to 16 bytes"},
        {file, "D392F000260100000001", "D392F000260100000001D392F000260100000001", "5 to 16 bytes"},
        {file, "D392F000260100000001", "D392F00026010000000", "5 to 16 bytes"},
        {file, "D392F000260100000001", "XYZ92F000260", "5 to 16 bytes"},
        {file, "\"D392F000260100000001\"", "0xD392F0", "must be a text in quotes"},
        {file, "file = 0x001B", "file = 0x1001B", "from 1 to 65535"},
        {file, "file = 0x001B", "file = 0x0018", "has the same"},
        {file, "\"user-authentication\"", "\"signature\"", "used twice"},
        {file, "\"user-authentication\"", "\"1234\"", "a letter first"},
        {file, "\"user-authentication\"", "\"User Auth\"", "must be 1 to 31 of a-z"},
        {file, "\"user-authentication\"", "\"abcdefghijklmnopqrstuvwxyz-12345\"", "must be 1 to 31 of a-z"},
        {file, "slip-number = 2", "slip-number = 1", "has the same \"slip-number\""},
        {file, "slip-number = 1", "slip-number = \"1\"", "must be a whole number"},
        {file, "alphabet = \"digits\"", "alphabet = \"letters\"", "\"alphabet\" must be"},
        {file, "alphabet = \"capitals-and-digits\"", "alphabet = \"digits\"", "no letters"},
        {file, "needs-letter-and-digit = true", "needs-letter-and-digit = 1", "true or false"},
        {file, "max-tries = 5", "", "\"max-tries\" is missing"},
        {file, "characters-since = \"2016-01\"\n", "", "\"characters-since\" is missing"},
        {file, "\"2016-01\"", "2016", "must be a text in quotes"},
        {file, "\"2016-01\"", "\"2016-00\"", "must be a month"},
        {file, "\"2016-01\"", "\"2016-13\"", "must be a month"},
        {file, "\"2016-01\"", "\"1999-12\"", "must be a month"},
        {file, "\"2016-01\"", "\"2016-1\"", "must be a month"},
        {file, "\"2016-01\"", "\"2016/01\"", "must be a month"},
        {file, "\"2016-01\"", "\"January\"", "must be a month"},
        {file, "characters-source = {", "characters-sauce = {", "\"characters-source\" is missing"},
        {file, "when-unknown = {", "unknown = {", "\"when-unknown\" is missing"},
        {file, "without = {", "with = {", "\"without\" is missing"},
        {file, ", en = \"PIN of the signature certificate\"", "", "\"en\" is missing"},
        {file, "en = \"PIN of the signature", "fr = \"PIN of the signature", "\"en\" is missing"},
        {file, "en = \"PIN of", "en = \"PIN\\nof", "without control characters"},
        {file, "[[pin-kind]]\nname", "[[pin-kind]\nname", "pin-kinds.toml:"},
    });
    expect_loaded({{file, "D392F000260100000001", "D392F00026", ""}});
}

TEST_F(LoadPolicy, a_command_rule_that_could_let_a_pin_command_through_is_refused) {
    const char* file = "commands.toml";
    for (unsigned instruction = 0; instruction < 256; ++instruction) {
        constexpr std::string_view digits = "0123456789ABCDEF";
        const std::string rule =
            std::string("00 ") + digits[instruction >> 4U] + digits[instruction & 0xfU] + " .. ..";
        files_.fill_with_defaults();
        files_.replace(file, "00 B0 .. ..", rule);
        const bool refused = files_.error().find("carries or touches a PIN") != std::string::npos;
        EXPECT_EQ(refused, touches_pin(static_cast<std::uint8_t>(instruction)))
            << rule << ": " << files_.error();
    }
    expect_refused({
        {file, "00 B0 .. ..", "00 .. .. ..", "carries or touches a PIN"},
        {file, "00 B0 .. ..", ".. B0 .. ..", "first byte must be given"},
        {file, "00 B0 .. ..", "FF B0 .. ..", "first byte must be given"},
        {file, "00 B0 .. ..", "00 B0 ..", "four bytes"},
        {file, "00 B0 .. ..", "00 B0 .. .. ..", "four bytes"},
        {file, "00 B0 .. ..", "00 B .. ..", "four bytes"},
        {file, "00 B0 .. ..", "00 -1 .. ..", "four bytes"},
        {file, "\"read-record\"", "\"read-binary\"", "used twice"},
        {file, "max-data = 16", "max-data = 256", "from 0 to 255"},
    });
}

TEST_F(LoadPolicy, a_device_rule_for_devices_made_by_programs_is_refused) {
    const char* file = "panel.toml";
    for (const char* path : {"virtual", "virtual/input/*", "v*", "?irtual/*", "[v]irtual", "*l/input*"}) {
        expect_refused(
            {{file, "path = \"*\"", (std::string("path = \"") + path + "\"").c_str(), "never allowed"}});
    }
    for (const char* path : {"/devices/virtual/input", "pci*/../virtual", "../devices/virtual", "pci*/"}) {
        expect_refused(
            {{file, "path = \"*\"", (std::string("path = \"") + path + "\"").c_str(), "below /sys/devices"}});
    }
    expect_loaded({{file, "path = \"*\"", "path = \"**\"", ""},
                   {file, "path = \"*\"", "path = \"pci*/usb*/**\"", ""},
                   {file, "path = \"*\"", "path = \"platform/soc/*\"", ""}});
}

TEST_F(LoadPolicy, a_broken_panel_is_refused) {
    const char* file = "panel.toml";
    expect_refused({
        {file, "what = \"panel\"", "what = \"keypad\"", "more than ID_INPUT_*"},
        {file, "what = \"panel\"", "what = \"mouse\"", "\"panel\" or \"keypad\""},
        {file, "{ ID_INPUT_TOUCHSCREEN = \"1\" }", "{}", "at least one udev property"},
        {file, "ID_INPUT_TOUCHSCREEN = \"1\"", "ID_INPUT_TOUCHSCREEN = 1", "must be a text in quotes"},
        {file, "[0, 0]", "[0, 150]", "from 10 to 2000"},
        {file, "[0, 0]", "[-1, 150]", "from 10 to 2000"},
        {file, "[0, 0]", "[nan, nan]", "finite numbers"},
        {file, "[0, 0]", "[inf, 100]", "finite numbers"},
        {file, "[0, 0]", "[100]", "list of 2"},
        {file, "path = \"*\"", "path = \"*\"\ncalibration = [1, 0, 0, 0, 1]", "list of 6"},
        {file, "size-mm = [0, 0]", "size-mm = [0, 0]\ndoubt = [0.003]", "list of 2"},
        {file, "size-mm = [0, 0]", "size-mm = [0, 0]\ndoubt = [0.003, 0.2]", "from 0.00001 to 0.05"},
        {file, "size-mm = [0, 0]", "size-mm = [0, 0]\ndoubt = [0.0, 0.01]", "from 0.00001 to 0.05"},
        {file, "path = \"*\"", "path = \"*\"\ncalibration = [1, 0, 0, 2, 0, 0]", "onto a line"},
        {file, "path = \"*\"", "path = \"*\"\ncalibration = [nan, 0, 0, 0, 1, 0]", "finite numbers"},
        {file, "usb = \"*\"", "usb = \"8E6:4433\"", "vendor:product"},
        {file, "usb = \"*\"", "usb = \"08e6-4433\"", "vendor:product"},
        {file, "usb = \"*\"", "usb = \":::::::::\"", "vendor:product"},
    });
    expect_refused({
        {file, "pad = \"fixed\"", "pad = \"round\"", "must be \"fixed\", \"floating\" or \"shuffled\""},
        {file, "[\"floating\", \"shuffled\"]", "[\"floating\", \"round\"]", "there is no pad \"round\""},
        {file, "[\"floating\", \"shuffled\"]", "[\"floating\", \"floating\"]", "named twice"},
        {file, "[\"floating\", \"shuffled\"]", "[\"floating\", \"fixed\"]", "named twice"},
        {file, "[\"floating\", \"shuffled\"]", "[\"floating\", 3]", "list of texts"},
        {file, "[\"floating\", \"shuffled\"]", "\"floating\"", "list of texts"},
    });
    expect_loaded({{file, "usb = \"*\"", "usb = \"08e6:4433\"", ""}, {file, "[0, 0]", "[344, 193.5]", ""}});
}

TEST_F(LoadPolicy, a_broken_limit_is_refused) {
    const char* file = "limits.toml";
    expect_refused({
        {file, "card-answer = 10", "card-answer = 0", "from 1 to 3600"},
        {file, "card-answer = 10", "card-answer = -10", "from 1 to 3600"},
        {file, "session = 2400", "session = 3601", "from 1 to 3600"},
        {file, "session = 2400", "session = 9000000000000000000000", "limits.toml:"},
        {file, "entry-idle = 45", "entry-idle = 200", "longer than \"entry-total\""},
        {file, "countdown = 20", "countdown = 21", "multiple of 5"},
        {file, "countdown = 20", "countdown = 45", "not shorter than \"entry-idle\""},
        {file, "countdown = 20", "countdown = 245", "from 0 to 240"},
        {file, "record = 5", "recrod = 5", "\"record\" is missing"},
        {file, "record = 5", "record = 5\nrecords = 6", "\"records\" is not known here"},
        {"access.toml", "\"tsuitate-counter\"", "\"\"", "not empty"},
        {"access.toml", "\"tsuitate-counter\"", "[\"tsuitate-counter\"]", "must be a text in quotes"},
        {"procedures.toml", "\"pin-change\"", "\"certificate-renewal\"", "used twice"},
    });
}

TEST_F(LoadPolicy, pads_and_countdown_may_be_chosen_or_left_out) {
    files_.fill_with_defaults();
    const Policy defaults = std::get<Policy>(files_.load());
    EXPECT_EQ(defaults.panel.pad, Pad::fixed);
    EXPECT_EQ(defaults.panel.pad_choices, (std::vector{Pad::floating, Pad::shuffled}));
    expect_loaded({{"panel.toml", "pad = \"fixed\"\npad-choices = [\"floating\", \"shuffled\"]",
                    "pad = \"shuffled\"\npad-choices = [\"fixed\"]", ""},
                   {"panel.toml", "pad = \"fixed\"\npad-choices = [\"floating\", \"shuffled\"]", "", ""},
                   {"limits.toml", "countdown = 20", "countdown = 0", ""}});
}

TEST_F(LoadPolicy, the_look_of_the_panel) {
    EXPECT_EQ(std::get<Policy>(files_.load()).panel.appearance, Appearance::light);
    files_.replace("panel.toml", "appearance = \"light\"", "appearance = \"high-contrast\"");
    EXPECT_EQ(std::get<Policy>(files_.load()).panel.appearance, Appearance::high_contrast);
    expect_refused({{"panel.toml", "appearance = \"light\"", "appearance = \"bright\"",
                     "must be \"light\", \"dark\" or"}});
}

TEST_F(LoadPolicy, when_signs_of_a_touch_appear) {
    EXPECT_EQ(std::get<Policy>(files_.load()).panel.signs, Signs::grid);
    files_.replace("panel.toml", "signs = \"grid\"", "signs = \"at-once\"");
    EXPECT_EQ(std::get<Policy>(files_.load()).panel.signs, Signs::at_once);
    expect_loaded({{"panel.toml", "signs = \"grid\"", "", ""}});
    expect_refused(
        {{"panel.toml", "signs = \"grid\"", "signs = \"soon\"", "\"signs\" must be \"grid\" or \"at-once\""},
         {"panel.toml", "signs = \"grid\"", "signs = true", "must be a text in quotes"}});
}

TEST_F(LoadPolicy, a_broken_staff_list_is_refused) {
    const char* file = "staff.toml";
    expect_refused({
        {file, "show = \"number\"", "show = \"face\"", "must be \"number\" or \"name\""},
        {file, "show = \"number\"", "show = \"name\"", "\"title\" is missing"},
        {file, "show = \"number\"", "shows = \"number\"", "\"show\" is missing"},
        {file, "\"clerk-02\"", "\"clerk-01\"", "used twice"},
        {file, "\"clerk-02\"", "\"Clerk 2\"", "a letter first"},
        {file, "\"clerk-02\"", "\"014\"", "a letter first"},
        {file, "ja = \"職員2番\", ", "", "\"ja\" is missing"},
        {file, "\"職員2番\"", "\"\"", "not empty"},
        {file, "name = \"clerk-02\"", "name = \"clerk-02\"\nconsent = true", "\"consent\" is not known here"},
    });
    expect_loaded({{file, "name = \"clerk-02\"",
                    "name = \"clerk-02\"\ntitle = { ja = \"佐藤\", en = \"Ms Sato\" }", ""}});
}

TEST_F(LoadPolicy, broken_rules_of_assistance_are_refused) {
    const char* file = "assistance.toml";
    expect_refused({
        {file, "window = 90", "window = 59", "from 60 to 120"},
        {file, "window = 90", "window = 121", "from 60 to 120"},
        {file, "question = 90", "question = 29", "from 30 to 600"},
        {file, "receipt = 60", "receipt = 9", "from 10 to 600"},
        {file, "hold-ms = 1500", "hold-ms = 999", "from 1000 to 2500"},
        {file, "hold-ms = 1500", "hold-ms = 2501", "from 1000 to 2500"},
        {file, "answer-after-percent = 60", "answer-after-percent = 29", "from 30 to 100"},
        {file, "answer-after-percent = 60", "answer-after-percent = 101", "from 30 to 100"},
        {file, "{ ja = 6, en = 14 }", "{ ja = 0, en = 14 }", "from 1 to 50"},
        {file, "{ ja = 6, en = 14 }", "{ ja = 6 }", "\"en\" is missing"},
        {file, "{ ja = 6, en = 14 }", "6", "must be a"},
        {file, "\"hard-to-see\"", "\"panel-hard-to-use\"", "used twice"},
        {file, "\"trainee\"", "\"supervisor\"", "used twice"},
        {file, "\"types-for-citizen\"", "\"points-at-keys\"", "used twice"},
        {file, "name = \"trainee\"", "name = \"trainee\"\nmay-see = true", "\"may-see\" is not known here"},
        {file, "sees = { ja = \"暗証番号は職員に分かります。\", en = \"The clerk will know your PIN.\" }", "",
         "\"sees\" is missing"},
        // Nothing in a policy gives a yes.
        {file, "window = 90", "window = 90\nconsent = \"given\"", "\"consent\" is not known here"},
        {file, "window = 90", "window = 90\nwithout-consent = true", "is not known here"},
    });
}

TEST_F(LoadPolicy, more_clerks_or_observers_than_can_be_counted_are_refused) {
    const auto many = [](const char* list, const char* rest, int count) {
        std::string text;
        for (int i = 0; i < count; ++i) {
            text += "\n[[" + std::string(list) + "]]\nname = \"n" + std::to_string(i) + "\"\n" + rest;
        }
        return text;
    };
    const char* number = "number = { ja = \"1\", en = \"1\" }\n";
    files_.write("staff.toml", "show = \"number\"\n" + many("clerk", number, 999));
    EXPECT_EQ(files_.error(), "loaded");
    files_.write("staff.toml", "show = \"number\"\n" + many("clerk", number, 1000));
    EXPECT_NE(files_.error().find("more than 999"), std::string::npos) << files_.error();
    files_.fill_with_defaults();
    const char* words = "title = { ja = \"1\", en = \"1\" }\nplace = { ja = \"1\", en = \"1\" }\n";
    files_.write("assistance.toml", content_of(files_.file("assistance.toml")) + many("observer", words, 98));
    EXPECT_NE(files_.error().find("more than 99"), std::string::npos) << files_.error();
}

TEST_F(LoadPolicy, the_line_is_the_line_of_the_fault) {
    files_.replace("limits.toml", "question = 60", "question = \"sixty\"");
    EXPECT_TRUE(files_.error().starts_with("limits.toml:8: ")) << files_.error();
    files_.write("access.toml", "# one\n# two\n\ngroup = \"Wheel\"\n");
    files_.replace("limits.toml", "\"sixty\"", "60");
    EXPECT_TRUE(files_.error().starts_with("access.toml:4: ")) << files_.error();
}

TEST_F(LoadPolicy, each_of_the_six_files_must_be_there) {
    for (const char* name :
         {"pin-kinds.toml", "procedures.toml", "commands.toml", "panel.toml", "limits.toml", "access.toml"}) {
        files_.fill_with_defaults();
        std::filesystem::remove(files_.file(name));
        EXPECT_TRUE(files_.error().starts_with(std::string(name) + ": cannot be read")) << files_.error();
        files_.write(name, "");
        EXPECT_NE(files_.error().find("is missing"), std::string::npos) << files_.error();
    }
}

TEST_F(LoadPolicy, what_is_no_file_and_what_is_too_large_are_refused) {
    const auto file = files_.file("access.toml");
    files_.write("access.toml", std::string((1U << 20U) + 1, '#'));
    EXPECT_EQ(files_.error(), "access.toml: is larger than 1 MiB");
    std::filesystem::remove(file);
    std::filesystem::create_directory(file);
    EXPECT_TRUE(files_.error().starts_with("access.toml: cannot be read")) << files_.error();
    std::filesystem::remove(file);
    ASSERT_EQ(mkfifo(file.c_str(), 0600), 0);  // reading it would wait for ever
    EXPECT_TRUE(files_.error().starts_with("access.toml: cannot be read")) << files_.error();
}

TEST_F(LoadPolicy, depth_is_refused_before_it_overflows_the_stack) {
    std::string deep = "a";
    for (int i = 0; i < 400'000; ++i) {
        deep += ".a";
    }
    files_.write("access.toml", deep + " = 1\n");
    EXPECT_EQ(files_.error(), "access.toml: has more than 2000 dots");
    files_.write("access.toml", "[" + deep + "]\n");
    EXPECT_EQ(files_.error(), "access.toml: has more than 2000 dots");
    files_.write("access.toml", deep.substr(0, 4001) + " = 1\n");
    EXPECT_NE(files_.error().find("is missing"), std::string::npos) << files_.error();
    files_.write("access.toml", "a = " + std::string(500'000, '['));
    EXPECT_TRUE(files_.error().starts_with("access.toml:1: ")) << files_.error();
}

TEST_F(LoadPolicy, only_strings_and_comments_leave_ascii) {
    files_.write("access.toml", "\xc3\xa9 = 1\n");
    EXPECT_TRUE(files_.error().starts_with("access.toml:1: ")) << files_.error();
    files_.write("access.toml", "# \xc3\xa9\ngroup = \"\"\"\n\xc3\xa9\"\"\"\n");
    EXPECT_TRUE(files_.error().starts_with("access.toml:2: ")) << files_.error();
    files_.write("access.toml", "# \xc3\xa9\ngroup = \"tsuitate-counter\"  # '\xc3\xa9\n");
    EXPECT_EQ(files_.error(), "loaded");
}

TEST_F(LoadPolicy, characters_beyond_ascii_keep_their_meaning) {
    const auto named = [](std::string_view value) -> std::string {
        const auto parsed = parse_toml_text("a = " + std::string(value), "a.toml");
        const auto* table = std::get_if<toml::table>(&parsed);
        return table == nullptr ? std::get<PolicyError>(parsed).reason
                                : table->get("a")->value_or(std::string());
    };
    EXPECT_EQ(named("\"職員\""), "職員");
    EXPECT_EQ(named("\"\xf0\x9f\x91\xb5 é\""), "\xf0\x9f\x91\xb5 é");
    EXPECT_EQ(named(R"("a\\é\"職")"), "a\\é\"職");
    EXPECT_EQ(named("\"\\é\""), "a backslash stands before a character that needs none");
    EXPECT_EQ(named("'é'"), "write anything but ASCII inside of \"quotes\" or comments");
    EXPECT_NE(named("+=\"é"), "");  // undefined behaviour inside toml++ 3.3 when the bytes reach it
}

TEST_F(LoadPolicy, what_is_not_utf_8_is_refused) {
    for (const char* bytes : {"\xff", "\xc0\xaf", "\xed\xa0\x80", "\xf4\x90\x80\x80", "\xe3\x81", "\x80"}) {
        files_.write("access.toml", std::string("# ") + bytes + "\ngroup = \"tsuitate-counter\"\n");
        EXPECT_TRUE(files_.error().starts_with("access.toml:")) << files_.error();
        files_.write("access.toml", std::string("group = \"tsuitate") + bytes + "\"\n");
        EXPECT_TRUE(files_.error().starts_with("access.toml:")) << files_.error();
    }
    files_.write("access.toml", "# 職員\ngroup = \"tsuitate-counter\"\n");
    EXPECT_EQ(files_.error(), "loaded");
}

}  // namespace
}  // namespace tsuitate::policy
