// Stepper: one step under way. Private to the machine; its member functions are grouped by file:
// machine.cpp dispatches, entry.cpp leads to the VERIFY, stopping.cpp and ending.cpp lead out of everything;
// help.cpp, ladder.cpp, observer.cpp and aftermath.cpp are about others who help or stand by.
#pragma once

#include <utility>

#include "policy/session/machine.hpp"

namespace tsuitate::policy {

// What leads somewhere harmless counts on a panel that nothing has proven, too.
bool is_harmless(KeyAction action);

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
    void on(const AssistanceAsked& event);
    void on(const AssistanceTakenBack& event);
    void on(const ObserverAnnounced& event);
    void on(const ObserverWent& event);
    void on(const YesHeld& event);
    void on(const ConsentShown& event);
    void on(const ReadTimeUp& event);
    void on(const HelpTimeUp& event);
    void on(const LanguageChosen& event);

  private:
    // machine.cpp
    bool serves_caller() const;
    bool entry_has_ended() const;

    // entry.cpp
    void begin_entry();
    void read_tries(Phase phase);
    void read_tries_when_possible();
    void explain_or_end(const TriesFound& event);
    void attempt_or_ask_again(const TriesFound& event);
    void begin_typing();
    void after_proof();
    bool counts(const Touched& event) const;
    void touched_while_typing(KeyAction action);
    void answered_question(const Touched& event);
    void touched_on_question(const Touched& event);
    Outcome outcome_of_no_attempt() const;
    void attempt();
    void record_outcome(Outcome outcome);
    void outcome_is_recorded();

    // stopping.cpp
    void stop_by_citizen(const Touched& stop);
    void touched_on_stop_question(const Touched& event);

    // help.cpp
    bool put_questions();
    void begin_asking_consent();
    void answer_consent(ConsentAnswer answer);
    void consent_is_recorded();
    void kill_consent(AssistanceEnd why);
    bool consent_is_dead() const;
    void begin_ending_help();
    void help_is_over();
    void go_on();

    // ladder.cpp
    void touched_on_help(KeyAction action);
    void take_help_step(HelpStep step);

    // observer.cpp
    bool put_observer_question();
    void answer_observer(ObserverAnswer answer);
    void observer_is_recorded();
    void drop_observer_question();

    // aftermath.cpp
    void touched_after_help(const Touched& event);
    void record_review(Review review);
    void record_change(ChangeAnswer change);
    void change_is_recorded();
    bool settle_aftermath();
    bool settle_help();

    // ending.cpp
    void end_entry(Outcome outcome, std::optional<EndReason> end);
    void abandon(Outcome outcome, EndReason end);
    void go_on_ending();
    void show_outcome(Outcome reply);
    void linger();
    void leave_outcome();
    void close(EndReason reason);
    void leave_session();
    bool citizen_is_owed() const;
    void take_over_open_record();
    void forget_entry();
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
