// voice.toml: absent, whole, and broken in each of its parts.
#include "policy/load/voice.hpp"

#include <gtest/gtest.h>

#include "tests/unit/load/policy_directory.hpp"

namespace tsuitate::policy {
namespace {

const std::string whole = R"(card = "PCH"
jack = "Headphone Jack"
[[language]]
language = "ja"
command = ["open_jtalk", "-ow", "{wav}"]
[[language]]
language = "en"
command = ["espeak-ng", "-w", "{wav}"]
)";

std::string error_of(const std::string& text) {
    const auto read = read_voice(text, "voice.toml");
    const auto* error = std::get_if<PolicyError>(&read);
    return error == nullptr ? "loaded" : error->text();
}

std::string with(const std::string& old_text, const std::string& new_text) {
    std::string text = whole;
    text.replace(text.find(old_text), old_text.size(), new_text);
    return text;
}

TEST(LoadVoice, is_none_where_there_is_no_file) {
    const PolicyDirectory files;
    const auto loaded = load_voice(files.file("").parent_path());
    ASSERT_TRUE((std::holds_alternative<std::optional<VoiceRules>>(loaded)));
    EXPECT_FALSE(std::get<std::optional<VoiceRules>>(loaded).has_value());
}

TEST(LoadVoice, a_whole_file_is_read) {
    const PolicyDirectory files;
    files.write("voice.toml", whole);
    const auto loaded = load_voice(files.file("").parent_path());
    ASSERT_TRUE((std::holds_alternative<std::optional<VoiceRules>>(loaded)));
    const VoiceRules rules = *std::get<std::optional<VoiceRules>>(loaded);
    EXPECT_EQ(rules.card, "PCH");
    EXPECT_EQ(rules.jack, "Headphone Jack");
    const VoiceLanguage* english = rules.language(Language::english);
    ASSERT_NE(english, nullptr);
    EXPECT_EQ(english->command, (std::vector<std::string>{"espeak-ng", "-w", "{wav}"}));
}

TEST(LoadVoice, a_usb_headset_needs_no_jack) {
    EXPECT_EQ(error_of(with("jack = \"Headphone Jack\"\n", "")), "loaded");
}

TEST(LoadVoice, what_is_wrong_is_said_with_its_line) {
    const std::pair<std::string, std::string> wrong[] = {
        {with("\"PCH\"", "\"hw:0,3\""), "voice.toml:1: \"card\" must be the id"},
        {with("card = \"PCH\"\n", ""), "\"card\" is missing"},
        {with("\"Headphone Jack\"", "\"\""), "voice.toml:2: \"jack\""},
        {with("\"ja\"", "\"tlh\""), "voice.toml:4: the panel has no language \"tlh\""},
        {with("\"ja\"", "\"en\""), "voice.toml:7: the language \"en\" is there twice"},
        {with("[\"open_jtalk\", \"-ow\", \"{wav}\"]", "[\"open_jtalk\"]"),
         "voice.toml:5: \"command\" must name {wav}"},
        {with("[\"open_jtalk\", \"-ow\", \"{wav}\"]", "[]"), "voice.toml:5: \"command\" must name {wav}"},
        {with("jack =", "jacks ="), "voice.toml:2: the key \"jacks\" is not known"},
    };
    for (const auto& [text, said] : wrong) {
        EXPECT_NE(error_of(text).find(said), std::string::npos) << error_of(text) << " instead of " << said;
    }
}

}  // namespace
}  // namespace tsuitate::policy
