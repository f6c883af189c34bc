// What the clerk is shown: in words, in time, and never more than the citizen lets them know.
#include "client/counter_app/clerks_view.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <string>

namespace tsuitate::counter_app {
namespace {

using namespace std::chrono_literals;
using client::AssistanceNews;
using client::ConsentAnswer;
using client::Language;
using client::ObserverAnswer;
using client::Outcome;
using client::Progress;

class Clerk : public testing::Test {
  protected:
    Clerk() { become("ready"); }

    void take(const Event& event) { view_.take(event, now_); }
    View seen() const { return view_.view(now_); }
    void become(const std::string& state, const std::string& panel = "ok", bool wanted = false) {
        client::Status status{.state = state, .card = "present", .panel = panel, .version = {}};
        status.calibration_wanted = wanted;
        status.fault_code = state == "out-of-service" ? 204 : 0;
        take(ListsTold{});
        take(StatusTold{status});
    }
    void news(AssistanceNews word, unsigned seconds = 0, unsigned tries = 0) {
        take(HelpTold{{.news = word, .seconds = seconds, .tries = tries}});
    }
    void begin_entry() {
        take(StartAsked{});
        take(SessionOpened{});
        become("busy");
        take(ProgressTold{Progress::entering});
    }
    void ask_help() { take(HelpAsked{.clerk = "clerk no. 2", .help = "showing you where the keys are"}); }
    void agree(unsigned seconds) {
        ask_help();
        news(AssistanceNews::asking);
        take(HelpAnswered{ConsentAnswer::agreed});
        news(AssistanceNews::agreed, seconds);
    }
    static bool holds(const std::vector<std::string>& notes, const std::string& text) {
        for (const std::string& note : notes) {
            if (note.find(text) != std::string::npos) {
                return true;
            }
        }
        return false;
    }

