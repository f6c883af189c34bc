// Parts: what the layouts of all scenes are cut from: rectangles, and the lengths that they share.
#pragma once

#include <algorithm>
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
    explicit Measures(const Panel& panel)
        : size(panel.size),
          short_side(std::min(panel.size.width, panel.size.height)),
          portrait(panel.size.height > panel.size.width),
          margin(std::clamp(0.05 * short_side, 3.5, 10.0)),
          gap(std::clamp(0.016 * short_side, 1.5, 3.0)),
          space(std::clamp(0.034 * short_side, 2.5, 7.0)),
          bar(std::clamp(0.125 * short_side, 12.0, 25.0)),
          button(std::clamp(0.235 * short_side, 23.0, 46.0)),
          inner{margin, margin, panel.size.width - 2 * margin, panel.size.height - 2 * margin} {}

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

inline constexpr std::string_view digit_pad = "123456789 0 ";

// The layouts, one a file.
// `large`: for a hand that trembles, all the room there is.
Layout digits(const Measures& measures, bool large);
Layout capitals_and_digits(const Measures& measures);
// A scene with little to say: a sign and a heading in the upper part, a few words below.
Layout notice(const Measures& measures, bool stop, bool language);
// A page to read, with one large button below it.
Layout page(const Measures& measures, KeyAction button, bool language);
// Something to read, and no more to do on this panel than to stop.
Layout reading(const Measures& measures);
// One point of calibration_points(), and words where none of the points lies.
Layout calibration(SizeMm panel, std::uint8_t number);
// Yes and no are equally large and as far apart as the panel allows; nobody is led to either.
Layout question(const Measures& measures);

}  // namespace tsuitate::policy
