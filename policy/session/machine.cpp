#include "policy/session/machine.hpp"

#include "policy/session/stepper.hpp"

namespace tsuitate::policy {

Step step(const State& state, const Event& event) {
    Stepper stepper(state);
    std::visit([&stepper](const auto& happened) { stepper.on(happened); }, event);
    Step taken = std::move(stepper).result();
    // Pages that lie over a phase go with it.
    taken.state.choosing_language = taken.state.choosing_language && languages_are_offered(taken.state);
    if (taken.state.phase != Phase::helping) {
        taken.state.guide = GuidePage::none;
    }
    return taken;
}

std::optional<std::chrono::seconds> time_limit(const State& state, const Limits& limits,
                                               const AssistanceRules& assistance) {
    if (state.record_open) {
        return limits.record;
    }
    switch (state.phase) {
        case Phase::waiting_for_card:
            return limits.card_wait;
        case Phase::explaining:
        case Phase::proving:
            return limits.explain;
        case Phase::asking_last_try:
        case Phase::asking_stop:
        case Phase::refusing:
            return limits.question;
        case Phase::entering:
        case Phase::helping:
            return limits.entry_idle;
        case Phase::showing_consent:
            return limits.record;
        case Phase::asking_consent:
        case Phase::asking_observer:
        case Phase::calling_clerk:
        case Phase::asking_review:
        case Phase::offering_change:
            return assistance.question;
        case Phase::handing_receipt:
            return assistance.receipt;
        case Phase::holding_back:
            return end_grid;
        case Phase::showing_outcome:
            return limits.outcome;
        case Phase::closed:
            if (state.lingering) {
                return limits.outcome;
            }
            break;
        case Phase::opening:
        case Phase::open:
        case Phase::starting_entry:
        case Phase::reading_tries:
        case Phase::recording_proof:
        case Phase::recording_last_try:
        case Phase::rechecking_tries:
        case Phase::recording_attempt:
        case Phase::verifying:
        case Phase::rereading_tries:
        case Phase::recording_outcome:
        case Phase::recording_shown:
        case Phase::recording_consent:
        case Phase::ending_help:
        case Phase::recording_observer:
        case Phase::concluding_help:
        case Phase::recording_review:
        case Phase::recording_change:
        case Phase::ending_entry:
        case Phase::closing:
            break;
    }
    return std::nullopt;
}

void Stepper::on(const SessionAsked& event) {
    if (state_.phase != Phase::closed) {
        emit(RefuseOpen{OpenRefusal::busy});
        return;
    }
    if (!state_.parts.all()) {
        emit(RefuseOpen{OpenRefusal::out_of_service});
        return;
    }
    State fresh;
    fresh.phase = Phase::opening;
    fresh.parts = state_.parts;
    fresh.card_present = state_.card_present;
    fresh.card_seen = state_.card_present;
    fresh.language = event.language;
    state_ = fresh;
    write({.kind = RecordKind::session_opened});
}

void Stepper::on(const EntryAsked& event) {
    const bool ends = state_.end.has_value();
    if (state_.phase == Phase::open && !state_.record_open && state_.question == CardQuestion::none) {
        state_.max_length = event.max_length;
        begin_entry();
    } else if (entry_has_ended() && !ends && !state_.entry_waiting) {
        state_.max_length = event.max_length;
        state_.entry_waiting = true;
    } else if (!serves_caller() || ends) {
        emit(RefuseEntry{EntryRefusal::no_session});
    } else {
        emit(RefuseEntry{EntryRefusal::busy});
    }
}

void Stepper::on(const CommandAsked& event) {
    const bool between_entries = state_.phase == Phase::open || state_.phase == Phase::showing_outcome;
    if (!serves_caller()) {
        emit(RefuseCommand{CommandFailure::no_session});
    } else if (!between_entries || state_.end || state_.record_open ||
               state_.question != CardQuestion::none) {
        emit(RefuseCommand{CommandFailure::busy});
    } else if (!state_.card_present) {
        emit(RefuseCommand{CommandFailure::no_card});
    } else if (event.recorded) {
        state_.command_recording = true;
        write({.kind = RecordKind::command_sent});
    } else {
        ask_card(CardQuestion::command, SendCommand{});
    }
}

// A session is open for its caller.
bool Stepper::serves_caller() const {
    return state_.phase != Phase::closed && state_.phase != Phase::opening &&
           state_.phase != Phase::closing && state_.phase != Phase::handing_receipt;
}

// Its outcome is on the glass, or questions about the help in it.
bool Stepper::entry_has_ended() const {
    return state_.phase >= Phase::showing_outcome && state_.phase < Phase::closing;
}

void Stepper::on(const CardCame&) {
    state_.card_present = true;
    if (state_.phase == Phase::closed) {
        return;
    }
    state_.card_seen = true;
    read_tries_when_possible();
}

void Stepper::on(const CardWent&) {
    state_.card_present = false;
    state_.card_to_take = false;
    if (state_.phase != Phase::closed && state_.card_seen) {
        // Who takes the card instead of an answer has stopped.
        const bool stops = state_.phase == Phase::asking_stop;
        abandon(stops ? Outcome::stopped : Outcome::card_removed,
                stops ? EndReason::stopped : EndReason::card_removed);
    }
}

void Stepper::on(const CommandDone&) {
    if (state_.question == CardQuestion::command) {
        state_.question = CardQuestion::none;
        read_tries_when_possible();
        go_on_ending();
    }
}

void Stepper::on(const CardWasReset&) {
    if (state_.question == CardQuestion::reset) {
        state_.question = CardQuestion::none;
        state_.card_reset = true;
        go_on_ending();
    }
}

void Stepper::on(const RecordDurable&) {
    if (!state_.record_open) {
        return;
    }
    state_.record_open = false;
    if (state_.command_recording) {
        state_.command_recording = false;
        if (state_.end || !state_.card_present) {
            emit(RefuseCommand{CommandFailure::no_card});
            go_on_ending();
        } else {
            ask_card(CardQuestion::command, SendCommand{});
        }
        return;
    }
    switch (state_.phase) {
        case Phase::opening:
            state_.phase = Phase::open;
            emit(ConfirmOpened{});
            break;
        case Phase::starting_entry:
            state_.phase = Phase::waiting_for_card;
            emit(TellProgress{Progress::waiting_for_card});
            read_tries_when_possible();
            break;
        case Phase::recording_proof:
            after_proof();
            break;
        case Phase::recording_last_try:
            state_.last_try_agreed = true;
            begin_typing();
            break;
        case Phase::recording_attempt:
            attempt();
            break;
        case Phase::recording_shown:
            begin_asking_consent();
            break;
        case Phase::recording_consent:
            consent_is_recorded();
            break;
        case Phase::ending_help:
            help_is_over();
            break;
        case Phase::recording_observer:
            observer_is_recorded();
            break;
        case Phase::recording_outcome:
            outcome_is_recorded();
            break;
        case Phase::concluding_help:
            help_is_over();
            show_outcome(state_.outcome);
            break;
        case Phase::recording_review:
            leave_outcome();
            break;
        case Phase::recording_change:
            change_is_recorded();
            break;
        case Phase::ending_entry:
        case Phase::closing:
            go_on_ending();
            break;
        case Phase::closed:
        case Phase::open:
        case Phase::waiting_for_card:
        case Phase::reading_tries:
        case Phase::explaining:
        case Phase::proving:
        case Phase::refusing:
        case Phase::asking_last_try:
        case Phase::asking_stop:
        case Phase::entering:
        case Phase::helping:
        case Phase::holding_back:
        case Phase::rechecking_tries:
        case Phase::verifying:
        case Phase::rereading_tries:
        case Phase::showing_outcome:
        case Phase::showing_consent:
        case Phase::asking_consent:
        case Phase::asking_observer:
        case Phase::calling_clerk:
        case Phase::asking_review:
        case Phase::offering_change:
        case Phase::handing_receipt:
            break;
    }
}

void Stepper::on(const PhaseTimeUp&) {
    if (state_.record_open) {
        fail_open_record();
        return;
    }
    switch (state_.phase) {
        case Phase::waiting_for_card:
        case Phase::explaining:
        case Phase::proving:
        case Phase::asking_last_try:
        case Phase::entering:
        case Phase::helping:
            abandon(Outcome::timed_out, EndReason::timed_out);
            break;
        case Phase::asking_stop:
            abandon(Outcome::stopped, EndReason::stopped);
            break;
        case Phase::holding_back:
            read_tries(Phase::rechecking_tries);
            break;
        case Phase::refusing:
            end_entry(Outcome::panel_refused, std::nullopt);
            break;
        case Phase::showing_consent:
            abandon(Outcome::out_of_service, EndReason::failure);
            break;
        case Phase::asking_consent:
            answer_consent(ConsentAnswer::unanswered);
            break;
        case Phase::asking_observer:
            answer_observer(ObserverAnswer::unanswered);
            break;
        case Phase::calling_clerk:
            state_.phase = Phase::helping;
            break;
        case Phase::asking_review:
            record_review(Review::unanswered);
            break;
        case Phase::offering_change:
            record_change(ChangeAnswer::unanswered);
            break;
        case Phase::handing_receipt:
            leave_session();
            break;
        case Phase::showing_outcome:
            leave_outcome();
            break;
        case Phase::closed:
            state_.lingering.reset();
            break;
        case Phase::opening:
        case Phase::open:
        case Phase::starting_entry:
        case Phase::reading_tries:
        case Phase::recording_proof:
        case Phase::recording_last_try:
        case Phase::rechecking_tries:
        case Phase::recording_attempt:
        case Phase::verifying:
        case Phase::rereading_tries:
        case Phase::recording_outcome:
        case Phase::recording_shown:
        case Phase::recording_consent:
        case Phase::ending_help:
        case Phase::recording_observer:
        case Phase::concluding_help:
        case Phase::recording_review:
        case Phase::recording_change:
        case Phase::ending_entry:
        case Phase::closing:
            break;
    }
}

void Stepper::on(const EntryTimeUp&) {
    if (state_.phase == Phase::entering || state_.phase == Phase::helping) {
        abandon(Outcome::timed_out, EndReason::timed_out);
    }
}

void Stepper::wipe() {
    state_.dots = 0;
    state_.well_formed = false;
    emit(WipePin{});
}

void Stepper::write(WriteRecord record) {
    state_.record_open = true;
    emit(record);
}

void Stepper::ask_card(CardQuestion question, const Effect& effect) {
    state_.question = question;
    effects_.push_back(effect);
}

}  // namespace tsuitate::policy
