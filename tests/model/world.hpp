// World: what somebody beside the session machine remembers, and the rules of the design held against each
// step of it. The machine is the real one; nothing of it is copied here.
#pragma once

#include <cstdint>
#include <string>

#include "policy/session/machine.hpp"

namespace tsuitate::policy {

struct World {
    State state;
    bool pin_held = false;          // characters lie in the vault
    bool last_try_yes = false;      // in this entry, on the last-try question
    bool panel_proven = false;      // since the last doubt: known taps said so, and that is durable
    bool keypad_chosen = false;     // in this entry: begun on the tactile keypad, or changed to it
    bool consent_shown = false;     // this question was on the glass, and that is durable
    bool read_long_enough = false;  // for so long that it could be read
    bool yes_held = false;          // to the question that is being recorded
    std::uint16_t helper = 0;       // to whom a durable yes of the citizen's holds now; 0: to nobody
    bool review_missing = false;  // help was agreed to, and no record says what the citizen said of it later
    std::uint8_t entries_pending = 0;    // asked and not answered
    std::uint8_t helps_pending = 0;      // likewise
    std::uint8_t observers_pending = 0;  // likewise
    bool observer_yes = false;           // the citizen touched it, on the question that is being recorded
    bool open_pending = false;
    bool command_pending = false;
    RecordKind open_record{};        // meaningful while state.record_open
    std::string_view open_detail{};  // what it says
    friend auto operator<=>(const World&, const World&) = default;
};

// The world after one step. Returns the rule that was broken, or nothing.
std::string follow(World& world, const Event& event, const Step& taken);

}  // namespace tsuitate::policy
