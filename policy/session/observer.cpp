// Observers: who stands by is announced, and the citizen says whether that is all right.
#include "policy/session/stepper.hpp"

namespace tsuitate::policy {
namespace {

using Stage = Observation::Stage;

}  // namespace

void Stepper::on(const ObserverAnnounced& event) {
    if (!serves_caller() || state_.end) {
        emit(RefuseObserver{AssistanceRefusal::no_session});
        return;
    }
    if (state_.observation.stage != Stage::none) {
        emit(RefuseObserver{AssistanceRefusal::busy});
        return;
    }
    state_.observation = Observation{.stage = Stage::wanted, .role = event.role};
    put_questions();
}

void Stepper::on(const ObserverWent&) {
    Observation& observation = state_.observation;
    if (observation.stage == Stage::present) {
        observation = {};
    } else if (observation.stage == Stage::wanted) {
        observation = {};
        emit(ReplyObserver{ObserverAnswer::interrupted});
    } else if (observation.stage == Stage::asked && state_.phase == Phase::asking_observer) {
        answer_observer(ObserverAnswer::interrupted);
    }
}

bool Stepper::put_observer_question() {
    if (state_.observation.stage != Stage::wanted) {
        return false;
    }
    state_.observation.stage = Stage::asked;
    state_.receipt_due = true;
    state_.phase = Phase::asking_observer;
    return true;
}

void Stepper::answer_observer(ObserverAnswer answer) {
    state_.observation.answer = answer;
    state_.phase = Phase::recording_observer;
    write({.kind = RecordKind::observer_answered, .detail = name_of(answer)});
}

void Stepper::observer_is_recorded() {
    const ObserverAnswer answer = state_.observation.answer;
    emit(ReplyObserver{answer});
    state_.observation = answer == ObserverAnswer::accepted
                             ? Observation{.stage = Stage::present, .role = state_.observation.role}
                             : Observation{};
    go_on();
}

// Something that may not wait has to be said instead: the question comes again.
void Stepper::drop_observer_question() {
    if (state_.observation.stage == Stage::asked && state_.phase == Phase::asking_observer) {
        state_.observation.stage = Stage::wanted;
    }
}

}  // namespace tsuitate::policy
