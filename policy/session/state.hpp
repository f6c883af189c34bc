// State: where a session stands. A plain value; what the PIN is, only the vault's Secret knows.
#pragma once

#include <cstdint>
#include <optional>

#include "policy/session/assistance.hpp"
#include "policy/session/scene.hpp"
#include "policy/session/vocabulary.hpp"

namespace tsuitate::policy {

// In the order of a session. The phases between `starting_entry` and `showing_outcome` are one entry.
enum class Phase : std::uint8_t {
    closed,          // nobody asks for anything
    opening,         // the record of the session is being written
    open,            // between entries
    starting_entry,  // the record of the entry is being written
    waiting_for_card,
    reading_tries,    // costs none
    explaining,       // its start button is the first known tap
    proving,          // more of them
    recording_proof,  // what they said
    refusing,         // the panel answers beside what is touched: stylus, keypad, or the clerk
    asking_last_try,
    recording_last_try,
    showing_consent,  // the question is on its way to the glass
    recording_shown,  // which text it was
    asking_consent,
    recording_consent,  // what the citizen answered; durable before anything follows from it
    ending_help,        // the record that it is over, before the citizen goes on alone
    asking_observer,
    recording_observer,
    calling_clerk,
    asking_stop,  // what was typed is gone; go on all the same?
    entering,
    helping,            // the help text lies over the entry
    holding_back,       // typed and confirmed; nobody outside learns when exactly
    rechecking_tries,   // typed and confirmed; the tries are read once more before one is risked
    recording_attempt,  // rule R4: the record of the attempt before the attempt
    verifying,
    rereading_tries,  // no clear answer came: what can the citizen be told?
    recording_outcome,
    concluding_help,  // the outcome is recorded; the record that the help is over follows
    ending_entry,     // without a VERIFY; waits for open questions, then writes why
    showing_outcome,
    asking_review,  // help had been agreed to: was it the citizen?
    recording_review,
    offering_change,  // the PIN that was typed with help
    recording_change,
    closing,          // card reset and the end's record under way
    handing_receipt,  // the session is over; its number stays until it is written down
};

inline constexpr std::size_t phase_count = static_cast<std::size_t>(Phase::handing_receipt) + 1;

// The question that the card has not yet answered. There is one at most.
enum class CardQuestion : std::uint8_t { none, tries, verify, command, reset };

// What is known of the panel in this entry (rule R3: nobody pays for its faults).
enum class PanelTrust : std::uint8_t {
    untested,
    proven,    // by known taps
    refused,   // by known taps
    not_used,  // the citizen types on the tactile keypad
};

// Which page of the help is open, in Phase::helping.
enum class GuidePage : std::uint8_t { none, pin_guide, pin_unknown, pin_characters };

// Help by a clerk, in the entry that is under way. Nothing of it outlives the entry.
struct Assistance {
    enum class Stage : std::uint8_t {
        none,
        wanted,  // a clerk asks; the question waits until the panel is proven
        asked,   // the question is put
        agreed,  // yes was said, and help goes on until it ends
    };
    Stage stage = Stage::none;
    std::uint16_t clerk = 0;         // who asks or helps: place in the staff list; stays for the records
    std::uint16_t next_clerk = 0;    // who asks as soon as this one's help is over
    std::uint16_t agreed_clerk = 0;  // to whom the citizen's yes holds now; 0: to nobody
    bool readable = false;           // the text has been up for long enough
    bool taken_back = false;         // by who asked, while a record was under way
    ConsentAnswer answer{};          // that is being recorded
    Manner manner{};
    AssistanceEnd end{};  // how it ends, or will as soon as what is under way has ended
    friend auto operator<=>(const Assistance&, const Assistance&) = default;
};

// Somebody who stands by, until they leave or the session ends.
struct Observation {
    enum class Stage : std::uint8_t { none, wanted, asked, present };
    Stage stage = Stage::none;
    std::uint8_t role = 0;  // place in the policy's list
    ObserverAnswer answer{};
    friend auto operator<=>(const Observation&, const Observation&) = default;
};

// What works. A session needs all of it.
struct Parts {
    bool panel = false;
    bool reader = false;
    bool screen = false;
    bool ledger = false;
    bool all() const { return panel && reader && screen && ledger; }
    friend auto operator<=>(const Parts&, const Parts&) = default;
};

struct State {
    Phase phase = Phase::closed;
    Parts parts;
    CardQuestion question = CardQuestion::none;
    bool card_present = false;
    bool card_seen = false;    // during this session; its removal then ends the session
    bool record_open = false;  // written, and the ledger has not yet said "durable"

    std::uint8_t tries_left = tries_unknown;
    bool last_try_agreed = false;
    bool choosing_language = false;  // where languages_are_offered
    GuidePage guide = GuidePage::none;
    PanelTrust panel = PanelTrust::untested;
    bool unclear = false;         // the last touch was taken for no key
    std::uint8_t max_length = 0;  // of the PIN that is asked
    std::uint8_t dots = 0;        // characters typed
    bool well_formed = false;

    Assistance assistance;
    Observation observation;
    bool helped = false;       // in this entry help has come and gone; the citizen goes on alone
    bool review_owed = false;  // the citizen has to be asked about help that has ended
    bool change_owed = false;  // and about the PIN that was verified with help
    ChangeAnswer change{};     // that is being recorded
    bool receipt_due = false;  // the session ends with a receipt
    bool receipt_recorded = false;

    Outcome outcome = Outcome::out_of_service;  // of the entry that is ending
    bool end_recorded = false;         // in ending_entry and closing: the record has been handed over
    bool card_reset = false;           // in closing: the card has forgotten what was verified
    std::optional<EndReason> end;      // the session ends when the entry has
    bool entry_waiting = false;        // the next entry was asked for while an outcome is on the glass
    bool command_recording = false;    // a command waits for its record
    std::optional<Outcome> lingering;  // the session is over; the citizen may still read how the entry ended
    bool card_to_take = false;         // after a session: the card is still in the reader
    Language language = Language::japanese;

    friend auto operator<=>(const State&, const State&) = default;
};

// True from the request of an entry to its outcome.
bool in_entry(const State& state);

// Before anything is typed.
bool languages_are_offered(const State& state);

// A clerk may have a hand in what is typed only while the citizen's yes to this clerk lives.
bool help_allows(const State& state);

// Known taps have proven it, or the citizen types on the keypad.
bool panel_is_trusted(const State& state);

// Everything that must hold before one try is risked (rules R3 and R4). The one place where conditions are
// added.
bool may_verify(const State& state);

// What the citizen sees in this state. PIN kind, procedure and fault code are added by the vault.
Scene scene_of(const State& state);

}  // namespace tsuitate::policy
