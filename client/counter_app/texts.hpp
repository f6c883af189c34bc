// Texts: every word of the counter app's window, in both languages. What names of the policy are called comes
// from the service, not from here.
#pragma once

#include <array>

#include "policy/session/assistance.hpp"
#include "policy/session/vocabulary.hpp"

namespace tsuitate::counter_app {

struct Texts {
    const char* window;
    // state, in large type
    const char* connecting;
    const char* unreachable;
    const char* starting;
    const char* ready;
    const char* out_of_service;
    const char* busy_elsewhere;
    const char* opening;
    const char* waiting_for_card;
    const char* at_panel;
    const char* entering;
    const char* helping;
    const char* asking_help;
    const char* asking_observer;
    const char* afterwards;
    const char* receipt_shown;
    const char* calibrating;
    // below it
    const char* ready_detail;
    const char* unreachable_detail;
    const char* fault_detail;  // %d: the number on the panel
    const char* card_present;
    const char* no_card;
    const char* stay_away;
    const char* asking_detail;  // %s: clerk, %s: help
    const char* asking_shown;
    const char* observer_detail;  // %s: role
    const char* afterwards_detail;
    const char* receipt_detail;
    const char* calibrating_detail;
    const char* helping_detail;  // %s: help
    // banners
    const char* panel_ok;
    const char* recalibrate;
    const char* advise;
    const char* panel_fault;
    const char* calibration_wanted;
    // notes
    const char* called;
    const char* called_detail;
    const char* left_alone;
    const char* needs_help;
    const char* tries;  // %d
    const char* change_wanted;
    const char* observer_present;  // %s
    const char* receipt;           // %s
    const char* seconds_left;      // %d
    const char* calibrated;        // %s: millimetres
    const char* not_calibrated;
    // the parts of the window; an underscore goes before the key that reaches the part
    const char* entry;
    const char* procedure;
    const char* no_procedure;
    const char* pin_kind;
    const char* panel_language;
    const char* language_of_procedure;
    const char* start;
    const char* stop;
    const char* help;
    const char* clerk;
    const char* reason;
    const char* kind_of_help;
    const char* ask;
    const char* end_help;
    const char* take_back;  // in its place while the question is open
    const char* observer;
    const char* role;
    const char* announce;
    const char* observer_left;
    const char* calibrate;
    const char* last_entry;
    const char* nothing_yet;
};

// Each language of the panel by its own name.
inline constexpr std::array<const char*, policy::language_names.size()> language_titles = {
    "日本語", "やさしい日本語", "English", "简体中文", "한국어", "Tiếng Việt", "Português", "Filipino"};
static_assert(language_titles.back() != nullptr, "each language of the panel has a title here");

const Texts& texts_in(policy::Language language);

// What a clerk is told of each word; complete sentences.
const char* sentence_on(policy::Outcome outcome, policy::Language language);
const char* sentence_on(policy::ConsentAnswer answer, policy::Language language);
const char* sentence_on(policy::ObserverAnswer answer, policy::Language language);

}  // namespace tsuitate::counter_app
