// The pad for a PIN of capitals and digits.
#include "policy/keypad/arrangement.hpp"
#include "policy/keypad/parts.hpp"

namespace tsuitate::policy {
namespace {

constexpr std::string_view digit_rows = "1234567890";
constexpr std::string_view letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

// On a small panel every millimetre goes to the keys: 36 of them are small there as it is.
constexpr double small_panel = 160;  // its shorter side
constexpr double small_margin = 3.5;
constexpr double small_bar = 15;
constexpr double small_gap = 1.5;
constexpr double small_space = 4;
constexpr double wanted_width = 19;   // of a key
constexpr double lowest_dots = 10.1;  // how many there are is written beside them

struct Frame {
    RectMm rest;
    double bar;
    double gap;
    double space;  // between letters and digits
};

Frame frame_of(const Measures& measures) {
    if (measures.short_side > small_panel) {
        return {measures.inner, measures.bar, measures.gap, 1.5 * measures.space};
    }
    Frame frame{.rest = {small_margin, small_margin, measures.size.width - 2 * small_margin,
                         measures.size.height - 2 * small_margin},
                .bar = std::min(measures.bar, small_bar),
                .gap = measures.gap,
                .space = std::min(measures.space, small_space)};
    if (measures.small()) {
        frame.bar = Measures::low_bar;
    }
    // Of two keys with the same pitch the one with the wider face is found more easily.
    const double keys = measures.portrait ? 6 : 10;
    const double gaps = measures.portrait ? 5 : 8;
    const double beside = measures.portrait ? 0 : frame.space;
    const double spare = frame.rest.width - beside - keys * wanted_width;
    frame.gap = std::clamp(spare / gaps, small_gap, measures.gap);
    return frame;
}

}  // namespace

// Where keys of the wanted pitch leave room, a floating pad is smaller by that room, at most by this share.
constexpr double floating_share = 0.15;

RectMm floated(const RectMm& room, const PadChoice& choice, double columns, double rows, double space) {
    const auto spare = [](double length, double needed) {
        const double free = std::min(floating_share * length, length - needed);
        return free < least_room ? 0 : free;
    };
    const double across = spare(room.width, columns * wanted_pitch + space);
    const double down = spare(room.height, rows * wanted_pitch + space);
    const FloatingPlace place = floating_place(choice.arrangement);
    return {room.x + place.across * across, room.y + place.down * down, room.width - across,
            room.height - down};
}

// All 36 characters on one page: a second page would tell the screen which half was meant. The rows above
// hold stop, what is asked and help; then what was typed, correct and confirm, like a line of a form with its
// button. The line stays where a pad floats.
Layout capitals_and_digits(const Measures& measures, const PadChoice& choice) {
    Layout layout;
    const Frame frame = frame_of(measures);
    RectMm rest = frame.rest;
    RectMm bar = take_top(rest, frame.bar, frame.gap);
    add(layout, KeyAction::stop, take_left(bar, measures.button, measures.space));
    add(layout, choice.aside, take_right(bar, measures.button_for(choice.aside), measures.space));
    if (measures.portrait) {
        // There is height to spare, and a long title in a narrow line would be small.
        bar = take_top(rest, std::max(0.085 * rest.height, frame.bar), frame.gap);
    }
    layout.heading = take_top(bar, 0.52 * bar.height, 0);
    layout.message = bar;

    RectMm line;
    if (measures.portrait) {
        // Sixteen dots need the whole width to be counted at a glance.
        layout.dots = take_top(rest, std::max(0.65 * frame.bar, lowest_dots), frame.gap);
        line = take_top(rest, std::max(0.8 * frame.bar, std::min(frame.bar, small_bar)), frame.space);
        const double keys = choice.clear ? 3 : 2;
        const double width = (line.width - (keys - 1) * frame.gap) / keys;
        add(layout, KeyAction::confirm, take_right(line, width, frame.gap));
        add(layout, KeyAction::correct, take_right(line, width, frame.gap));
        if (choice.clear) {
            add(layout, KeyAction::clear, line);
        }
    } else {
        line = take_top(rest, frame.bar, measures.space);
        add(layout, KeyAction::confirm, take_right(line, measures.button, frame.gap));
        add(layout, KeyAction::correct, take_right(line, measures.button, frame.gap));
        if (choice.clear) {
            add(layout, KeyAction::clear, take_right(line, measures.button, frame.gap));
        }
        layout.dots = line;
    }

    // On the other side the two blocks change places.
    if (choice.floats()) {
        rest = measures.portrait ? floated(rest, choice, 6, 7, frame.space)
                                 : floated(rest, choice, 10, 4, frame.space);
    }
    if (measures.portrait) {
        const double row = (rest.height - 5 * frame.gap - frame.space) / 7;
        const double height = 5 * row + 4 * frame.gap;
        const RectMm block =
            choice.mirrored ? take_bottom(rest, height, frame.space) : take_top(rest, height, frame.space);
        add_grid(layout, letters, 6, block, frame.gap);
        add_grid(layout, digit_rows, 5, rest, frame.gap);
    } else {
        const double column = (rest.width - 8 * frame.gap - frame.space) / 10;
        const double width = 7 * column + 6 * frame.gap;
        const RectMm block =
            choice.mirrored ? take_right(rest, width, frame.space) : take_left(rest, width, frame.space);
        add_grid(layout, letters, 7, block, frame.gap);
        add_grid(layout, digit_pad, 3, rest, frame.gap);
    }
    return layout;
}

}  // namespace tsuitate::policy
