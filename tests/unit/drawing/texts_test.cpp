#include "drawing/texts.hpp"

#include <gtest/gtest.h>
#include <sodium.h>

#include <array>
#include <fstream>
#include <set>
#include <sstream>

#include "drawing/line_breaks.hpp"
#include "drawing/wording.hpp"
#include "policy/load/load_policy.hpp"
#include "tests/unit/drawing/sample_policy.hpp"

namespace tsuitate::drawing {
namespace {

const std::filesystem::path default_texts = std::filesystem::path(TSUITATE_POLICY_FILES) / "texts";

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
        std::filesystem::copy(
            default_texts, directory_,
            std::filesystem::copy_options::recursive | std::filesystem::copy_options::overwrite_existing);
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
    expect_refused("{fault}\",", "{falut}\",", "{falut} has no meaning");
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

TEST_F(ChangedTexts, a_scene_may_call_its_keys_otherwise_and_no_others) {
    expect_refused("keys = { back = \"もどる\" }", "keys = { bck = \"もどる\" }", "unknown text \"bck\"");
    expect_refused("keys = { back = \"もどる\" }", "keys = { back = \"{pin}\" }", "{pin} has no meaning");
    expect_refused("keys = { back = \"もどる\" }", "keys = \"もどる\"", "must be a section");
    const auto loaded = load_with("keys = { back = \"もどる\" }", "");
    ASSERT_TRUE(std::holds_alternative<AllTexts>(loaded));
    const Texts& japanese = std::get<AllTexts>(loaded).of(policy::Language::japanese);
    EXPECT_EQ(japanese.key(policy::SceneName::help, policy::KeyAction::back), "入力にもどる");
}

class Words : public ::testing::Test {
  protected:
    Wording wording(policy::SceneName name, policy::Language language, const std::string& kind,
                    std::uint8_t tries = policy::tries_unknown) const {
        policy::Scene scene;
        scene.name = name;
        scene.pin_kind = kind;
        scene.tries_left = tries;
        scene.clerk = "clerk-01";
        scene.observer = "supervisor";
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

TEST_F(Words, the_pages_about_a_pin_say_all_that_the_policy_knows_of_it) {
    for (const policy::Language language : {policy::Language::japanese, policy::Language::english}) {
        const bool japanese = language == policy::Language::japanese;
        const policy::PinKind& kind = policy_.pin_kinds.at(1);
        const auto in = [language](const policy::LocalText& said) { return said.in(language); };
        const auto expect = [&](policy::SceneName name, const std::vector<std::string>& wanted) {
            const std::string text = text_of(wording(name, language, "mixed"));
            for (const std::string& part : wanted) {
                EXPECT_NE(text.find(part), std::string::npos) << part << " in " << text;
            }
            EXPECT_EQ(text.find('{'), std::string::npos) << text;
            return text;
        };
        expect(policy::SceneName::pin_guide, {"①", in(kind.title), in(kind.purpose), "16",
                                              in(kind.when_locked), japanese ? "5回" : "5 wrong"});
        expect(policy::SceneName::pin_unknown, {in(kind.when_unknown), in(kind.without)});
        expect(policy::SceneName::pin_characters,
               {"_", japanese ? "小文字" : "Small letters", japanese ? "2016年1月" : "January 2016",
                in(kind.characters_source)});
        const std::string digits = text_of(wording(policy::SceneName::pin_characters, language, "digits"));
        EXPECT_EQ(digits.find(japanese ? "小文字" : "Small letters"), std::string::npos) << digits;
    }
}

TEST_F(Words, every_language_has_a_name_for_each_month) {
    for (const Texts& texts : texts_.languages) {
        std::set<std::string> names;
        for (std::uint8_t month = 1; month <= 12; ++month) {
            policy_.pin_kinds.at(0).characters_since.month = month;
            const std::string since = values_of(policy_.pin_kinds.at(0), texts).at("since");
            EXPECT_NE(since.find("2016"), std::string::npos) << since;
            EXPECT_GT(since.size(), std::string("2016 ").size()) << since;
            EXPECT_TRUE(names.insert(since).second) << since;
        }
    }
}

TEST_F(Words, the_characters_of_a_pin_are_shown_in_lines_and_none_is_left_out) {
    const policy::PinKind& mixed = policy_.pin_kinds.at(1);
    for (const std::size_t most : {26U, 13U, 10U}) {
        std::string all;
        for (const Sentence& line : lines_of_characters(mixed, most)) {
            EXPECT_LE(line.text.size(), most);
            all += line.text;
        }
        EXPECT_EQ(all, policy::characters_of(mixed.alphabet));
    }
    EXPECT_EQ(lines_of_characters(policy_.pin_kinds.at(0), 26).size(), 1U);
}

policy::Scene consent() {
    policy::Scene scene;
    scene.name = policy::SceneName::consent;
    scene.pin_kind = "digits";
    scene.procedure = "renewal";
    scene.clerk = "clerk-02";
    scene.reason = "panel-hard-to-use";
    scene.help = "types-for-citizen";
    scene.seconds_left = 90;
    return scene;
}

TEST_F(Words, the_question_about_help_says_who_what_how_long_and_what_is_recorded) {
    for (const policy::Language language : {policy::Language::japanese, policy::Language::english}) {
        const bool japanese = language == policy::Language::japanese;
        const std::string text = text_of(wording_of(consent(), policy_, texts_.of(language)));
        const auto in = [language](const policy::LocalText& said) { return said.in(language); };
        const policy::AssistanceRules& rules = policy_.assistance;
        const std::vector<std::string> wanted = {in(rules.staff.at(1).title),
                                                 in(policy_.procedures.front().title),
                                                 in(policy_.pin_kinds.front().title),
                                                 in(rules.reasons.front().title),
                                                 in(rules.helps.front().does),
                                                 in(rules.helps.front().sees),
                                                 "90",
                                                 japanese ? "1回だけ" : "one attempt",
                                                 japanese ? "記録" : "Recorded",
                                                 japanese ? "不利益はありません" : "no disadvantage"};
        for (const std::string& part : wanted) {
            EXPECT_NE(text.find(part), std::string::npos) << part << " in " << text;
        }
        EXPECT_EQ(text.find('{'), std::string::npos) << text;
        // Nobody is told to hold what does not say so.
        const std::string& yes = texts_.of(language).key(policy::SceneName::consent, policy::KeyAction::yes);
        EXPECT_NE(yes.find(japanese ? "押しつづける" : "hold"), std::string::npos);
    }
}

TEST_F(Words, the_question_about_help_names_the_pin_where_no_procedure_was_given) {
    policy::Scene scene = consent();
    scene.procedure.clear();
    const std::string text = text_of(wording_of(scene, policy_, texts_.of(policy::Language::english)));
    EXPECT_NE(text.find("User authentication certificate PIN"), std::string::npos) << text;
}

// What the log's reader recomputes must not change while the question is up.
TEST_F(Words, the_text_of_a_question_stays_while_it_is_read_and_answered) {
    const Texts& texts = texts_.of(policy::Language::japanese);
    policy::Scene scene = consent();
    const std::string before = text_of(wording_of(scene, policy_, texts));
    scene.can_confirm = true;
    scene.held = 2;
    scene.swapped = true;
    scene.observer = "supervisor";
    EXPECT_EQ(text_of(wording_of(scene, policy_, texts)), before);
}

// What an auditor recomputes: the default files' question as docs/audit-log.md prints it, and its hash.
TEST(TextOf, is_the_one_that_the_documentation_prints_and_hashes) {
    const std::filesystem::path source(TSUITATE_SOURCE_DIR);
    const auto policy = std::get<policy::Policy>(policy::load_policy(source / "policy/default"));
    const auto texts = std::get<AllTexts>(load_texts(default_texts));
    policy::Scene scene = consent();
    scene.pin_kind = "user-authentication";
    scene.procedure = "certificate-renewal";
    scene.clerk = "clerk-01";
    const std::string text = text_of(wording_of(scene, policy, texts.of(policy::Language::english)));
    std::array<unsigned char, crypto_hash_sha256_BYTES> hash{};
    crypto_hash_sha256(hash.data(), reinterpret_cast<const unsigned char*>(text.data()), text.size());
    std::array<char, sodium_base64_ENCODED_LEN(crypto_hash_sha256_BYTES, sodium_base64_VARIANT_ORIGINAL)>
        digest{};
    sodium_bin2base64(digest.data(), digest.size(), hash.data(), hash.size(), sodium_base64_VARIANT_ORIGINAL);
    // The page has no no-break spaces, and four spaces before each line.
    std::string printed = "\n    ";
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text.compare(at, 2, "\u00a0") == 0) {
            printed += ' ';
            ++at;
        } else {
            printed += text[at] == '\n' ? "\n    " : std::string(1, text[at]);
        }
    }
    const std::string page = content_of(source / "docs/audit-log.md");
    EXPECT_NE(page.find(printed + "\n\n"), std::string::npos) << printed;
    EXPECT_NE(page.find(digest.data()), std::string::npos) << digest.data();
}

TEST(TextOf, heading_and_sentences_have_a_newline_between_them_and_none_after) {
    EXPECT_EQ(text_of({.heading = "May I?", .message = {{"First.", false}, {"Second.", true}}}),
              "May I?\nFirst.\nSecond.");
    EXPECT_EQ(text_of({.heading = "Alone", .message = {}}), "Alone");
}

TEST(CharacterCount, counts_characters_and_not_bytes) {
    EXPECT_EQ(character_count(""), 0U);
    EXPECT_EQ(character_count("PIN"), 3U);
    EXPECT_EQ(character_count("職員1番"), 4U);
    EXPECT_EQ(character_count("①\u00a0👵"), 3U);
}

TEST_F(Words, the_mark_says_who_helps_for_how_long_and_who_stands_by) {
    const Texts& texts = texts_.of(policy::Language::japanese);
    policy::Scene scene;
    scene.name = policy::SceneName::entry;
    EXPECT_TRUE(mark_of(scene, policy_, texts).empty());
    scene.clerk = "clerk-02";
    scene.seconds_left = 45;
    scene.observer = "supervisor";
    EXPECT_EQ(mark_of(scene, policy_, texts),
              (std::vector<std::string>{"職員2番が手伝っています　あと45秒", "係長が立ち会っています"}));
    scene.clerk.clear();
    scene.helped = true;
    scene.observer.clear();
    EXPECT_EQ(mark_of(scene, policy_, texts),
              (std::vector<std::string>{"手伝いは終わりました。職員は離れてください。"}));
}

TEST_F(Words, every_scene_has_as_many_marks_as_its_layout_has_room_for) {
    for (std::size_t i = 0; i < policy::scene_names.size(); ++i) {
        for (unsigned variant = 0; variant < 8; ++variant) {
            policy::Scene scene;
            scene.name = static_cast<policy::SceneName>(i);
            scene.clerk = (variant & 1U) != 0 ? "clerk-01" : "";
            scene.observer = (variant & 2U) != 0 ? "supervisor" : "";
            scene.helped = (variant & 4U) != 0;
            EXPECT_EQ(mark_of(scene, policy_, texts_.of(policy::Language::english)).size(),
                      policy::marks_of(scene).count())
                << policy::scene_names.at(i) << ' ' << variant;
        }
    }
}

TEST(LineBreaks, phrases_stay_together) {
    const std::string joiner = "\u2060";
    EXPECT_EQ(keep_phrases_together("番号です", {}), "番" + joiner + "号" + joiner + "で" + joiner + "す");
    EXPECT_EQ(keep_phrases_together("職員の案内", {}),
              "職" + joiner + "員" + joiner + "の案" + joiner + "内");
    EXPECT_EQ(keep_phrases_together("をた", {}), "をた");
    // What is pointed at stays with what points.
    EXPECT_EQ(keep_phrases_together("この番号", {}), "こ" + joiner + "の" + joiner + "番" + joiner + "号");
    EXPECT_EQ(keep_phrases_together("②の番号", {}), "②" + joiner + "の" + joiner + "番" + joiner + "号");
    const std::vector<std::string> words = {"電子証明書"};
    EXPECT_EQ(keep_phrases_together("用電子証明書", words).substr(0, 6), "用電");
}

}  // namespace
}  // namespace tsuitate::drawing
