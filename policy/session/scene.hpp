// Scene: everything a picture of the citizen's panel is drawn from. A pure value: the same scene on the same
// panel is the same picture, and nothing in it says which key was hit.
#pragma once

#include <cstdint>
#include <string>

#include "policy/session/vocabulary.hpp"

namespace tsuitate::policy {

inline constexpr std::uint8_t tries_unknown = 0xff;
inline constexpr std::uint8_t hold_steps = 4;
// The orders of ten digits.
inline constexpr std::uint32_t arrangements = 3628800;

struct Scene {
    SceneName name = SceneName::idle;
    Language language = Language::japanese;
    std::string pin_kind;   // name of a PinKind in the policy, empty where no PIN is concerned
    std::string procedure;  // name of a Procedure in the policy, empty where none was given
    std::uint8_t dots = 0;  // characters typed so far
    std::uint8_t tries_left = tries_unknown;
    bool can_confirm = false;      // the format is complete, the confirm button is live
    bool unclear = false;          // the last touch was taken for no key
    bool large_keys = false;       // for a hand that trembles
    std::uint8_t proof_cell = 0;   // where the button lies: of proof_cells(), or of calibration_points()
    std::uint16_t fault_code = 0;  // number to quote on an out-of-service screen, 0: none

    // Help and observers; names of the policy. A clerk's name says that help was agreed to and lasts, on the
    // screens of an entry; an observer's role, that one stands by: both are marked on every screen.
    std::string clerk;
    std::string reason;
    std::string help;
    std::string observer;
    std::uint8_t seconds_left = 0;  // of the agreed help, in steps; on `consent`, how long it would last
    std::uint8_t held = 0;          // of `hold_steps`: how long "yes" has been held
    bool swapped = false;           // the two answers of `consent` have changed places
    bool helped = false;            // help has come and gone in this entry; where keys lie or will lie
    bool mirrored = false;          // the keys lie on the other side
    bool keypad = false;            // a tactile keypad is there and can take over
    std::string receipt;            // "1234-5678-9012"
    std::string receipt_code;       // what the code beside it says; empty until the log is signed

    Pad pad = Pad::fixed;
    // Drawn anew for each entry, from 0 to arrangements - 1: the place of a floating pad, the order of a
    // shuffled one.
    std::uint32_t arrangement = 0;
    bool taken = false;  // the last touch was taken for a key: the whole pad says so, for a moment
    std::uint8_t seconds_to_act = 0;  // until the entry ends by itself, in steps; 0: far off
    Appearance appearance = Appearance::light;
    bool blank = false;  // nothing of this scene is drawn: the citizen listens, and types on the keypad
    std::uint16_t said_again = 0;  // how often the citizen asked to hear it once more

    friend bool operator==(const Scene&, const Scene&) = default;
};

// Whether the citizen may have this picture blanked: where something of the entry stands. What is answered
// for others (help, observers, receipts), and the panel's proof, must be seen.
bool may_be_blank(SceneName name);

}  // namespace tsuitate::policy
