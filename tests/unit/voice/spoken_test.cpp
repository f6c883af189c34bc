// What is said of a scene, and what never is.
#include "daemon/voice/spoken.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "policy/load/load_policy.hpp"
#include "tests/panel/situations.hpp"

namespace tsuitate::voice {
namespace {

using policy::Language;
using policy::Scene;
using policy::SceneName;

const std::filesystem::path default_policy = TSUITATE_POLICY_FILES;

class Spoken : public testing::Test {
  protected:
    std::vector<Prompt> said(const std::optional<Scene>& before, const Scene& now) const {
        return prompts_for(before, now, policy_, texts_);
    }
    std::string text(const std::optional<Scene>& before, const Scene& now) const {
        std::string all;
        for (const Prompt& prompt : said(before, now)) {
            all += prompt.sound == Sound::none ? prompt.text + '\n'
                                               : std::string(prompt.sound == Sound::typed ? "♪\n" : "♫\n");
        }
        return all;
    }
    static Scene entry(std::uint8_t dots, Language language = Language::japanese) {
        Scene scene;
        scene.name = SceneName::entry;
        scene.language = language;
        scene.pin_kind = "user-authentication";
        scene.tries_left = 3;
        scene.keypad = true;
        scene.dots = dots;
        scene.can_confirm = dots == 4;
        return scene;
    }

