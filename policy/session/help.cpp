// Help by a clerk: the question, the yes, and every way in which the yes ends. A yes holds for one clerk, one
// attempt and a stated time; what was typed before and what is typed under a yes that ended is wiped.
#include <algorithm>
#include <array>

#include "policy/session/stepper.hpp"

namespace tsuitate::policy {
namespace {

using Stage = Assistance::Stage;

// In these the question can be put, or help be ended, at once. In the others of an entry something is under
// way that has to end first.
bool at_rest(const State& state) {
    constexpr std::array phases = {Phase::asking_last_try, Phase::entering,        Phase::helping,
                                   Phase::calling_clerk,   Phase::asking_observer, Phase::holding_back};
    const bool rests = std::find(phases.begin(), phases.end(), state.phase) != phases.end();
    return rests && !state.record_open && state.question == CardQuestion::none;
}

}  // namespace

void Stepper::on(const AssistanceAsked& event) {
    Assistance& assistance = state_.assistance;
    const auto refuse = [this](AssistanceRefusal why) { emit(RefuseAssistance{why}); };
    if (!serves_caller() || state_.end) {
        return refuse(AssistanceRefusal::no_session);
    }
    if (!in_entry(state_)) {
        return refuse(AssistanceRefusal::no_entry);
    }
    const bool too_late = state_.phase >= Phase::holding_back && assistance.stage != Stage::agreed;
    const bool checked_already = state_.phase >= Phase::verifying;
    const bool another =
        assistance.stage == Stage::agreed && assistance.clerk != event.clerk && assistance.next_clerk == 0;
    if (too_late || checked_already || (assistance.stage != Stage::none && !another)) {
        return refuse(AssistanceRefusal::busy);
    }
    if (another) {
        // What was agreed to holds for one clerk: another one is a new question.
        assistance.next_clerk = event.clerk;
        kill_consent(AssistanceEnd::clerk_changed);
        return;
    }
    assistance = Assistance{.stage = Stage::wanted, .clerk = event.clerk};
    put_questions();
}

void Stepper::on(const AssistanceTakenBack&) {
    Assistance& assistance = state_.assistance;
    if (assistance.stage == Stage::wanted) {
        assistance.stage = Stage::none;
        emit(ReplyAssistance{ConsentAnswer::withdrawn});
    } else if (assistance.stage == Stage::asked && state_.phase == Phase::asking_consent) {
        answer_consent(ConsentAnswer::withdrawn);
    } else if (assistance.stage == Stage::asked && state_.phase < Phase::entering) {
        assistance.taken_back = true;
    } else if (assistance.stage == Stage::agreed) {
        kill_consent(AssistanceEnd::ended);
    }
}

// The next question that waits, once the panel can be believed. True when one is put.
bool Stepper::put_questions() {
    if (!at_rest(state_) || state_.phase == Phase::asking_observer || state_.phase == Phase::holding_back ||
        !panel_is_trusted(state_)) {
        return false;
    }
    if (state_.assistance.stage == Stage::wanted) {
        wipe();
        state_.assistance.stage = Stage::asked;
        state_.receipt_due = true;
        state_.phase = Phase::showing_consent;
        emit(TellAssistance{AssistanceNews::asking});
        return true;
    }
    return put_observer_question();
}

void Stepper::on(const ConsentShown&) {
    if (state_.phase == Phase::showing_consent) {
        state_.phase = Phase::recording_shown;
        write({.kind = RecordKind::consent_shown});
    }
}

void Stepper::begin_asking_consent() {
    state_.phase = Phase::asking_consent;
    if (state_.assistance.taken_back) {
        answer_consent(ConsentAnswer::withdrawn);
    }
}

void Stepper::on(const ReadTimeUp&) {
    const bool shown = state_.phase == Phase::recording_shown || state_.phase == Phase::asking_consent;
    state_.assistance.readable = state_.assistance.readable || shown;
}

void Stepper::on(const YesHeld& event) {
    const bool believed = event.on_keypad || state_.panel == PanelTrust::proven;
    if (state_.phase == Phase::asking_consent && state_.assistance.readable && believed) {
        state_.assistance.manner = event.manner;
        answer_consent(ConsentAnswer::agreed);
    }
}

void Stepper::answer_consent(ConsentAnswer answer) {
    state_.assistance.answer = answer;
    state_.phase = Phase::recording_consent;
    write({.kind = RecordKind::consent_answered,
           .detail = name_of(answer),
           .manner = state_.assistance.manner});
}

void Stepper::consent_is_recorded() {
    Assistance& assistance = state_.assistance;
    emit(ReplyAssistance{assistance.answer});
    if (assistance.answer != ConsentAnswer::agreed) {
        assistance = {};
        go_on();
        return;
    }
    const bool taken_back = assistance.taken_back;
    assistance = Assistance{.stage = Stage::agreed, .clerk = assistance.clerk};
    if (taken_back) {
        assistance.end = AssistanceEnd::ended;
        begin_ending_help();
        return;
    }
    assistance.agreed_clerk = assistance.clerk;
    emit(TellAssistance{AssistanceNews::agreed});
    go_on();
}

// The yes is over, at once and whatever else is under way: nothing typed under it can reach the card.
void Stepper::kill_consent(AssistanceEnd why) {
    Assistance& assistance = state_.assistance;
    if (assistance.stage != Stage::agreed || state_.phase >= Phase::verifying) {
        return;
    }
    if (assistance.agreed_clerk != 0) {
        assistance.end = why;  // the first reason stays
    }
    assistance.agreed_clerk = 0;
    wipe();
    if (at_rest(state_)) {
        begin_ending_help();
    }
}

void Stepper::on(const HelpTimeUp&) {
    kill_consent(AssistanceEnd::expired);
}

bool Stepper::consent_is_dead() const {
    return state_.assistance.stage == Stage::agreed && state_.assistance.agreed_clerk == 0;
}

void Stepper::begin_ending_help() {
    drop_observer_question();
    state_.phase = Phase::ending_help;
    write({.kind = RecordKind::assistance_ended, .detail = name_of(state_.assistance.end)});
}

// Help has ended, and that is recorded.
void Stepper::help_is_over() {
    const std::uint16_t next = state_.assistance.next_clerk;
    state_.assistance = Assistance{.stage = next == 0 ? Stage::none : Stage::wanted, .clerk = next};
    state_.helped = true;
    state_.review_owed = true;
    emit(TellAssistance{AssistanceNews::ended});
    if (state_.phase == Phase::ending_help) {
        go_on();
    }
}

// Back to where the citizen was, after a question or a record: questions that wait come first.
void Stepper::go_on() {
    if (consent_is_dead()) {
        begin_ending_help();
        return;
    }
    if (!panel_is_trusted(state_)) {
        state_.phase = Phase::explaining;
        return;
    }
    if (state_.tries_left == 1 && !state_.last_try_agreed) {
        state_.phase = Phase::asking_last_try;
    } else {
        const bool told = state_.phase == Phase::asking_observer ||
                          state_.phase == Phase::recording_observer || state_.phase == Phase::asking_stop;
        state_.phase = Phase::entering;
        state_.unclear = false;
        if (!told) {
            emit(TellProgress{Progress::entering});
        }
    }
    put_questions();
}

}  // namespace tsuitate::policy
