// Event: what can happen to a session. Nothing else moves it. No event carries a character or a place on the
// panel.
#pragma once

#include <cstdint>
#include <variant>

#include "policy/keypad/layout.hpp"
#include "policy/session/assistance.hpp"
#include "policy/session/vocabulary.hpp"

namespace tsuitate::policy {

// From the caller, through the front.
struct SessionAsked {
    Language language = Language::japanese;
};
struct EntryAsked {
    std::uint8_t max_length = 0;
};
struct CommandAsked {
    bool recorded = false;  // the policy wants a record before it is sent
};
struct CloseAsked {};
struct CallerLeft {};
// A clerk asks to help, an observer is announced: both as places in the policy's lists. What the citizen
// answers comes from the panel; no event of a caller's says yes.
struct AssistanceAsked {
    std::uint16_t clerk = 0;
};
struct AssistanceTakenBack {};
struct ObserverAnnounced {
    std::uint8_t role = 0;
};
struct ObserverWent {};

// From the citizen. Only what was touched on the picture that is on the glass gets here (rule R2).
struct Touched {
    KeyAction action = KeyAction::character;
    bool on_keypad = false;  // a key of the tactile keypad, not the panel
};
struct LanguageChosen {
    Language language = Language::japanese;
};
// A touch meant for the one button of a known place, judged together with those before it. On the panel, the
// start of an entry is always such a touch.
struct KnownTap {
    enum class Verdict : std::uint8_t { another_needed, proven, refused };
    Verdict verdict = Verdict::another_needed;
};
// A touch that was taken for no key.
struct Unclear {
    bool again_and_again = false;  // help is due
};
// "Yes" was held long enough, and began after the text could be read (see ReadTimeUp).
struct YesHeld {
    bool on_keypad = false;
    Manner manner = Manner::usual;
};
// With another tool a panel may do that was refused: the stylus.
struct ToolChanged {};
// After the vault changed the typed characters.
struct EntryChanged {
    std::uint8_t count = 0;
    bool well_formed = false;
};

// From the card.
struct CardCame {};
struct CardWent {};
struct TriesFound {
    enum class Found : std::uint8_t { tries, locked, foreign_card, no_pin_service, card_gone, failed };
    Found found = Found::failed;
    std::uint8_t left = 0;
};
struct CardSaid {
    enum class Said : std::uint8_t { verified, wrong, locked, inconclusive, not_sent };
    Said said = Said::inconclusive;
    std::uint8_t left = 0;
};
struct CommandDone {};
struct CardWasReset {};

// From the ledger.
struct RecordDurable {};
struct RecordFailed {};

// From the screen: the question about help is on the glass.
struct ConsentShown {};

// From the clock.
struct ReadTimeUp {};  // the question has been on the glass long enough to be read
struct HelpTimeUp {};  // the time that was agreed to is over
struct PhaseTimeUp {};
struct EntryTimeUp {};
struct SessionTimeUp {};

// From the parts.
struct PartsChanged {
    bool panel = false;
    bool reader = false;
    bool screen = false;
    bool ledger = false;
};
struct ReaderHung {};  // its open question will never be answered

using Event =
    std::variant<SessionAsked, EntryAsked, CommandAsked, CloseAsked, CallerLeft, Touched, EntryChanged,
                 KnownTap, Unclear, ToolChanged, CardCame, CardWent, TriesFound, CardSaid, CommandDone,
                 CardWasReset, RecordDurable, RecordFailed, PhaseTimeUp, EntryTimeUp, SessionTimeUp,
                 PartsChanged, ReaderHung, AssistanceAsked, AssistanceTakenBack, ObserverAnnounced,
                 ObserverWent, YesHeld, ConsentShown, ReadTimeUp, HelpTimeUp, LanguageChosen>;

}  // namespace tsuitate::policy
