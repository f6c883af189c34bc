// Stop, from the citizen. What was typed is gone at once, whatever follows; a hand that slipped may begin
// anew.
#include "policy/session/answer.hpp"
#include "policy/session/stepper.hpp"

namespace tsuitate::policy {
namespace {

// Where a slip would cost what the citizen has done so far. While a clerk helps or asks to, stop ends all of
// it at once: it is the way out for whom something is not right. Touched on a panel that nothing has proven,
// a second touch could go astray.
bool asks_before_it_stops(const State& state, const Touched& stop) {
    const bool on_the_way = state.phase == Phase::entering || state.phase == Phase::helping ||
                            state.phase == Phase::calling_clerk;
    const bool answer_would_count =
        state.panel == PanelTrust::proven || (stop.on_keypad && panel_is_trusted(state));
    return on_the_way && answer_would_count && state.assistance.stage == Assistance::Stage::none;
}

}  // namespace

void Stepper::stop_by_citizen(const Touched& stop) {
    if (asks_before_it_stops(state_, stop)) {
        wipe();
        if (state_.phase != Phase::entering) {
            emit(TellProgress{Progress::entering});  // from the help
        }
        state_.phase = Phase::asking_stop;
        return;
    }
    const bool can_still_stop = in_entry(state_) && state_.phase < Phase::verifying;
    if (can_still_stop) {
        abandon(Outcome::stopped, EndReason::stopped);
    }
}

// The question is whether to go on. Stop a second time is a no too: it goes through stop_by_citizen.
void Stepper::touched_on_stop_question(const Touched& event) {
    if (says_yes(event)) {
        go_on();
    } else if (says_no(event)) {
        abandon(Outcome::stopped, EndReason::stopped);
    }
}

}  // namespace tsuitate::policy
