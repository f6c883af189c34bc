#include "daemon/screen/texts.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "daemon/screen/line_breaks.hpp"
#include "daemon/screen/wording.hpp"
#include "tests/unit/screen/sample_policy.hpp"

namespace tsuitate::screen {
namespace {

const std::filesystem::path default_texts =
    std::filesystem::path(TSUITATE_SOURCE_DIR) / "policy/default/texts";

std::string content_of(const std::filesystem::path& file) {
    std::ostringstream content;
    content << std::ifstream(file).rdbuf();
    return content.str();
}

// A copy of the default texts in which one passage of the Japanese file is replaced.
class ChangedTexts : public ::testing::Test {
  protected:
    void SetUp() override {
        directory_ = std::filesystem::path(::testing::TempDir()) /
                     ::testing::UnitTest::GetInstance()->current_test_info()->name();
        std::filesystem::create_directories(directory_);
        std::filesystem::copy(default_texts / "en.toml", directory_,
                              std::filesystem::copy_options::overwrite_existing);
    }
    void TearDown() override { std::filesystem::remove_all(directory_); }

    std::variant<AllTexts, policy::PolicyError> load_with(const std::string& passage,
                                                          const std::string& replacement) {
        std::string japanese = content_of(default_texts / "ja.toml");
        const std::size_t at = japanese.find(passage);
        EXPECT_NE(at, std::string::npos);
        japanese.replace(at, passage.size(), replacement);
        std::ofstream(directory_ / "ja.toml") << japanese;
        return load_texts(directory_);
    }

    void expect_refused(const std::string& passage, const std::string& replacement,
                        const std::string& reason) {
        const auto loaded = load_with(passage, replacement);
        const auto* error = std::get_if<policy::PolicyError>(&loaded);
        ASSERT_NE(error, nullptr);
        EXPECT_EQ(error->file.filename(), "ja.toml");
        EXPECT_GT(error->line, 0U);
        EXPECT_NE(error->reason.find(reason), std::string::npos) << error->reason;
    }

    std::filesystem::path directory_;
};

TEST(Texts, default_texts_are_complete) {
    EXPECT_TRUE(std::holds_alternative<AllTexts>(load_texts(default_texts)));
}

TEST(Texts, a_missing_file_is_an_error_with_its_name) {
    const auto loaded = load_texts("/nowhere");
    ASSERT_TRUE(std::holds_alternative<policy::PolicyError>(loaded));
    EXPECT_EQ(std::get<policy::PolicyError>(loaded).file, "/nowhere/ja.toml");
}

TEST_F(ChangedTexts, a_missing_text_is_refused) {
    expect_refused("stop = \"中止\"\n", "", "\"stop\" is missing");
}
TEST_F(ChangedTexts, an_unknown_text_is_refused) {
    expect_refused("stop = \"中止\"\n", "stop = \"中止\"\nstopp = \"中止\"\n", "unknown text \"stopp\"");
}
TEST_F(ChangedTexts, an_unknown_scene_is_refused) {
    expect_refused("[scenes.wrong]", "[scenes.wrongg]", "unknown text \"wrongg\"");
}
TEST_F(ChangedTexts, an_unknown_placeholder_is_refused) {
    expect_refused("{fault}\"]", "{falut}\"]", "{falut} has no meaning");
}
TEST_F(ChangedTexts, a_text_that_is_a_number_is_refused) {
    expect_refused("stop = \"中止\"", "stop = 1", "\"stop\" must be a text");
}
TEST_F(ChangedTexts, the_wrong_language_is_refused) {
    expect_refused("language = \"ja\"", "language = \"en\"", "must be the language");
}
TEST_F(ChangedTexts, a_broken_file_is_refused) {
    expect_refused("[keys]", "[keys", "");
}

class Words : public ::testing::Test {
  protected:
    Wording wording(policy::SceneName name, policy::Language language, const std::string& kind,
                    std::uint8_t tries = policy::tries_unknown) const {
        policy::Scene scene;
        scene.name = name;
        scene.pin_kind = kind;
        scene.tries_left = tries;
        return wording_of(scene, policy_, texts_.of(language));
    }

    policy::Policy policy_ = sample_policy();
    AllTexts texts_ = std::get<AllTexts>(load_texts(default_texts));
};

TEST_F(Words, tries_left_are_said_in_words) {
    const auto japanese = wording(policy::SceneName::wrong, policy::Language::japanese, "digits", 2);
    EXPECT_EQ(japanese.message.at(0).text, "あと2回入力できます");
    EXPECT_TRUE(japanese.message.at(0).strong);
    EXPECT_EQ(wording(policy::SceneName::wrong, policy::Language::english, "digits", 2).message.at(0).text,
              "2 tries left");
    EXPECT_EQ(wording(policy::SceneName::wrong, policy::Language::english, "digits", 1).message.at(0).text,
              "1 try left");
}

TEST_F(Words, what_is_not_known_is_not_said) {
    const auto unknown = wording(policy::SceneName::inconclusive, policy::Language::english, "digits");
    for (const Sentence& sentence : unknown.message) {
        EXPECT_EQ(sentence.text.find('{'), std::string::npos);
        EXPECT_EQ(sentence.text.find("tries"), std::string::npos);
    }
}

TEST_F(Words, a_pin_is_called_by_its_number_on_the_slip) {
    EXPECT_EQ(wording(policy::SceneName::explain, policy::Language::japanese, "mixed").heading,
              "①\u00a0署名用電子証明書暗証番号");
}

TEST_F(Words, every_scene_has_a_heading_and_says_what_to_do) {
    for (const policy::Language language : {policy::Language::japanese, policy::Language::english}) {
        for (std::size_t i = 0; i < policy::scene_names.size(); ++i) {
            const auto said = wording(static_cast<policy::SceneName>(i), language, "mixed", 3);
            EXPECT_FALSE(said.heading.empty()) << policy::scene_names.at(i);
            EXPECT_FALSE(said.message.empty()) << policy::scene_names.at(i);
        }
    }
}

TEST(LineBreaks, phrases_stay_together) {
    const std::string joiner = "\u2060";
    EXPECT_EQ(keep_phrases_together("番号です", {}), "番" + joiner + "号" + joiner + "で" + joiner + "す");
    EXPECT_EQ(keep_phrases_together("職員の案内", {}),
              "職" + joiner + "員" + joiner + "の案" + joiner + "内");
    const std::vector<std::string> words = {"電子証明書"};
    EXPECT_EQ(keep_phrases_together("用電子証明書", words).substr(0, 6), "用電");
}

}  // namespace
}  // namespace tsuitate::screen
