#include <gtest/gtest.h>

#include "audit/courier/witness_list.hpp"
#include "audit/witness/durable_file.hpp"
#include "audit/witness/settings.hpp"
#include "tests/unit/audit_witness/log_in_memory.hpp"

namespace tsuitate::tests {
namespace {

std::string key_text(const std::string& name, std::uint8_t number,
                     audit::KeyUse use = audit::KeyUse::cosignature) {
    return audit::VerifierKey{.name = name, .use = use, .key = key_of(number).public_key()}.text();
}

std::string witness(const std::string& name, const std::string& url, const std::string& key) {
    return "[[witness]]\nname = \"" + name + "\"\nurl = \"" + url + "\"\nkey = \"" + key + "\"\n";
}

const std::string head = "interval = 60\nlongest-gap = 3600\n";

std::string error_of(const std::string& text) {
    const auto list = audit::witness_list_of(text, "witnesses.toml");
    const auto* error = std::get_if<policy::PolicyError>(&list);
    return error == nullptr ? "loaded" : error->text();
}

TEST(WitnessList, takes_addresses_apart) {
    const std::string key = key_text("office.example", 3);
    const std::vector<std::pair<std::string, std::string>> urls = {
        {"http://office.example", "http://office.example|/add-checkpoint"},
        {"https://office.example:8443/a/b", "https://office.example:8443|/a/b/add-checkpoint"},
        {"http://[::1]:80/x", "http://[::1]:80|/x/add-checkpoint"}};
    for (const auto& [url, expected] : urls) {
        const auto list = audit::witness_list_of(head + witness("office", url, key), "witnesses.toml");
        ASSERT_TRUE(std::holds_alternative<audit::WitnessList>(list)) << url;
        const auto& found = std::get<audit::WitnessList>(list).witnesses.front();
        EXPECT_EQ(found.host + "|" + found.path, expected);
    }
}

TEST(WitnessList, errors_name_file_line_and_reason) {
    const std::string url = "http://office.example";
    const std::string key = key_text("office.example", 3);
    EXPECT_EQ(error_of(head + witness("office", url, key)), "loaded");
    for (const char* wrong : {"office.example", "ftp://office.example", "http://", "http:///x", "http://a/",
                              "http://a b", "http://user@a", "http://a?x", "http://a#x"}) {
        EXPECT_TRUE(error_of(head + witness("office", wrong, key)).starts_with("witnesses.toml:5: \"url\""))
            << wrong;
    }
    EXPECT_TRUE(error_of(head + witness("../up", url, key)).starts_with("witnesses.toml:4: \"name\""));
    EXPECT_TRUE(error_of(head + witness("office", url, key_text("office.example", 3, audit::KeyUse::note)))
                    .starts_with("witnesses.toml:6: \"key\""));
    EXPECT_TRUE(error_of(head + witness("a", url, key) + witness("a", url, key_text("b", 4)))
                    .starts_with("witnesses.toml:8: the name"));
    EXPECT_TRUE(
        error_of(head + witness("a", url, key) + witness("b", url, key)).starts_with("witnesses.toml:10: "));
    EXPECT_TRUE(error_of(head).find("\"witness\" is missing") != std::string::npos);
    EXPECT_TRUE(error_of("interval = 60\nlongest-gap = 100\n" + witness("a", url, key))
                    .starts_with("witnesses.toml:2: \"longest-gap\""));
    EXPECT_TRUE(
        error_of(head + "colour = 1\n" + witness("a", url, key)).starts_with("witnesses.toml:3: the key"));
}

// The examples of docs/witness.md are read by what they are written for.
TEST(WitnessDocumentation, its_examples_load) {
    const std::string page =
        audit::read_small_file(TSUITATE_SOURCE_DIR "/docs/witness.md", 1U << 20U).bytes.value();
    std::vector<std::string> blocks;
    for (std::size_t at = page.find("```toml\n"); at != std::string::npos;
         at = page.find("```toml\n", at + 1)) {
        blocks.push_back(page.substr(at + 8, page.find("```", at + 8) - at - 8));
    }
    ASSERT_EQ(blocks.size(), 2U);
    EXPECT_TRUE(std::holds_alternative<audit::WitnessSettings>(
        audit::witness_settings_of(blocks[0], "witness.toml")));
    EXPECT_EQ(error_of(blocks[1]), "loaded");
    EXPECT_NE(error_of(blocks[0]), "loaded") << "control";
}

}  // namespace
}  // namespace tsuitate::tests
