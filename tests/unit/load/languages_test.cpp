// What a policy says in some languages only is read in the nearer of the two that it must have.
#include <gtest/gtest.h>

#include "tests/unit/load/load_policy.hpp"

namespace tsuitate::policy {
namespace {

TEST(LocalTextIn, an_administrators_own_text_has_words_for_every_language) {
    const LocalText text("日本語", "English");
    for (std::size_t i = 0; i < language_names.size(); ++i) {
        const auto language = static_cast<Language>(i);
        const bool japanese = language == Language::japanese || language == Language::plain_japanese;
        EXPECT_EQ(text.in(language), japanese ? "日本語" : "English") << name_of(language);
    }
}

TEST(LocalTextIn, what_is_there_goes_first) {
    LocalText text("日本語", "English");
    text.set(Language::vietnamese, "Tiếng Việt");
    EXPECT_EQ(text.in(Language::vietnamese), "Tiếng Việt");
    EXPECT_EQ(text.in(Language::filipino), "English");
}

TEST(ReadingSpeeds, nobody_is_given_less_time_than_the_writing_needs) {
    ReadingSpeeds speeds;
    speeds.set(Language::japanese, 5);
    speeds.set(Language::english, 12);
    for (const Language dense : {Language::plain_japanese, Language::chinese, Language::korean}) {
        EXPECT_EQ(speeds.of(dense), 5U) << name_of(dense);
    }
    for (const Language other : {Language::vietnamese, Language::portuguese, Language::filipino}) {
        EXPECT_EQ(speeds.of(other), 12U) << name_of(other);
    }
    speeds.set(Language::korean, 7);
    EXPECT_EQ(speeds.of(Language::korean), 7U);
}

TEST_F(LoadPolicy, texts_may_be_there_in_any_language_of_the_panel_and_in_no_other) {
    const char* file = "procedures.toml";
    const std::string title = "en = \"Change of a PIN\"";
    files_.replace(file, title, title + ", pt-BR = \"Troca de senha\"");
    const auto loaded = files_.load();
    ASSERT_TRUE(std::holds_alternative<Policy>(loaded)) << files_.error();
    const Procedure* procedure = std::get<Policy>(loaded).procedure("pin-change");
    ASSERT_NE(procedure, nullptr);
    EXPECT_EQ(procedure->title.in(Language::portuguese), "Troca de senha");
    EXPECT_EQ(procedure->title.in(Language::korean), "Change of a PIN");
    EXPECT_EQ(procedure->language, std::nullopt);
    files_.replace(file, "pt-BR", "pt");
    EXPECT_NE(files_.error().find("\"pt\" is not known here"), std::string::npos) << files_.error();
}

TEST_F(LoadPolicy, a_procedure_may_have_a_language_of_the_panel) {
    const char* file = "procedures.toml";
    files_.replace(file, "name = \"pin-change\"\n", "name = \"pin-change\"\nlanguage = \"zh-Hans\"\n");
    const auto loaded = files_.load();
    ASSERT_TRUE(std::holds_alternative<Policy>(loaded)) << files_.error();
    EXPECT_EQ(std::get<Policy>(loaded).procedure("pin-change")->language, Language::chinese);
    files_.replace(file, "zh-Hans", "zh");
    EXPECT_NE(files_.error().find("the panel has no language \"zh\""), std::string::npos) << files_.error();
}

TEST_F(LoadPolicy, a_language_may_be_read_at_a_speed_of_its_own) {
    const char* file = "assistance.toml";
    files_.replace(file, "{ ja = 6, en = 14 }", "{ ja = 6, en = 14, vi = 9 }");
    const auto loaded = files_.load();
    ASSERT_TRUE(std::holds_alternative<Policy>(loaded)) << files_.error();
    const AssistanceRules& rules = std::get<Policy>(loaded).assistance;
    EXPECT_EQ(rules.reading_time(Language::vietnamese, 90), std::chrono::seconds(10));
    files_.replace(file, "vi = 9", "vi = 0");
    EXPECT_NE(files_.error().find("from 1 to 50"), std::string::npos) << files_.error();
}

}  // namespace
}  // namespace tsuitate::policy
