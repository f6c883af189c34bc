// After an entry in which a clerk helped: was it the citizen who agreed, and shall the PIN be changed? The
// caller cannot skip these questions; who is gone is waited for no longer, but the citizen is still asked.
#include "policy/session/answer.hpp"
#include "policy/session/stepper.hpp"

namespace tsuitate::policy {

// On the keypad "I was not asked" is the key that takes all back.
void Stepper::touched_after_help(const Touched& event) {
    const bool agrees = says_yes(event);
    const bool denies = says_no(event);
    if (state_.phase == Phase::asking_review) {
        if (agrees) {
            record_review(Review::agreed);
        } else if (denies) {
            record_review(Review::not_agreed);
        } else if (event.action == KeyAction::not_asked ||
                   (event.on_keypad && event.action == KeyAction::clear)) {
            record_review(Review::not_asked);
        }
    } else if (state_.phase == Phase::offering_change) {
        if (agrees) {
            record_change(ChangeAnswer::accepted);
        } else if (denies) {
            record_change(ChangeAnswer::declined);
        }
    }
}

void Stepper::record_review(Review review) {
    state_.review_owed = false;
    state_.phase = Phase::recording_review;
    write({.kind = RecordKind::assistance_reviewed, .detail = name_of(review)});
}

void Stepper::record_change(ChangeAnswer change) {
    state_.change = change;
    state_.change_owed = false;
    state_.phase = Phase::recording_change;
    write({.kind = RecordKind::change_answered, .detail = name_of(change)});
}

void Stepper::change_is_recorded() {
    if (std::exchange(state_.change, {}) == ChangeAnswer::accepted) {
        emit(TellAssistance{AssistanceNews::change_wanted});
    }
    leave_outcome();
}

// What the session still owes is written as it is when nobody can be asked any more. True when a record is
// under way.
bool Stepper::settle_aftermath() {
    if (state_.review_owed) {
        state_.review_owed = false;
        write({.kind = RecordKind::assistance_reviewed, .detail = name_of(Review::unanswered)});
        return true;
    }
    if (state_.change_owed) {
        state_.change_owed = false;
        write({.kind = RecordKind::change_answered, .detail = name_of(ChangeAnswer::unanswered)});
        return true;
    }
    if (state_.receipt_due && !state_.receipt_recorded) {
        state_.receipt_recorded = true;
        write({.kind = RecordKind::receipt_issued});
        return true;
    }
    return false;
}

// Help and observers whose question or end the entry did not come to. True when a record is under way.
bool Stepper::settle_help() {
    const bool stopped = state_.outcome == Outcome::stopped;
    const ConsentAnswer answer = stopped ? ConsentAnswer::stopped : ConsentAnswer::interrupted;
    Assistance& assistance = state_.assistance;
    const bool recordable = state_.parts.ledger;
    if (assistance.stage == Assistance::Stage::wanted || assistance.stage == Assistance::Stage::asked) {
        const std::uint16_t clerk = assistance.clerk;  // whom the record is about
        assistance = Assistance{.clerk = clerk};
        emit(ReplyAssistance{answer});
        if (recordable) {
            write({.kind = RecordKind::consent_answered, .detail = name_of(answer)});
            return true;
        }
    }
    if (assistance.stage == Assistance::Stage::agreed) {
        const AssistanceEnd why = assistance.end;
        if (assistance.next_clerk != 0) {
            emit(ReplyAssistance{ConsentAnswer::interrupted});
        }
        assistance = Assistance{.clerk = assistance.clerk};
        state_.review_owed = true;
        emit(TellAssistance{AssistanceNews::ended});
        if (recordable) {
            write({.kind = RecordKind::assistance_ended, .detail = name_of(why)});
            return true;
        }
    }
    if (state_.observation.stage == Observation::Stage::asked) {
        state_.observation.stage = Observation::Stage::none;
        emit(ReplyObserver{ObserverAnswer::interrupted});
        if (recordable) {
            write({.kind = RecordKind::observer_answered, .detail = name_of(ObserverAnswer::interrupted)});
            return true;
        }
    }
    return false;
}

}  // namespace tsuitate::policy