    ClerksView view_{Language::english};
    Moment now_{1000s};
};

TEST_F(Clerk, starts_an_entry_only_when_the_counter_is_ready_and_its_lists_are_known) {
    EXPECT_TRUE(seen().can_start);
    for (const char* state : {"starting", "busy", "out-of-service"}) {
        become(state);
        EXPECT_FALSE(seen().can_start) << state;
    }
    ClerksView fresh(Language::english);
    EXPECT_FALSE(fresh.view(now_).can_start);
    fresh.take(StatusTold{{.state = "ready", .card = "absent", .panel = "ok", .version = {}}}, now_);
    EXPECT_FALSE(fresh.view(now_).can_start);
}

TEST_F(Clerk, is_told_in_words_that_the_service_is_gone_and_can_do_nothing_then) {
    begin_entry();
    take(ServiceLost{});
    const View view = seen();
    EXPECT_EQ(view.headline, "No connection to the panel");
    EXPECT_EQ(view.tone, Tone::attention);
    EXPECT_FALSE(view.can_start || view.can_stop || view.can_ask || view.can_announce || view.can_calibrate);
}

TEST_F(Clerk, sees_the_number_of_a_fault) {
    become("out-of-service");
    EXPECT_NE(seen().detail.find("204"), std::string::npos);
}

TEST_F(Clerk, is_asked_to_calibrate_a_panel_that_answers_beside_its_keys) {
    become("ready", "recalibrate");
    EXPECT_EQ(seen().banner, "The panel answers beside its keys: calibrate now.");
    EXPECT_TRUE(seen().panel_urgent);
    EXPECT_TRUE(seen().can_calibrate);
    become("ready", "ok", true);
    EXPECT_TRUE(seen().panel_wants_care);
    EXPECT_FALSE(seen().panel_urgent);
    become("ready");
    EXPECT_FALSE(seen().panel_wants_care);
    take(CalibrationAsked{});
    EXPECT_FALSE(seen().can_calibrate || seen().can_start);
    take(CalibrationEnded{{.result = "astray", .worst = 4.0}});
    EXPECT_TRUE(holds(seen().notes, "was not calibrated"));
    take(CalibrationEnded{{.result = "done", .worst = 0.74}});
    EXPECT_TRUE(holds(seen().notes, "0.7 mm"));
}

TEST_F(Clerk, can_ask_while_the_citizen_enters_and_sees_what_the_citizen_is_asked) {
    EXPECT_FALSE(seen().can_ask || seen().can_stop);
    begin_entry();
    EXPECT_TRUE(seen().can_ask && seen().can_stop && seen().can_announce);
    EXPECT_EQ(seen().headline, "The citizen is entering the PIN");
    ask_help();
    EXPECT_FALSE(seen().can_ask);
    EXPECT_TRUE(seen().can_end_help && seen().question_is_open);
    EXPECT_EQ(seen().detail, "May clerk no. 2 help? (showing you where the keys are)");
    news(AssistanceNews::asking);
    EXPECT_NE(seen().detail.find("Only the citizen can answer"), std::string::npos);
}

TEST_F(Clerk, sees_no_help_before_the_news_says_for_how_long) {
    begin_entry();
    ask_help();
    news(AssistanceNews::asking);
    take(HelpAnswered{ConsentAnswer::agreed});
    EXPECT_NE(seen().headline, "You may help now");
    EXPECT_FALSE(seen().time_left);
    news(AssistanceNews::agreed, 90);
    EXPECT_EQ(seen().headline, "You may help now");
}

TEST_F(Clerk, sees_the_time_that_is_left_run_out) {
    begin_entry();
    agree(90);
    ASSERT_TRUE(seen().time_left);
    EXPECT_DOUBLE_EQ(*seen().time_left, 1.0);
    EXPECT_EQ(seen().time_text, "90 seconds left");
    now_ += 45s;
    EXPECT_NEAR(*seen().time_left, 0.5, 0.001);
    EXPECT_EQ(seen().time_text, "45 seconds left");
    now_ += 3600s;
    EXPECT_DOUBLE_EQ(*seen().time_left, 0.0);
    news(AssistanceNews::ended);
    EXPECT_FALSE(seen().time_left);
    EXPECT_TRUE(seen().can_ask);
}

TEST_F(Clerk, may_help_no_longer_once_help_has_ended_from_either_side) {
    begin_entry();
    agree(60);
    EXPECT_TRUE(seen().can_end_help);
    EXPECT_FALSE(seen().question_is_open);
    take(HelpEndAsked{});
    EXPECT_FALSE(seen().time_left);
    EXPECT_NE(seen().headline, "You may help now");
}

TEST_F(Clerk, stays_on_their_side_after_a_no) {
    begin_entry();
    ask_help();
    news(AssistanceNews::asking);
    take(HelpAnswered{ConsentAnswer::declined});
    EXPECT_EQ(seen().headline, "The citizen is entering the PIN");
    EXPECT_TRUE(holds(seen().notes, "does not want help"));
    EXPECT_TRUE(seen().can_ask);
}

TEST_F(Clerk, hears_why_a_question_could_not_be_put) {
    begin_entry();
    ask_help();
    take(HelpAnswered{client::Error{client::ErrorKind::busy, "Another question is open."}});
    EXPECT_TRUE(holds(seen().notes, "Another question is open."));
    EXPECT_TRUE(seen().can_ask);
}

TEST_F(Clerk, hears_the_wishes_of_the_citizen_and_tries_only_when_they_are_shown) {
    begin_entry();
    EXPECT_FALSE(holds(seen().notes, "Tries left"));
    news(AssistanceNews::called);
    news(AssistanceNews::left_alone);
    news(AssistanceNews::tries_shown, 0, 2);
    EXPECT_TRUE(holds(seen().notes, "calls for you"));
    EXPECT_TRUE(holds(seen().notes, "wishes to do this alone"));
    EXPECT_TRUE(holds(seen().notes, "Tries left, as the citizen lets you know: 2"));
}

TEST_F(Clerk, sees_a_call_in_large_type_until_it_is_answered_or_the_citizen_goes_on) {
    begin_entry();
    take(ProgressTold{Progress::needs_help});
    EXPECT_EQ(seen().headline, "The citizen is looking at the help");
    news(AssistanceNews::called);
    EXPECT_EQ(seen().headline, "The citizen calls for you");
    EXPECT_EQ(seen().tone, Tone::attention);
    take(ProgressTold{Progress::entering});
    EXPECT_EQ(seen().headline, "The citizen is entering the PIN");
    news(AssistanceNews::left_alone);
    take(ProgressTold{Progress::entering});
    EXPECT_EQ(seen().headline, "The citizen wishes to do this alone");
    news(AssistanceNews::called);
    ask_help();
    EXPECT_EQ(seen().headline, "The citizen is being asked about help");
}

TEST_F(Clerk, sees_who_stands_by_until_they_have_left) {
    begin_entry();
    take(ObserverAsked{.role = "the section chief"});
    EXPECT_EQ(seen().headline, "The citizen is being asked about the observer");
    take(ObserverAnswered{ObserverAnswer::accepted});
    EXPECT_TRUE(holds(seen().notes, "Standing by: the section chief"));
    EXPECT_FALSE(seen().can_announce);
    take(ObserverGone{});
    EXPECT_FALSE(holds(seen().notes, "Standing by"));
    EXPECT_TRUE(seen().can_announce);
    take(ObserverAsked{.role = "the section chief"});
    take(ObserverAnswered{ObserverAnswer::declined});
    EXPECT_TRUE(holds(seen().notes, "must leave"));
    EXPECT_FALSE(holds(seen().notes, "Standing by"));
}

TEST_F(Clerk, waits_for_the_last_questions_after_help_and_sees_outcome_and_receipt) {
    begin_entry();
    agree(60);
    news(AssistanceNews::ended);
    take(EntryEnded{Outcome::verified});
    EXPECT_EQ(seen().headline, "The citizen answers the last questions");
    EXPECT_FALSE(seen().can_ask || seen().can_stop);
    news(AssistanceNews::change_wanted);
    take(ReceiptTold{"7Q4K-M2XD"});
    take(SessionEnded{});
    EXPECT_EQ(seen().headline, "The receipt is on the panel");
    EXPECT_FALSE(seen().can_start);
    become("ready");
    EXPECT_EQ(seen().headline, "Ready");
    EXPECT_EQ(seen().outcome, "The card took the PIN.");
    EXPECT_EQ(seen().receipt, "Receipt 7Q4K-M2XD");
    EXPECT_TRUE(holds(seen().notes, "wishes to change this PIN"));
}

TEST_F(Clerk, sees_nothing_of_the_citizen_before_when_the_next_one_comes) {
    begin_entry();
    news(AssistanceNews::tries_shown, 0, 1);
    take(EntryEnded{Outcome::wrong});
    take(ReceiptTold{"7Q4K-M2XD"});
    take(SessionEnded{});
    become("ready");
    take(StartAsked{});
    const View view = seen();
    EXPECT_TRUE(view.notes.empty());
    EXPECT_EQ(view.outcome + view.receipt, "");
}

TEST_F(Clerk, can_start_again_when_a_session_could_not_be_opened) {
    take(StartAsked{});
    EXPECT_FALSE(seen().can_start);
    take(Failed{{client::ErrorKind::busy, "The panel serves another session."}});
    EXPECT_TRUE(seen().can_start);
    EXPECT_TRUE(holds(seen().notes, "another session"));
}

TEST(ClerksTexts, each_key_reaches_one_part_of_the_window_in_both_languages) {
    for (const Language language : {Language::english, Language::japanese}) {
        const Texts& texts = texts_in(language);
        std::string keys;
        for (const char* label :
             {texts.procedure, texts.pin_kind, texts.panel_language, texts.start, texts.stop, texts.clerk,
              texts.reason, texts.kind_of_help, texts.ask, texts.end_help, texts.role, texts.announce,
              texts.observer_left, texts.calibrate}) {
            const std::string text = label;
            const auto place = text.find('_');
            ASSERT_NE(place, std::string::npos) << text;
            const char key = static_cast<char>(std::tolower(text.at(place + 1)));
            EXPECT_EQ(keys.find(key), std::string::npos) << key << " is used twice: " << text;
            keys += key;
        }
    }
}

TEST(ClerksTexts, every_word_has_a_sentence_in_both_languages) {
    for (std::size_t i = 0; i < policy::outcome_names.size(); ++i) {
        const auto outcome = static_cast<Outcome>(i);
        EXPECT_STRNE(sentence_on(outcome, Language::english), sentence_on(outcome, Language::japanese));
    }
    for (std::size_t i = 0; i < policy::consent_answer_names.size(); ++i) {
        const auto answer = static_cast<ConsentAnswer>(i);
        EXPECT_STRNE(sentence_on(answer, Language::english), sentence_on(answer, Language::japanese));
    }
}

}  // namespace
}  // namespace tsuitate::counter_app