    policy::Policy policy_ = std::get<policy::Policy>(policy::load_policy(default_policy));
    drawing::AllTexts texts_ = std::get<drawing::AllTexts>(drawing::load_texts(default_policy / "texts"));
};

TEST_F(Spoken, a_new_scene_is_read_from_heading_to_keys) {
    const std::string words = text(std::nullopt, entry(0));
    EXPECT_TRUE(words.starts_with("2, 利用者証明用電子証明書")) << words;
    EXPECT_NE(words.find("数字4けた\nあと3回入力できます\nキーパッドで入力し"), std::string::npos) << words;
}

TEST_F(Spoken, the_help_speaks_of_the_keypad_where_there_is_one) {
    Scene help;
    help.name = SceneName::help;
    EXPECT_EQ(text(std::nullopt, help).find("訂正キーで1文字消えます"), std::string::npos);
    help.keypad = true;
    EXPECT_NE(text(std::nullopt, help).find("訂正キーで1文字消えます"), std::string::npos);
}

TEST_F(Spoken, spaces_that_hold_words_together_are_no_pause) {
    Scene helped = entry(0, Language::english);
    helped.clerk = policy_.assistance.staff.front().name;
    EXPECT_NE(text(std::nullopt, helped).find("clerk no. 1 is helping."), std::string::npos)
        << text(std::nullopt, helped);
}

TEST_F(Spoken, without_a_keypad_nothing_is_said_of_its_keys) {
    Scene scene = entry(0);
    scene.keypad = false;
    EXPECT_EQ(text(std::nullopt, scene).find("キーパッド"), std::string::npos);
}

TEST_F(Spoken, a_character_is_a_sound_and_how_many_there_are) {
    EXPECT_EQ(text(entry(1), entry(2)), "♪\n2文字\n");
    EXPECT_EQ(text(entry(2, Language::english), entry(3, Language::english)), "♪\n3 characters\n");
    EXPECT_EQ(text(entry(0, Language::english), entry(1, Language::english)), "♪\n1 character\n");
}

TEST_F(Spoken, taking_back_is_another_sound) {
    EXPECT_EQ(text(entry(3), entry(2)), "♫\n2文字\n");
    EXPECT_EQ(text(entry(2), entry(0)), "♫\n0文字\n");
}

TEST_F(Spoken, a_complete_entry_is_told_what_follows) {
    EXPECT_EQ(text(entry(3), entry(4)), "♪\n4文字\n確認キーを押すと、カードで確かめます。\n");
}

TEST_F(Spoken, what_does_not_concern_a_listener_interrupts_nothing) {
    Scene other = entry(2);
    other.appearance = policy::Appearance::dark;
    other.taken = true;
    other.seconds_left = 40;
    EXPECT_EQ(text(entry(2), other), "");
    EXPECT_EQ(text(entry(2), entry(2)), "");
}

TEST_F(Spoken, an_unclear_touch_is_said_once_and_its_end_is_not) {
    Scene unclear = entry(2);
    unclear.unclear = true;
    EXPECT_EQ(text(entry(2), unclear), texts_.of(Language::japanese).phrase("unclear") + '\n');
    EXPECT_EQ(text(unclear, unclear), "");
    EXPECT_EQ(text(unclear, entry(2)), "");
}

TEST_F(Spoken, the_page_is_said_again_when_asked_for_and_when_the_language_changes) {
    Scene again = entry(2);
    again.said_again = 1;
    EXPECT_EQ(text(entry(2), again), text(std::nullopt, entry(2)));
    EXPECT_EQ(text(entry(2), entry(2, Language::english)), text(std::nullopt, entry(2, Language::english)));
    EXPECT_TRUE(text(std::nullopt, entry(2)).ends_with("2文字\n"));
}

TEST_F(Spoken, blanking_is_said_both_ways) {
    Scene blank = entry(2);
    blank.blank = true;
    EXPECT_EQ(text(entry(2), blank), texts_.of(Language::japanese).phrase("spoken-picture-off") + '\n');
    EXPECT_EQ(text(blank, entry(2)), texts_.of(Language::japanese).phrase("spoken-picture-on") + '\n');
}

TEST_F(Spoken, the_end_of_time_is_announced_once_and_not_counted_down) {
    Scene soon = entry(2);
    soon.seconds_to_act = 20;
    Scene sooner = soon;
    sooner.seconds_to_act = 10;
    EXPECT_EQ(text(entry(2), soon), texts_.of(Language::japanese).phrase("spoken-time") + '\n');
    EXPECT_EQ(text(soon, sooner), "");
}

TEST_F(Spoken, who_helps_is_said_without_the_seconds) {
    Scene helped = entry(0);
    helped.clerk = policy_.assistance.staff.front().name;
    helped.seconds_left = 70;
    Scene later = helped;
    later.seconds_left = 60;
    EXPECT_NE(text(entry(0), helped).find("が手伝っています。\n"), std::string::npos);
    EXPECT_EQ(text(entry(0), helped).find("70"), std::string::npos);
    EXPECT_EQ(text(helped, later), "");
}

TEST_F(Spoken, who_stands_by_is_said) {
    Scene observed = entry(0);
    observed.observer = policy_.assistance.observers.front().name;
    EXPECT_NE(text(entry(0), observed).find("が立ち会っています\n"), std::string::npos);
}

TEST_F(Spoken, numbers_to_quote_are_said_digit_by_digit) {
    Scene scene;
    scene.name = SceneName::out_of_service;
    scene.fault_code = 301;
    EXPECT_NE(text(std::nullopt, scene).find("3\n0\n1\n"), std::string::npos);
}

TEST_F(Spoken, every_situation_is_in_the_phrase_book) {
    for (std::size_t i = 0; i < policy::language_names.size(); ++i) {
        const auto language = static_cast<Language>(i);
        const std::set<std::string> book = phrase_book(language, policy_, texts_);
        for (const policy::PinKind& kind : policy_.pin_kinds) {
            std::optional<Scene> before;
            for (const panel::Situation& situation : panel::situations_with(policy_, kind)) {
                Scene now = situation.scene;
                now.language = language;
                now.keypad = true;
                for (const auto& prompts :
                     {said(std::nullopt, now), said(before, now), greeting(now, policy_, texts_)}) {
                    for (const Prompt& prompt : prompts) {
                        EXPECT_TRUE(prompt.text.empty() || book.contains(prompt.text))
                            << situation.name << ": " << prompt.text;
                    }
                }
                before = now;
            }
        }
        for (const std::string& phrase : book) {
            EXPECT_EQ(phrase.find('{'), std::string::npos) << phrase;
            EXPECT_EQ(phrase.find('\n'), std::string::npos) << phrase;
        }
    }
}

}  // namespace
}  // namespace tsuitate::voice
