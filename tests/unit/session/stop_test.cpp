// What a touch of "stop" does, phase by phase. The model holds the rules on every edge; here is what each is
// for.
#include <gtest/gtest.h>

#include <algorithm>

#include "policy/session/machine.hpp"

namespace tsuitate::policy {
namespace {

State typing() {
    State state;
    state.phase = Phase::entering;
    state.parts = {.panel = true, .reader = true, .screen = true, .ledger = true};
    state.card_present = true;
    state.card_seen = true;
    state.panel = PanelTrust::proven;
    state.tries_left = 3;
    state.max_length = 4;
    state.dots = 2;
    return state;
}

State in(Phase phase) {
    State state = typing();
    state.phase = phase;
    return state;
}

Step stopped(const State& state) {
    return step(state, Touched{KeyAction::stop, false});
}

bool wipes(const Step& taken) {
    return std::any_of(taken.effects.begin(), taken.effects.end(),
                       [](const Effect& effect) { return std::holds_alternative<WipePin>(effect); });
}

bool ends(const Step& taken) {
    return taken.state.phase == Phase::ending_entry && taken.state.outcome == Outcome::stopped &&
           taken.state.end == EndReason::stopped;
}

TEST(Stop, wipes_what_was_typed_before_it_asks) {
    for (const Phase phase : {Phase::entering, Phase::helping, Phase::calling_clerk}) {
        const Step taken = stopped(in(phase));
        EXPECT_EQ(taken.state.phase, Phase::asking_stop);
        EXPECT_EQ(taken.state.dots, 0);
        EXPECT_TRUE(wipes(taken));
        EXPECT_FALSE(taken.state.end);
    }
}

TEST(Stop, is_not_asked_about_where_a_second_touch_could_go_astray) {
    for (const Phase phase : {Phase::waiting_for_card, Phase::explaining, Phase::proving, Phase::refusing}) {
        State state = in(phase);
        state.panel = PanelTrust::untested;
        EXPECT_TRUE(ends(stopped(state)));
    }
    for (const PanelTrust panel : {PanelTrust::untested, PanelTrust::refused, PanelTrust::not_used}) {
        for (const Phase phase : {Phase::entering, Phase::helping, Phase::calling_clerk}) {
            State state = in(phase);
            state.panel = panel;
            EXPECT_TRUE(ends(stopped(state)));
        }
    }
}

TEST(Stop, on_the_keypad_is_asked_about_where_the_citizen_types_on_it) {
    State state = typing();
    state.panel = PanelTrust::not_used;
    EXPECT_EQ(step(state, Touched{KeyAction::stop, true}).state.phase, Phase::asking_stop);
}

TEST(Stop, ends_a_question_at_once) {
    EXPECT_TRUE(ends(stopped(in(Phase::asking_last_try))));
    State observed = in(Phase::asking_observer);
    observed.observation = {.stage = Observation::Stage::asked, .role = 1};
    observed.record_open = false;
    const State ended = stopped(observed).state;
    EXPECT_EQ(ended.outcome, Outcome::stopped);
    EXPECT_EQ(ended.end, EndReason::stopped);
}

// The app hears once that the citizen types, whatever they asked to stop.
TEST(Stop, tells_the_app_nothing_that_it_has_heard) {
    const auto told = [](const Step& taken) {
        return std::count_if(taken.effects.begin(), taken.effects.end(), [](const Effect& effect) {
            return std::holds_alternative<TellProgress>(effect);
        });
    };
    const Touched yes{KeyAction::yes, false};
    const Step from_keys = stopped(typing());
    EXPECT_EQ(told(from_keys) + told(step(from_keys.state, yes)), 0);
    const Step from_help = stopped(in(Phase::helping));
    EXPECT_EQ(told(from_help) + told(step(from_help.state, yes)), 1);
}

TEST(Stop, ends_help_and_entry_at_once) {
    for (const auto stage :
         {Assistance::Stage::wanted, Assistance::Stage::asked, Assistance::Stage::agreed}) {
        State state = typing();
        state.assistance.stage = stage;
        state.assistance.clerk = 1;
        EXPECT_TRUE(ends(stopped(state)));
    }
}

TEST(Stop, after_the_confirmation_is_not_asked_about) {
    for (const Phase phase : {Phase::holding_back, Phase::rechecking_tries, Phase::recording_attempt}) {
        EXPECT_TRUE(ends(stopped(in(phase))));
    }
}

TEST(StopQuestion, no_ends_and_yes_begins_anew) {
    const State asked = stopped(typing()).state;
    EXPECT_TRUE(ends(step(asked, Touched{KeyAction::no, false})));
    EXPECT_TRUE(ends(step(asked, Touched{KeyAction::correct, true})));
    EXPECT_TRUE(ends(step(asked, Touched{KeyAction::stop, true})));
    for (const Touched yes : {Touched{KeyAction::yes, false}, Touched{KeyAction::confirm, true}}) {
        const Step on = step(asked, yes);
        EXPECT_EQ(on.state.phase, Phase::entering);
        EXPECT_EQ(on.state.dots, 0);
    }
}

TEST(StopQuestion, silence_and_a_card_that_is_taken_away_mean_no) {
    const State asked = stopped(typing()).state;
    EXPECT_TRUE(ends(step(asked, PhaseTimeUp{})));
    EXPECT_TRUE(ends(step(asked, CardWent{})));
}

TEST(StopQuestion, a_clerk_who_asks_meanwhile_waits_for_the_answer) {
    State asked = stopped(typing()).state;
    asked = step(asked, AssistanceAsked{1}).state;
    EXPECT_EQ(asked.phase, Phase::asking_stop);
    EXPECT_EQ(step(asked, Touched{KeyAction::yes, false}).state.phase, Phase::showing_consent);
    EXPECT_TRUE(ends(step(asked, Touched{KeyAction::no, false})));
}

}  // namespace
}  // namespace tsuitate::policy
