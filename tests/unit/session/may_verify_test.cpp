// The last gate before a try is risked, condition by condition. The model walks only states that the machine
// reaches, and other walls stand before some of these; here each is seen to hold alone.
#include <gtest/gtest.h>

#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "policy/session/state.hpp"

namespace tsuitate::policy {
namespace {

State about_to_verify() {
    State state;
    state.phase = Phase::recording_attempt;
    state.parts = {.panel = true, .reader = true, .screen = true, .ledger = true};
    state.card_present = true;
    state.well_formed = true;
    state.panel = PanelTrust::proven;
    state.tries_left = 3;
    return state;
}

State with_help_agreed() {
    State state = about_to_verify();
    state.assistance.stage = Assistance::Stage::agreed;
    state.assistance.clerk = 2;
    state.assistance.agreed_clerk = 2;
    return state;
}

using Change = std::function<void(State&)>;

TEST(MayVerify, when_everything_holds) {
    EXPECT_TRUE(may_verify(about_to_verify()));
    EXPECT_TRUE(may_verify(with_help_agreed()));
    State on_keypad = about_to_verify();
    on_keypad.panel = PanelTrust::not_used;
    EXPECT_TRUE(may_verify(on_keypad));
    State last_try = about_to_verify();
    last_try.tries_left = 1;
    last_try.last_try_agreed = true;
    EXPECT_TRUE(may_verify(last_try));
}

TEST(MayVerify, not_when_one_thing_does_not_hold) {
    const std::vector<std::pair<std::string, Change>> changes = {
        {"another phase", [](State& state) { state.phase = Phase::entering; }},
        {"no panel", [](State& state) { state.parts.panel = false; }},
        {"no reader", [](State& state) { state.parts.reader = false; }},
        {"no screen", [](State& state) { state.parts.screen = false; }},
        {"no ledger", [](State& state) { state.parts.ledger = false; }},
        {"a record that is not durable yet", [](State& state) { state.record_open = true; }},
        {"no card", [](State& state) { state.card_present = false; }},
        {"a question to the card", [](State& state) { state.question = CardQuestion::tries; }},
        {"a wrong format", [](State& state) { state.well_formed = false; }},
        {"an end", [](State& state) { state.end = EndReason::stopped; }},
        {"an untested panel", [](State& state) { state.panel = PanelTrust::untested; }},
        {"a refused panel", [](State& state) { state.panel = PanelTrust::refused; }},
        {"unknown tries", [](State& state) { state.tries_left = tries_unknown; }},
        {"no try", [](State& state) { state.tries_left = 0; }},
        {"the last try without a yes", [](State& state) { state.tries_left = 1; }},
    };
    for (const auto& [what, change] : changes) {
        State state = about_to_verify();
        change(state);
        EXPECT_FALSE(may_verify(state)) << what;
    }
}

TEST(MayVerify, not_in_an_assisted_entry_without_a_living_yes_to_this_clerk) {
    const std::vector<std::pair<std::string, Change>> changes = {
        {"only wanted", [](State& state) { state.assistance.stage = Assistance::Stage::wanted; }},
        {"only asked", [](State& state) { state.assistance.stage = Assistance::Stage::asked; }},
        {"the yes is over", [](State& state) { state.assistance.agreed_clerk = 0; }},
        {"a yes to another clerk", [](State& state) { state.assistance.agreed_clerk = 1; }},
        {"another clerk on this yes", [](State& state) { state.assistance.clerk = 3; }},
    };
    for (const auto& [what, change] : changes) {
        State state = with_help_agreed();
        change(state);
        EXPECT_FALSE(may_verify(state)) << what;
    }
}

}  // namespace
}  // namespace tsuitate::policy
