// The examples of docs/policy-files.md are a policy that loads, and its tables name every key that they use.
#include <gtest/gtest.h>

#include <sstream>

#include "policy/load/retention.hpp"
#include "policy/load/voice.hpp"
#include "tests/unit/load/policy_directory.hpp"

namespace tsuitate::policy {
namespace {

std::string page() {
    return content_of(std::filesystem::path(TSUITATE_SOURCE_DIR) / "docs" / "policy-files.md");
}

// Writes each ```toml block to the file that the heading above it names.
std::size_t write_examples(const std::string& markdown, const PolicyDirectory& files) {
    std::istringstream lines(markdown);
    std::string heading;
    std::string block;
    std::size_t written = 0;
    bool inside = false;
    for (std::string line; std::getline(lines, line);) {
        if (line.starts_with("## ")) {
            heading = line.substr(3);
        } else if (line == "```toml") {
            inside = true;
            block.clear();
        } else if (line == "```" && inside) {
            inside = false;
            files.write(heading, block);
            ++written;
        } else if (inside) {
            block += line + "\n";
        }
    }
    return written;
}

TEST(PolicyDocumentation, its_examples_load) {
    const PolicyDirectory files;
    EXPECT_EQ(write_examples(page(), files), 10U);
    EXPECT_EQ(files.error(), "loaded");
    EXPECT_TRUE(
        std::holds_alternative<RetentionRules>(load_retention(files.file("retention.toml").parent_path())));
    const auto voice = load_voice(files.file("voice.toml").parent_path());
    ASSERT_TRUE((std::holds_alternative<std::optional<VoiceRules>>(voice)));
    EXPECT_EQ(std::get<std::optional<VoiceRules>>(voice)->languages.size(), 2U);
}

TEST(PolicyDocumentation, control_an_example_with_an_unknown_key_would_not_load) {
    const PolicyDirectory files;
    std::string text = page();
    const std::size_t at = text.find("\nmax-tries = 3");
    ASSERT_NE(at, std::string::npos);
    text.insert(at, "\nletters-and-digits = false");
    write_examples(text, files);
    EXPECT_NE(files.error().find("not known"), std::string::npos) << files.error();
}

TEST(PolicyDocumentation, its_tables_name_every_key_of_the_default_files) {
    PolicyDirectory files;
    files.fill_with_defaults();
    const std::string text = page();
    for (const char* name :
         {"pin-kinds.toml", "procedures.toml", "commands.toml", "panel.toml", "limits.toml", "access.toml",
          "staff.toml", "assistance.toml", "retention.toml"}) {
        std::istringstream lines(content_of(files.file(name)));
        for (std::string line; std::getline(lines, line);) {
            const std::size_t equals = line.find(" = ");
            if (!line.starts_with('#') && equals != std::string::npos) {
                const std::string row = "| `" + line.substr(0, equals) + "` |";
                EXPECT_NE(text.find(row), std::string::npos) << name << ": " << row;
            }
        }
    }
}

TEST(DefaultPanels, are_marked_for_the_vault_by_the_udev_rules) {
    PolicyDirectory files;
    files.fill_with_defaults();
    const auto loaded = files.load();
    ASSERT_TRUE(std::holds_alternative<Policy>(loaded));
    const std::string rules =
        content_of(std::filesystem::path(TSUITATE_SOURCE_DIR) / "systemd" / "udev" / "70-tsuitate.rules");
    const auto& devices = std::get<Policy>(loaded).panel.devices;
    EXPECT_FALSE(devices.empty());
    for (const DeviceRule& device : devices) {
        for (const auto& [property, value] : device.properties) {
            const std::string marked = "\nSUBSYSTEM==\"input\", ENV{" + property + "}==\"" + value +
                                       "\", ENV{TSUITATE_DEVICE}=\"panel\"";
            EXPECT_NE(rules.find(marked), std::string::npos) << property;
        }
    }
}

}  // namespace
}  // namespace tsuitate::policy
