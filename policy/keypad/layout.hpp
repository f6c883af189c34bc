// Layout: where the touch targets of a scene lie on a panel. The screen draws it and the vault decodes by it;
// both call this one pure function, and compare its fingerprint, so they can never disagree about a key.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "policy/pin/pin_kind.hpp"
#include "policy/session/scene.hpp"
#include "policy/touch/geometry.hpp"

namespace tsuitate::policy {

enum class KeyAction : std::uint8_t {
    character,
    correct,  // takes back the last character
    clear,    // takes back all
    confirm,
    stop,
    help,
    back,   // from the help
    start,  // "I have read this": begins the entry
    yes,
    no,
    language,  // leads to choose_language
    here,      // the button of prove_panel: a known target
    // The steps of the help screen.
    check_panel,
    larger_keys,
    use_pen,
    use_keypad,
    other_side,
    call_clerk,
    leave_alone,
    show_tries,
    withdraw,   // ends the help of a clerk
    not_asked,  // "I was not asked"
    later,
    done,             // the receipt is written down
    choose_language,  // one of them; Key::character is its number
    appearance,       // the next one: light, dark, high contrast
    pin_guide,
    pin_unknown,
    more_time,  // the countdown begins anew
    pin_characters,
    // Of the tactile keypad alone.
    blank,      // the picture goes, or comes back
    say_again,  // to whoever listens
};

struct Key {
    KeyAction action = KeyAction::character;
    std::uint8_t character =
        0;  // ASCII, for KeyAction::character; a Language, for KeyAction::choose_language
    friend bool operator==(const Key&, const Key&) = default;
};

struct Target {
    Key key;
    RectMm area;
    friend bool operator==(const Target&, const Target&) = default;
};

// Regions that are drawn into and not touched.
struct Layout {
    std::vector<Target> targets;
    RectMm heading;    // title of the scene, which PIN
    RectMm message;    // sentences, tries left
    RectMm dots;       // the entry field; empty where nothing is typed
    RectMm mark;       // says that somebody helps or stands by; empty where nobody does
    RectMm code;       // the receipt's; empty elsewhere
    RectMm number;     // the receipt's, in large type; empty elsewhere
    RectMm countdown;  // how much time is left; empty while there is plenty
    // On prove_panel: from the middle of one key to the nearest other, in millimetres, of the keys that will
    // lie there; 0 elsewhere.
    double pitch = 0;
    friend bool operator==(const Layout&, const Layout&) = default;
};

// `kind` is null where the scene concerns no PIN.
Layout layout_of(const Panel& panel, const Scene& scene, const PinKind* kind);

// Of whom the mark of a scene speaks. A scene also names a clerk where help is only asked for or has ended,
// and an observer where one is only asked about: of those it does not.
struct Marks {
    bool helped = false;      // help was agreed to and lasts
    bool help_ended = false;  // the clerk should step back
    bool observed = false;
    unsigned count() const { return (helped || help_ended ? 1U : 0U) + (observed ? 1U : 0U); }
    friend bool operator==(const Marks&, const Marks&) = default;
};
Marks marks_of(const Scene& scene);

// Where the button of prove_panel may lie: where the keys of this PIN will be, so that the panel is proven
// there. Of `scene` counts what moves the keys: the mark, the side on which they lie, and a floating
// pad's place.
std::vector<RectMm> proof_cells(const Panel& panel, const Scene& scene, const PinKind* kind);

// Which of the targets lies under a point; their number where none does. Neither this nor the next does other
// work, or looks elsewhere, for one key than for another.
std::size_t target_at(const Layout& layout, PointMm point);
// The key of that target. Precondition: there is one.
Key key_of(const Layout& layout, std::size_t target);

// A number that differs when any target differs by a micrometre.
std::uint64_t fingerprint(const Layout& layout);
// The same without the key of the countdown. That one comes and goes where no other key lies, so a touch that
// is under way meanwhile means what it meant.
std::uint64_t lasting_fingerprint(const Layout& layout);

// "1", "A", "confirm": the name of a key for test scripts.
std::string name_of(const Key& key);

}  // namespace tsuitate::policy
