// Parts: what the layouts of all scenes are cut from: rectangles, and the lengths that they share.
#pragma once

#include <algorithm>
#include <array>
#include <string_view>

#include "policy/keypad/layout.hpp"

namespace tsuitate::policy {

// What is cut off a rectangle, and a gap with it; the rectangle keeps the rest.
RectMm take_top(RectMm& rest, double height, double gap);
RectMm take_bottom(RectMm& rest, double height, double gap);
RectMm take_left(RectMm& rest, double width, double gap);
RectMm take_right(RectMm& rest, double width, double gap);
RectMm centred_in(const RectMm& box, double width, double height);

// The lengths that all scenes of one panel share. All grow with its shorter side, within what a finger and an
// eye need.
struct Measures {
    explicit Measures(SizeMm panel)
        : size(panel),
          short_side(std::min(panel.width, panel.height)),
          portrait(panel.height > panel.width),
          margin(std::clamp(0.05 * short_side, 3.5, 10.0)),
          gap(std::clamp(0.016 * short_side, 1.5, 3.0)),
          space(std::clamp(0.034 * short_side, 2.5, 7.0)),
          bar(std::clamp(0.125 * short_side, 15.0, 25.0)),
          button(std::clamp(0.235 * short_side, 23.0, 46.0)),
          inner{margin, margin, panel.width - 2 * margin, panel.height - 2 * margin} {}

    // A 7-inch panel: what is 15 mm high elsewhere leaves too little there to what matters more.
    static constexpr double low_bar = 12;
    bool small() const { return short_side < 110; }

    // For much to read on a small panel: as little as possible goes to the rim and between groups.
    Measures close_set() const {
        Measures close = *this;
        if (small()) {
            close.bar = low_bar;
            close.margin = 3.5;
            close.space = 2;
            close.inner = {close.margin, close.margin, size.width - 2 * close.margin,
                           size.height - 2 * close.margin};
        }
        return close;
    }

    // Of a button in the bar. The one that ends a clerk's help has more words than the others; the one for
    // another language is found by its sign, which needs room beside the word.
    double button_for(KeyAction action) const {
        constexpr double more = 1.3;
        return action == KeyAction::withdraw || action == KeyAction::language ? more * button : button;
    }

    SizeMm size;
    double short_side;
    bool portrait;
    double margin;
    double gap;     // between keys
    double space;   // between groups
    double bar;     // height of the buttons along the top
    double button;  // width of one
    RectMm inner;
};

void add(Layout& layout, KeyAction action, const RectMm& area);
// `characters` row by row; a space leaves its cell empty.
void add_grid(Layout& layout, std::string_view characters, std::size_t columns, const RectMm& box,
              double gap);

// The buttons of the bar along the top; KeyAction::character for none.
struct Bar {
    KeyAction left = KeyAction::character;
    KeyAction right = KeyAction::character;
};
// What its buttons leave is for a heading.
RectMm add_bar(Layout& layout, RectMm& rest, const Measures& measures, const Bar& keys);
// The names of PINs are long: between two buttons they may have less room than they need.
bool heading_has_own_row(const RectMm& bar_middle, const Measures& measures);
// Where the panel is wide, the heading goes between the buttons and leaves the height to the text; where it
// is high, it gets its own place.
void place_text(Layout& layout, RectMm rest, const RectMm& bar_middle, const Measures& measures);

inline constexpr std::string_view digit_pad = "123456789 0 ";
// From one key to the next, of the pad that everybody gets first. Fewer touches can be mistaken the larger it
// is (docs/benchmarks.md).
inline constexpr double wanted_pitch = 23;
// Less than this is not seen as another place.
inline constexpr double least_room = 8;

// What an entry's keys depend on, besides the PIN.
struct PadChoice {
    bool large = false;                 // for a hand that trembles, all the room there is
    bool mirrored = false;              // the keys lie on the other side
    bool clear = false;                 // with a key that takes all back
    KeyAction aside = KeyAction::help;  // the key opposite to stop
    Pad pad = Pad::fixed;
    std::uint32_t arrangement = 0;  // see arrangement.hpp
    // All the room there is leaves none to move in.
    bool floats() const { return pad == Pad::floating && !large; }
};

Layout digits(const Measures& measures, const PadChoice& choice);
Layout capitals_and_digits(const Measures& measures, const PadChoice& choice);
// A scene with little to say: a sign and a heading in the upper part, a few words below.
Layout notice(const Measures& measures, bool stop, bool language);
// A page to read, with one large button below it; before an entry, also a way to help (`aside`) and another
// language.
Layout page(const Measures& measures, KeyAction button, KeyAction aside);
// Something to read, and no more to do on this panel than to stop.
Layout reading(const Measures& measures);
// One point of calibration_points(), and words where none of the points lies.
Layout calibration(SizeMm panel, std::uint8_t number);
// Yes and no are equally large and as far apart as the panel allows; nobody is led to either.
Layout question(const Measures& measures, const Bar& bar, bool yes_first);
// The same for three answers.
Layout question_of_three(const Measures& measures, const Bar& bar, const std::array<KeyAction, 3>& answers);
// The steps of the help, from the least intrusive on, in rows.
Layout ladder(const Measures& measures, const Scene& scene);
// A page about the PIN, with the key that leads back and at most one that leads on.
Layout guide(const Measures& measures, const Scene& scene);
// A key for each language, and how the panel looks.
Layout languages(const Measures& measures);
// A number to write down, and a code to scan.
Layout receipt(const Measures& measures);
// The time that is left and the key for more of it, added to a layout with a heading.
void add_countdown(Layout& layout, const Measures& measures);

}  // namespace tsuitate::policy
