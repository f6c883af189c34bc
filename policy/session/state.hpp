// State: where a session stands. A plain value; what the PIN is, only the vault's Secret knows.
#pragma once

#include <cstdint>
#include <optional>

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
    // Consent to assistance belongs here: after the explanation, before the first character; and `may_verify`
    // asks whether it lives.
    entering,
    helping,            // the help text lies over the entry
    holding_back,       // typed and confirmed; nobody outside learns when exactly
    rechecking_tries,   // typed and confirmed; the tries are read once more before one is risked
    recording_attempt,  // rule R4: the record of the attempt before the attempt
    verifying,
    rereading_tries,  // no clear answer came: what can the citizen be told?
    recording_outcome,
    ending_entry,  // without a VERIFY; waits for open questions, then writes why
    showing_outcome,
    closing,  // card reset and the end's record under way
};

inline constexpr std::size_t phase_count = static_cast<std::size_t>(Phase::closing) + 1;

// The question that the card has not yet answered. There is one at most.
enum class CardQuestion : std::uint8_t { none, tries, verify, command, reset };

// What is known of the panel in this entry (rule R3: nobody pays for its faults).
enum class PanelTrust : std::uint8_t {
    untested,
    proven,    // by known taps
    refused,   // by known taps
    not_used,  // the citizen types on the tactile keypad
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
    PanelTrust panel = PanelTrust::untested;
    bool unclear = false;         // the last touch was taken for no key
    std::uint8_t max_length = 0;  // of the PIN that is asked
    std::uint8_t dots = 0;        // characters typed
    bool well_formed = false;

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

// Everything that must hold before one try is risked (rules R3 and R4). The one place where conditions are
// added.
bool may_verify(const State& state);

// What the citizen sees in this state. PIN kind, procedure and fault code are added by the vault.
Scene scene_of(const State& state);

}  // namespace tsuitate::policy
