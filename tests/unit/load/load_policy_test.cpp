#include "policy/load/load_policy.hpp"

#include <gtest/gtest.h>

#include <unistd.h>

#include <fstream>
#include <sstream>

namespace tsuitate::policy {
namespace {

namespace fs = std::filesystem;

class LoadPolicyTest : public testing::Test {
  protected:
    void SetUp() override {
        directory_ = fs::temp_directory_path() / ("tsuitate-policy-" + std::to_string(getpid()));
        fs::remove_all(directory_);
        fs::copy(fs::path(TSUITATE_SOURCE_DIR) / "policy" / "default", directory_,
                 fs::copy_options::recursive);
    }
    void TearDown() override { fs::remove_all(directory_); }

    void replace(const std::string& file, const std::string& old_text, const std::string& new_text) {
        std::ifstream stream(directory_ / file);
        std::stringstream read;
        read << stream.rdbuf();
        std::string text = read.str();
        const std::size_t at = text.find(old_text);
        ASSERT_NE(at, std::string::npos) << old_text;
        text.replace(at, old_text.size(), new_text);
        std::ofstream(directory_ / file) << text;
    }
    // "pin-kinds.toml:7: …" without the directory, or "loaded".
    std::string error() {
        const auto result = load_policy(directory_);
        const auto* found = std::get_if<PolicyError>(&result);
        return found == nullptr ? "loaded" : found->text().substr(directory_.string().size() + 1);
    }

    fs::path directory_;
};

TEST_F(LoadPolicyTest, the_default_policy_has_the_four_pins) {
    const auto result = load_policy(directory_);
    ASSERT_TRUE(std::holds_alternative<Policy>(result)) << error();
    const auto& policy = std::get<Policy>(result);
    ASSERT_EQ(policy.pin_kinds.size(), 4U);
    const PinKind* signature = policy.pin_kind("signature");
    ASSERT_NE(signature, nullptr);
    EXPECT_EQ(signature->max_tries, 5);
    EXPECT_EQ(signature->file, 0x001b);
    EXPECT_EQ(signature->application.size(), 10U);
    EXPECT_EQ(policy.pin_kind("user-authentication")->file, 0x0018);
    EXPECT_EQ(policy.pin_kind("nothing"), nullptr);
}

struct Broken {
    const char* file;
    const char* old_text;
    const char* new_text;
    const char* said;
};

TEST_F(LoadPolicyTest, a_broken_file_is_file_line_and_reason) {
    const Broken all[] = {
        {"pin-kinds.toml", "max-length = 16", "max-length = 17", "must be a whole number from 1 to 16"},
        {"pin-kinds.toml", "min-length = 6", "min-length = 16\nminimum = 1", "is not known here"},
        {"pin-kinds.toml", "D392F000260100000001", "D392F0002601000000", "loaded"},
        {"pin-kinds.toml", "D392F000260100000001", "D392F0", "5 to 16 bytes"},
        {"pin-kinds.toml", "D392F000260100000001", "XYZ", "5 to 16 bytes"},
        {"pin-kinds.toml", "\"user-authentication\"", "\"signature\"", "used twice"},
        {"pin-kinds.toml", "\"user-authentication\"", "\"User Auth\"", "must be 1 to 31 of a-z"},
        {"pin-kinds.toml", "alphabet = \"digits\"", "alphabet = \"letters\"", "\"alphabet\" must be"},
        {"pin-kinds.toml", "slip-number = 1", "slip-number = \"1\"", "must be a whole number"},
        {"pin-kinds.toml", "max-tries = 5", "", "\"max-tries\" is missing"},
        {"pin-kinds.toml", "[[pin-kind]]", "[[pin-kind]", "pin-kinds.toml:"},
        {"commands.toml", "00 B0 .. ..", "00 20 .. ..", "carries or touches a PIN"},
        {"commands.toml", "00 B0 .. ..", "00 .. .. ..", "carries or touches a PIN"},
        {"commands.toml", "00 B0 .. ..", "00 B0 ..", "four bytes"},
        {"panel.toml", "path = \"*\"", "path = \"virtual/input/*\"", "never allowed"},
        {"panel.toml", "usb = \"*\"", "usb = \"8E6:4433\"", "vendor:product"},
        {"panel.toml", "[0, 0]", "[0, -1]", "from 0 to 2000"},
        {"limits.toml", "card-answer = 10", "card-answer = 0", "from 1 to 3600"},
        {"limits.toml", "record = 5", "record = 5\nrecords = 6", "limits.toml:"},
        {"access.toml", "\"tsuitate-counter\"", "\"\"", "not empty"},
    };
    for (const Broken& broken : all) {
        SetUp();
        replace(broken.file, broken.old_text, broken.new_text);
        EXPECT_NE(error().find(broken.said), std::string::npos) << broken.new_text << " → " << error();
        if (std::string_view(broken.said) != "loaded") {
            EXPECT_TRUE(error().starts_with(std::string(broken.file) + ":")) << error();
        }
    }
}

TEST_F(LoadPolicyTest, the_line_is_the_line_of_the_fault) {
    replace("limits.toml", "question = 60", "question = \"sixty\"");
    EXPECT_TRUE(error().starts_with("limits.toml:7: ")) << error();
}

TEST_F(LoadPolicyTest, a_missing_file_and_a_huge_file_are_errors) {
    fs::remove(directory_ / "access.toml");
    EXPECT_NE(error().find("access.toml: cannot be read"), std::string::npos) << error();
    SetUp();
    std::ofstream(directory_ / "access.toml") << std::string((1U << 20U) + 1, '#');
    EXPECT_NE(error().find("larger than 1 MiB"), std::string::npos) << error();
}

}  // namespace
}  // namespace tsuitate::policy
