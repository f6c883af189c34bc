// The ladder of help: what the citizen can take alone, before a clerk touches anything. Each step is one
// touch on the help screen.
#include <algorithm>
#include <array>
#include <optional>

#include "policy/session/stepper.hpp"

namespace tsuitate::policy {
namespace {

std::optional<HelpStep> step_of(KeyAction action) {
    constexpr std::array<std::pair<KeyAction, HelpStep>, 8> steps = {{
        {KeyAction::check_panel, HelpStep::check_panel},
        {KeyAction::larger_keys, HelpStep::larger_keys},
        {KeyAction::use_pen, HelpStep::use_pen},
        {KeyAction::use_keypad, HelpStep::use_keypad},
        {KeyAction::other_side, HelpStep::other_side},
        {KeyAction::call_clerk, HelpStep::call_clerk},
        {KeyAction::leave_alone, HelpStep::leave_alone},
        {KeyAction::show_tries, HelpStep::show_tries},
    }};
    const auto* found =
        std::find_if(steps.begin(), steps.end(), [&](const auto& one) { return one.first == action; });
    return found == steps.end() ? std::nullopt : std::optional(found->second);
}

}  // namespace

bool is_harmless(KeyAction action) {
    constexpr std::array actions = {KeyAction::no,         KeyAction::help,          KeyAction::back,
                                    KeyAction::call_clerk, KeyAction::later,         KeyAction::leave_alone,
                                    KeyAction::not_asked,  KeyAction::pin_guide,     KeyAction::pin_unknown,
                                    KeyAction::more_time,  KeyAction::pin_characters};
    return std::find(actions.begin(), actions.end(), action) != actions.end();
}

void Stepper::touched_on_help(KeyAction action) {
    if (action == KeyAction::back && state_.guide == GuidePage::pin_characters) {
        state_.guide = GuidePage::pin_guide;
    } else if (action == KeyAction::back && state_.guide != GuidePage::none) {
        state_.guide = GuidePage::none;
    } else if (action == KeyAction::back) {
        go_on();
    } else if (action == KeyAction::pin_guide) {
        state_.guide = GuidePage::pin_guide;
    } else if (action == KeyAction::pin_unknown) {
        state_.guide = GuidePage::pin_unknown;
    } else if (action == KeyAction::pin_characters) {
        state_.guide = GuidePage::pin_characters;
    } else if (const auto step = step_of(action)) {
        emit(TakeHelpStep{*step});
        take_help_step(*step);
    }
}

void Stepper::take_help_step(HelpStep step) {
    switch (step) {
        case HelpStep::check_panel:
        case HelpStep::use_pen:
            // What was typed before may have been typed on a panel that is ill.
            wipe();
            state_.panel = PanelTrust::untested;
            state_.phase = Phase::proving;
            return;
        case HelpStep::use_keypad:
            wipe();
            state_.panel = PanelTrust::not_used;
            break;
        case HelpStep::call_clerk:
            state_.phase = Phase::calling_clerk;
            emit(TellAssistance{AssistanceNews::called});
            return;
        case HelpStep::leave_alone:
            emit(TellAssistance{AssistanceNews::left_alone});
            break;
        case HelpStep::show_tries:
            emit(TellAssistance{AssistanceNews::tries_shown});
            break;
        case HelpStep::larger_keys:
        case HelpStep::other_side:
            break;
    }
    go_on();
}

}  // namespace tsuitate::policy
