// The way into an entry: card, tries, explanation, last-try question, typing, and one VERIFY.
#include "policy/session/answer.hpp"
#include "policy/session/stepper.hpp"

namespace tsuitate::policy {
namespace {

// Where the help screen is one touch away.
bool offers_help(Phase phase) {
    return phase == Phase::explaining || phase == Phase::proving || phase == Phase::asking_last_try ||
           phase == Phase::entering;
}

// What ends an entry when the tries cannot be counted.
Outcome outcome_without_tries(TriesFound::Found found) {
    switch (found) {
        case TriesFound::Found::locked:
            return Outcome::locked;
        case TriesFound::Found::foreign_card:
            return Outcome::foreign_card;
        case TriesFound::Found::no_pin_service:
            return Outcome::no_pin_service;
        case TriesFound::Found::card_gone:
            return Outcome::card_removed;
        case TriesFound::Found::tries:
        case TriesFound::Found::failed:
            break;
    }
    return Outcome::out_of_service;
}

// The keypad has no keys for the steps of the help: the one that takes back leads back, the one that led here
// calls the clerk.
KeyAction meant_on_help(const Touched& event) {
    if (event.on_keypad && event.action == KeyAction::correct) {
        return KeyAction::back;
    }
    return event.on_keypad && event.action == KeyAction::help ? KeyAction::call_clerk : event.action;
}

}  // namespace

void Stepper::begin_entry() {
    state_.phase = Phase::starting_entry;
    state_.tries_left = tries_unknown;
    state_.last_try_agreed = false;
    state_.panel = PanelTrust::untested;
    state_.outcome = State{}.outcome;
    state_.assistance = {};
    state_.helped = false;
    state_.unclear = false;
    state_.end_recorded = false;
    state_.entry_waiting = false;
    wipe();
    write({.kind = RecordKind::entry_started});
}

void Stepper::read_tries(Phase phase) {
    state_.phase = phase;
    ask_card(CardQuestion::tries, ReadTries{});
}

// A command of the caller may still be under way when an entry begins.
void Stepper::read_tries_when_possible() {
    if (state_.phase == Phase::waiting_for_card && state_.card_present &&
        state_.question == CardQuestion::none) {
        read_tries(Phase::reading_tries);
    }
}

void Stepper::on(const TriesFound& event) {
    if (state_.question != CardQuestion::tries) {
        return;
    }
    state_.question = CardQuestion::none;
    if (event.found == TriesFound::Found::tries) {
        state_.tries_left = event.left;
    }
    if (state_.phase == Phase::reading_tries) {
        explain_or_end(event);
    } else if (state_.phase == Phase::rechecking_tries) {
        attempt_or_ask_again(event);
    } else if (state_.phase == Phase::rereading_tries) {
        record_outcome(Outcome::inconclusive);
    } else {
        go_on_ending();
    }
}

void Stepper::explain_or_end(const TriesFound& event) {
    if (event.found == TriesFound::Found::tries && event.left > 0) {
        state_.phase = Phase::explaining;
    } else {
        const Outcome outcome =
            event.found == TriesFound::Found::tries ? Outcome::locked : outcome_without_tries(event.found);
        end_entry(outcome, std::nullopt);
    }
}

void Stepper::attempt_or_ask_again(const TriesFound& event) {
    if (event.found != TriesFound::Found::tries || event.left == 0) {
        explain_or_end(event);
        return;
    }
    if (consent_is_dead()) {
        begin_ending_help();
        return;
    }
    if (event.left == 1 && !state_.last_try_agreed) {
        // Somebody used up tries in between: nothing is risked on an old answer.
        wipe();
        state_.phase = Phase::asking_last_try;
        return;
    }
    state_.phase = Phase::recording_attempt;
    write({.kind = RecordKind::pin_attempt, .tries_left = state_.tries_left});
}

void Stepper::on(const Touched& event) {
    if (event.action == KeyAction::language) {
        state_.choosing_language = languages_are_offered(state_);
        return;
    }
    if (state_.choosing_language && event.action == KeyAction::back) {
        state_.choosing_language = false;
        return;
    }
    if (event.action == KeyAction::stop) {
        stop_by_citizen(event);
        return;
    }
    if (state_.phase == Phase::explaining && event.action == KeyAction::start && !event.on_keypad) {
        state_.phase = Phase::proving;
        return;
    }
    if (event.action == KeyAction::withdraw) {
        kill_consent(AssistanceEnd::withdrawn);
        return;
    }
    if (state_.phase == Phase::handing_receipt && event.action == KeyAction::done) {
        leave_session();
        return;
    }
    if (counts(event)) {
        answered_question(event);
    }
}

void Stepper::on(const LanguageChosen& event) {
    if (state_.choosing_language) {
        state_.language = event.language;
        state_.choosing_language = false;
    }
}

// A touch, or a key of the keypad, that may answer.
void Stepper::answered_question(const Touched& event) {
    const bool before_typing = state_.phase == Phase::explaining || state_.phase == Phase::proving ||
                               state_.phase == Phase::refusing;
    if (before_typing && event.on_keypad && event.action == KeyAction::confirm) {
        state_.panel = PanelTrust::not_used;
        begin_typing();
    } else if (state_.phase == Phase::asking_last_try && says_yes(event)) {
        state_.phase = Phase::recording_last_try;
        write({.kind = RecordKind::last_try_agreed});
    } else if (state_.phase == Phase::asking_last_try && says_no(event)) {
        abandon(Outcome::stopped, EndReason::stopped);
    } else if (state_.phase == Phase::asking_stop) {
        touched_on_stop_question(event);
    } else if (event.action == KeyAction::help && offers_help(state_.phase)) {
        state_.phase = Phase::helping;
        emit(TellProgress{Progress::needs_help});
    } else if (event.action == KeyAction::more_time &&
               (state_.phase == Phase::entering || state_.phase == Phase::helping)) {
        emit(ExtendTime{});
    } else if (state_.phase == Phase::entering) {
        touched_while_typing(event.action);
    } else if (state_.phase == Phase::helping) {
        touched_on_help(meant_on_help(event));
    } else if (state_.phase == Phase::calling_clerk && meant_on_help(event) == KeyAction::back) {
        go_on();
    } else if (state_.phase == Phase::asking_consent || state_.phase == Phase::asking_observer) {
        touched_on_question(event);
    } else if (state_.phase == Phase::asking_review || state_.phase == Phase::offering_change) {
        touched_after_help(event);
    }
}

// On the keypad "later" is the key that takes all back. "Yes" to help is held, and comes as YesHeld.
void Stepper::touched_on_question(const Touched& event) {
    if (state_.phase == Phase::asking_consent) {
        if (says_no(event)) {
            answer_consent(ConsentAnswer::declined);
        }
        return;
    }
    if (says_no(event)) {
        answer_observer(ObserverAnswer::declined);
    } else if (says_yes(event)) {
        answer_observer(ObserverAnswer::accepted);
    } else if (event.action == KeyAction::later || (event.on_keypad && event.action == KeyAction::clear)) {
        answer_observer(ObserverAnswer::later);
    }
}

// Whether this touch may answer anything. A panel that is not proven may end things and call for help, no
// more.
bool Stepper::counts(const Touched& event) const {
    return event.on_keypad || is_harmless(event.action) || state_.panel == PanelTrust::proven;
}

void Stepper::on(const KnownTap& event) {
    if (state_.phase != Phase::explaining && state_.phase != Phase::proving) {
        return;
    }
    if (event.verdict == KnownTap::Verdict::another_needed) {
        state_.phase = Phase::proving;
        return;
    }
    const bool proven = event.verdict == KnownTap::Verdict::proven;
    state_.panel = proven ? PanelTrust::proven : PanelTrust::refused;
    state_.phase = Phase::recording_proof;
    write({.kind = RecordKind::panel_proof});
}

void Stepper::after_proof() {
    if (state_.panel == PanelTrust::proven) {
        begin_typing();
    } else {
        state_.phase = Phase::refusing;
        emit(TellProgress{Progress::needs_help});
    }
}

void Stepper::on(const ToolChanged&) {
    if (state_.phase == Phase::refusing) {
        state_.panel = PanelTrust::untested;
        state_.phase = Phase::proving;
    }
}

void Stepper::on(const Unclear& event) {
    if (state_.phase != Phase::entering) {
        return;
    }
    state_.unclear = true;
    if (event.again_and_again) {
        state_.unclear = false;
        state_.phase = Phase::helping;
        emit(TellProgress{Progress::needs_help});
    }
}

// With nothing typed yet; the last-try question and others come first.
void Stepper::begin_typing() {
    state_.dots = 0;
    state_.well_formed = false;
    go_on();
}

void Stepper::touched_while_typing(KeyAction action) {
    state_.unclear = false;
    if (action == KeyAction::character) {
        if (state_.dots < state_.max_length) {
            emit(AppendCharacter{});
        }
    } else if (action == KeyAction::correct) {
        if (state_.dots > 0) {
            emit(RemoveLast{});
        }
    } else if (action == KeyAction::clear) {
        wipe();
    } else if (action == KeyAction::confirm && state_.well_formed) {
        // A wrong format never costs a try (rule R3).
        state_.phase = Phase::holding_back;
    }
}

void Stepper::on(const EntryChanged& event) {
    if (state_.phase == Phase::entering) {
        state_.dots = event.count;
        state_.well_formed = event.well_formed;
    }
}

Outcome Stepper::outcome_of_no_attempt() const {
    if (!state_.card_present) {
        return Outcome::card_removed;
    }
    return consent_is_dead() ? Outcome::timed_out : Outcome::out_of_service;
}

void Stepper::attempt() {
    if (!may_verify(state_)) {
        end_entry(outcome_of_no_attempt(), state_.end);
        return;
    }
    state_.phase = Phase::verifying;
    state_.last_try_agreed = false;
    state_.assistance.agreed_clerk = 0;  // a yes is for one attempt
    state_.dots = 0;
    state_.well_formed = false;
    ask_card(CardQuestion::verify, Verify{});
}

void Stepper::on(const CardSaid& event) {
    if (state_.question != CardQuestion::verify) {
        return;
    }
    state_.question = CardQuestion::none;
    switch (event.said) {
        case CardSaid::Said::verified:
            // The fresh counter is the card's business; nobody needs it.
            state_.tries_left = tries_unknown;
            record_outcome(Outcome::verified);
            break;
        case CardSaid::Said::wrong:
            state_.tries_left = event.left;
            record_outcome(event.left > 0 ? Outcome::wrong : Outcome::locked);
            break;
        case CardSaid::Said::locked:
            state_.tries_left = 0;
            record_outcome(Outcome::locked);
            break;
        case CardSaid::Said::not_sent:
            record_outcome(state_.card_present ? Outcome::out_of_service : Outcome::card_removed);
            break;
        case CardSaid::Said::inconclusive:
            state_.tries_left = tries_unknown;
            if (state_.card_present && state_.parts.reader) {
                read_tries(Phase::rereading_tries);
            } else {
                record_outcome(Outcome::inconclusive);
            }
            break;
    }
}

void Stepper::record_outcome(Outcome outcome) {
    state_.outcome = outcome;
    state_.phase = Phase::recording_outcome;
    if (!state_.parts.ledger) {
        // What the card said can no longer be recorded, so nobody may act on it.
        show_outcome(Outcome::inconclusive);
        return;
    }
    write({.kind = RecordKind::pin_outcome, .outcome = outcome, .tries_left = state_.tries_left});
}

// The one attempt that help was agreed for has been made.
void Stepper::outcome_is_recorded() {
    if (state_.assistance.stage != Assistance::Stage::agreed) {
        show_outcome(state_.outcome);
        return;
    }
    state_.change_owed = state_.outcome == Outcome::verified;
    state_.phase = Phase::concluding_help;
    write({.kind = RecordKind::assistance_ended, .detail = name_of(AssistanceEnd::attempted)});
}

}  // namespace tsuitate::policy
