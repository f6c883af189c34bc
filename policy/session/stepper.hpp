// Stepper: one step under way. Private to the machine; its member functions are grouped by file:
// machine.cpp dispatches, entry.cpp leads to the VERIFY, ending.cpp leads out of everything.
#pragma once

#include <utility>

#include "policy/session/machine.hpp"

namespace tsuitate::policy {

class Stepper {
  public:
    explicit Stepper(const State& state) : state_(state) {}
    Step result() && { return {state_, std::move(effects_)}; }

    void on(const SessionAsked& event);
    void on(const EntryAsked& event);
    void on(const CommandAsked& event);
    void on(const CloseAsked& event);
    void on(const CallerLeft& event);
    void on(const Touched& event);
    void on(const KnownTap& event);
    void on(const Unclear& event);
    void on(const ToolChanged& event);
    void on(const EntryChanged& event);
    void on(const CardCame& event);
    void on(const CardWent& event);
    void on(const TriesFound& event);
    void on(const CardSaid& event);
    void on(const CommandDone& event);
    void on(const CardWasReset& event);
    void on(const RecordDurable& event);
    void on(const RecordFailed& event);
    void on(const PhaseTimeUp& event);
    void on(const EntryTimeUp& event);
    void on(const SessionTimeUp& event);
    void on(const PartsChanged& event);
    void on(const ReaderHung& event);

  private:
    // entry.cpp
    void begin_entry();
    void read_tries(Phase phase);
    void read_tries_when_possible();
    void explain_or_end(const TriesFound& event);
    void attempt_or_ask_again(const TriesFound& event);
    void go_on_to_typing();
    void begin_typing();
    void after_proof();
    bool counts(const Touched& event) const;
    void touched_while_typing(KeyAction action);
    void stop_by_citizen();
    void attempt();
    void record_outcome(Outcome outcome);

    // ending.cpp
    void end_entry(Outcome outcome, std::optional<EndReason> end);
    void abandon(Outcome outcome, EndReason end);
    void go_on_ending();
    void show_outcome(Outcome reply);
    void linger();
    void leave_outcome();
    void close(EndReason reason);
    void fail_open_record();

    void wipe();
    void write(WriteRecord record);
    void ask_card(CardQuestion question, const Effect& effect);
    template <typename E>
    void emit(E effect) {
        effects_.emplace_back(effect);
    }

    State state_;
    Effects effects_;
};

}  // namespace tsuitate::policy
