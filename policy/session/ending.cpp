// The ways out: every one wipes the PIN, waits for what is still under way, leaves a record and resets the
// card.
#include "policy/session/stepper.hpp"

namespace tsuitate::policy {

void Stepper::on(const CloseAsked&) {
    if (state_.phase != Phase::closed) {
        abandon(Outcome::withdrawn, EndReason::closed);
    }
}

void Stepper::on(const CallerLeft&) {
    if (state_.phase != Phase::closed) {
        abandon(Outcome::withdrawn, EndReason::caller_left);
    }
}

void Stepper::on(const SessionTimeUp&) {
    if (state_.phase != Phase::closed) {
        abandon(Outcome::timed_out, EndReason::timed_out);
    }
}

void Stepper::on(const PartsChanged& event) {
    const bool ledger_went = state_.parts.ledger && !event.ledger;
    state_.parts = {
        .panel = event.panel, .reader = event.reader, .screen = event.screen, .ledger = event.ledger};
    if (state_.phase == Phase::closed) {
        return;
    }
    if (ledger_went && state_.record_open) {
        fail_open_record();
    } else if (!state_.parts.all()) {
        abandon(Outcome::out_of_service, EndReason::failure);
    }
}

void Stepper::on(const RecordFailed&) {
    if (state_.record_open) {
        fail_open_record();
    }
}

void Stepper::on(const ReaderHung&) {
    state_.parts.reader = false;
    const CardQuestion asked = std::exchange(state_.question, CardQuestion::none);
    if (state_.phase == Phase::closed) {
        return;
    }
    state_.card_reset = true;  // whatever it holds, this process will not speak to it again
    if (asked == CardQuestion::command) {
        emit(RefuseCommand{CommandFailure::failed});
    }
    if (!state_.end) {
        state_.end = EndReason::failure;
    }
    if (state_.phase == Phase::verifying || state_.phase == Phase::rereading_tries) {
        state_.tries_left = tries_unknown;
        record_outcome(Outcome::inconclusive);
    } else {
        abandon(Outcome::out_of_service, EndReason::failure);
        go_on_ending();
    }
}

// Ends whatever is under way, and then the session. The first reason stays.
void Stepper::abandon(Outcome outcome, EndReason end) {
    if (!state_.end) {
        state_.end = end;
    }
    switch (state_.phase) {
        case Phase::closed:
        case Phase::closing:
        case Phase::handing_receipt:
        case Phase::ending_entry:
        // The card has been asked: its answer must be heard and recorded first.
        case Phase::verifying:
        case Phase::rereading_tries:
        case Phase::recording_outcome:
        case Phase::concluding_help:
            return;
        case Phase::opening:
            emit(RefuseOpen{OpenRefusal::out_of_service});
            close(*state_.end);
            return;
        case Phase::open:
            close(*state_.end);
            return;
        case Phase::showing_outcome:
        case Phase::asking_review:
        case Phase::recording_review:
        case Phase::offering_change:
        case Phase::recording_change:
            if (state_.entry_waiting) {
                state_.entry_waiting = false;
                emit(RefuseEntry{EntryRefusal::no_session});
            }
            if (!citizen_is_owed()) {
                linger();
                close(*state_.end);
            }
            return;
        case Phase::starting_entry:
        case Phase::waiting_for_card:
        case Phase::reading_tries:
        case Phase::explaining:
        case Phase::proving:
        case Phase::recording_proof:
        case Phase::refusing:
        case Phase::asking_last_try:
        case Phase::recording_last_try:
        case Phase::showing_consent:
        case Phase::recording_shown:
        case Phase::asking_consent:
        case Phase::recording_consent:
        case Phase::ending_help:
        case Phase::asking_observer:
        case Phase::recording_observer:
        case Phase::calling_clerk:
        case Phase::asking_stop:
        case Phase::entering:
        case Phase::helping:
        case Phase::holding_back:
        case Phase::rechecking_tries:
        case Phase::recording_attempt:
            end_entry(outcome, state_.end);
            return;
    }
}

void Stepper::end_entry(Outcome outcome, std::optional<EndReason> end) {
    wipe();
    state_.outcome = outcome;
    take_over_open_record();
    forget_entry();
    state_.phase = Phase::ending_entry;
    state_.end = end;
    state_.end_recorded = false;
    go_on_ending();
}

// Takes the next step of ending_entry or closing that does not have to wait.
void Stepper::go_on_ending() {
    if (state_.record_open) {
        return;
    }
    if (state_.phase == Phase::ending_entry) {
        if (settle_help()) {
            return;
        }
        state_.assistance = {};
        if (!state_.end_recorded && state_.parts.ledger) {
            state_.end_recorded = true;
            write({.kind = RecordKind::entry_ended, .outcome = state_.outcome});
            return;
        }
        if (state_.question == CardQuestion::none) {
            show_outcome(state_.outcome);
        }
        return;
    }
    if (state_.phase != Phase::closing || state_.question != CardQuestion::none) {
        return;
    }
    if (!state_.card_reset && state_.card_present && state_.parts.reader) {
        ask_card(CardQuestion::reset, ResetCard{});
        return;
    }
    if (state_.parts.ledger && !state_.end_recorded && settle_aftermath()) {
        return;
    }
    if (!state_.end_recorded && state_.parts.ledger) {
        state_.end_recorded = true;
        write({.kind = RecordKind::session_ended, .end = state_.end.value_or(EndReason::closed)});
        return;
    }
    if (state_.receipt_recorded) {
        emit(TellReceipt{});
    }
    emit(EndSession{state_.end.value_or(EndReason::closed)});
    if (state_.receipt_recorded && state_.parts.all()) {
        state_.phase = Phase::handing_receipt;
    } else {
        leave_session();
    }
}

// Nothing of a session stays but what the citizen may still read.
void Stepper::leave_session() {
    State after;
    after.parts = state_.parts;
    after.card_present = state_.card_present;
    after.card_to_take = state_.card_present;
    after.lingering = state_.lingering;
    after.tries_left = state_.lingering ? state_.tries_left : tries_unknown;
    after.language = state_.language;
    state_ = after;
}

void Stepper::show_outcome(Outcome reply) {
    state_.outcome = reply;
    emit(ReplyEntry{reply});
    // The caller is not there any more, or a part has failed: end at once.
    const bool nobody_waits = state_.end == EndReason::closed || state_.end == EndReason::caller_left ||
                              state_.end == EndReason::failure;
    if (!state_.parts.ledger) {
        settle_help();
    }
    if ((nobody_waits && !citizen_is_owed()) || !state_.parts.all()) {
        linger();
        close(state_.end.value_or(EndReason::failure));
        return;
    }
    state_.phase = Phase::showing_outcome;
}

// The caller is quick to close; the citizen still wants to read how it ended, and how many tries are left.
void Stepper::linger() {
    state_.lingering = state_.outcome;
}

// Something is still to be asked of the citizen, or a receipt to be handed over: the outcome is read first.
bool Stepper::citizen_is_owed() const {
    return state_.parts.all() &&
           (state_.review_owed || state_.change_owed || state_.receipt_due ||
            state_.phase == Phase::recording_review || state_.phase == Phase::recording_change);
}

void Stepper::leave_outcome() {
    if (state_.parts.all() && state_.review_owed) {
        state_.phase = Phase::asking_review;
        return;
    }
    if (state_.parts.all() && state_.change_owed) {
        state_.phase = Phase::offering_change;
        return;
    }
    if (state_.end) {
        close(*state_.end);
        return;
    }
    state_.phase = Phase::open;
    if (state_.entry_waiting) {
        begin_entry();
    }
}

// A record of help or an observer is under way when the entry ends: what it says will have happened.
void Stepper::take_over_open_record() {
    if (!state_.record_open) {
        return;
    }
    Assistance& assistance = state_.assistance;
    Observation& observation = state_.observation;
    if (state_.phase == Phase::recording_consent) {
        const bool agreed = assistance.answer == ConsentAnswer::agreed;
        assistance.stage = agreed ? Assistance::Stage::agreed : Assistance::Stage::none;
        assistance.agreed_clerk = agreed ? assistance.clerk : std::uint16_t{0};
        emit(ReplyAssistance{agreed ? ConsentAnswer::interrupted : assistance.answer});
    } else if (state_.phase == Phase::ending_help) {
        if (assistance.next_clerk != 0) {
            emit(ReplyAssistance{ConsentAnswer::interrupted});
        }
        assistance = {};
        state_.review_owed = true;
        emit(TellAssistance{AssistanceNews::ended});
    } else if (state_.phase == Phase::recording_observer) {
        emit(ReplyObserver{observation.answer});
        const bool present = observation.answer == ObserverAnswer::accepted;
        observation = present ? Observation{.stage = Observation::Stage::present, .role = observation.role}
                              : Observation{};
    }
}

// What mattered while the entry went on. The panel's proof stays: answers about the help rest on it.
void Stepper::forget_entry() {
    state_.last_try_agreed = false;
    state_.unclear = false;
    state_.helped = false;
    state_.max_length = 0;
    if (state_.assistance.agreed_clerk != 0) {
        state_.assistance.agreed_clerk = 0;
        state_.assistance.end =
            state_.outcome == Outcome::stopped ? AssistanceEnd::stopped : AssistanceEnd::interrupted;
    }
    state_.assistance.readable = false;
    state_.assistance.taken_back = false;
    state_.assistance.manner = {};
    state_.assistance.answer = {};
}

void Stepper::close(EndReason reason) {
    wipe();
    forget_entry();
    state_.outcome = State{}.outcome;
    state_.panel = PanelTrust::untested;
    if (state_.observation.stage == Observation::Stage::wanted) {
        emit(ReplyObserver{ObserverAnswer::interrupted});
    }
    state_.observation = {};
    state_.phase = Phase::closing;
    state_.end = reason;
    state_.end_recorded = false;
    go_on_ending();
}

// The ledger did not take the record: what waited for it does not happen (rule R4).
void Stepper::fail_open_record() {
    state_.record_open = false;
    state_.parts.ledger = false;
    if (state_.command_recording) {
        state_.command_recording = false;
        emit(RefuseCommand{CommandFailure::failed});
    }
    if (state_.phase == Phase::recording_outcome) {
        state_.end = EndReason::failure;
        show_outcome(Outcome::inconclusive);
    } else if (state_.phase == Phase::concluding_help) {
        state_.end = EndReason::failure;
        show_outcome(state_.outcome);
    } else if (state_.phase == Phase::ending_entry || state_.phase == Phase::closing) {
        go_on_ending();
    } else {
        abandon(Outcome::out_of_service, EndReason::failure);
    }
}

}  // namespace tsuitate::policy
