#include "policy/session/state.hpp"

#include <algorithm>
#include <array>

namespace tsuitate::policy {
namespace {

SceneName scene_of_outcome(Outcome outcome) {
    switch (outcome) {
        case Outcome::verified:
            return SceneName::verified;
        case Outcome::wrong:
            return SceneName::wrong;
        case Outcome::locked:
            return SceneName::locked;
        case Outcome::inconclusive:
            return SceneName::inconclusive;
        case Outcome::stopped:
            return SceneName::stopped;
        case Outcome::timed_out:
            return SceneName::timed_out;
        case Outcome::card_removed:
            return SceneName::card_removed;
        case Outcome::foreign_card:
            return SceneName::foreign_card;
        case Outcome::no_pin_service:
            return SceneName::no_pin_service;
        case Outcome::panel_refused:
            return SceneName::panel_refused;
        case Outcome::withdrawn:
        case Outcome::out_of_service:
            return SceneName::interrupted;
    }
    return SceneName::interrupted;
}

SceneName scene_of_help(GuidePage page) {
    switch (page) {
        case GuidePage::pin_guide:
            return SceneName::pin_guide;
        case GuidePage::pin_unknown:
            return SceneName::pin_unknown;
        case GuidePage::pin_characters:
            return SceneName::pin_characters;
        case GuidePage::none:
            break;
    }
    return SceneName::help;
}

SceneName scene_name_of(const State& state) {
    if (state.choosing_language) {
        return SceneName::choose_language;
    }
    switch (state.phase) {
        case Phase::closed:
            if (!state.parts.all()) {
                return SceneName::out_of_service;
            }
            if (state.lingering) {
                return scene_of_outcome(*state.lingering);
            }
            return state.card_to_take ? SceneName::remove_card : SceneName::idle;
        case Phase::opening:
        case Phase::open:
            return SceneName::idle;
        case Phase::starting_entry:
        case Phase::waiting_for_card:
            return state.card_present ? SceneName::reading_card : SceneName::insert_card;
        case Phase::reading_tries:
            return SceneName::reading_card;
        case Phase::explaining:
            return SceneName::explain;
        case Phase::proving:
            return SceneName::prove_panel;
        case Phase::recording_proof:
            return SceneName::prove_panel;
        case Phase::refusing:
            return SceneName::panel_refused;
        case Phase::asking_last_try:
        case Phase::recording_last_try:
            return SceneName::last_try_question;
        case Phase::showing_consent:
        case Phase::recording_shown:
        case Phase::asking_consent:
        case Phase::recording_consent:
            return SceneName::consent;
        case Phase::asking_observer:
        case Phase::recording_observer:
            return SceneName::observer_question;
        case Phase::calling_clerk:
            return SceneName::call_clerk;
        case Phase::asking_stop:
            return SceneName::stop_question;
        case Phase::ending_help:
        case Phase::entering:
            return SceneName::entry;
        case Phase::helping:
            return scene_of_help(state.guide);
        case Phase::holding_back:
        case Phase::rechecking_tries:
        case Phase::recording_attempt:
        case Phase::verifying:
        case Phase::rereading_tries:
        case Phase::recording_outcome:
        case Phase::concluding_help:
            return SceneName::checking;
        case Phase::asking_review:
        case Phase::recording_review:
            return SceneName::assistance_over;
        case Phase::offering_change:
        case Phase::recording_change:
            return SceneName::change_offer;
        case Phase::handing_receipt:
            return SceneName::receipt;
        case Phase::ending_entry:
        case Phase::showing_outcome:
            return scene_of_outcome(state.outcome);
        case Phase::closing:
            return state.lingering ? scene_of_outcome(*state.lingering) : SceneName::remove_card;
    }
    return SceneName::out_of_service;
}

}  // namespace

bool may_be_blank(SceneName name) {
    constexpr std::array private_scenes = {
        SceneName::explain,  SceneName::last_try_question, SceneName::entry,
        SceneName::checking, SceneName::verified,          SceneName::wrong,
        SceneName::locked,   SceneName::inconclusive,      SceneName::stop_question};
    return std::find(private_scenes.begin(), private_scenes.end(), name) != private_scenes.end();
}

bool in_entry(const State& state) {
    return state.phase >= Phase::starting_entry && state.phase <= Phase::ending_entry;
}

bool languages_are_offered(const State& state) {
    return state.phase == Phase::waiting_for_card || state.phase == Phase::reading_tries ||
           state.phase == Phase::explaining;
}

bool help_allows(const State& state) {
    const Assistance& assistance = state.assistance;
    return assistance.stage == Assistance::Stage::none ||
           (assistance.stage == Assistance::Stage::agreed && assistance.agreed_clerk != 0 &&
            assistance.agreed_clerk == assistance.clerk);
}

bool panel_is_trusted(const State& state) {
    return state.panel == PanelTrust::proven || state.panel == PanelTrust::not_used;
}

bool may_verify(const State& state) {
    return state.phase == Phase::recording_attempt && !state.record_open && state.parts.all() &&
           state.card_present && state.question == CardQuestion::none && state.well_formed && !state.end &&
           help_allows(state) && panel_is_trusted(state) && state.tries_left != tries_unknown &&
           state.tries_left > 0 && (state.tries_left > 1 || state.last_try_agreed);
}

Scene scene_of(const State& state) {
    Scene scene;
    scene.name = scene_name_of(state);
    scene.language = state.language;
    scene.tries_left = state.tries_left;
    const bool typing = state.phase == Phase::entering;
    scene.dots = typing ? state.dots : std::uint8_t{0};
    scene.can_confirm =
        typing ? state.well_formed : state.phase == Phase::asking_consent && state.assistance.readable;
    // Before the panel is touched for the keys, too: they will lie where it is proven.
    scene.helped = state.helped && (typing || scene.name == SceneName::prove_panel);
    scene.unclear = typing && state.unclear;
    return scene;
}

}  // namespace tsuitate::policy
