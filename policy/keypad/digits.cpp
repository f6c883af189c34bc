// The pad for a PIN of digits.
#include "policy/keypad/parts.hpp"

namespace tsuitate::policy {
namespace {

// Widest key of a digit pad: hands that tremble gain up to here, and reach is lost beyond.
constexpr double largest_key_width = 38;
constexpr double largest_key_height = 42;
constexpr double smallest_key_width = 19;
// Of the pad that everybody gets first: from one key to the next. Fewer touches can be mistaken the larger it
// is (docs/benchmarks.md), and 40 mm is as far as helps.
constexpr double wanted_pitch = 23;
constexpr double largest_pitch = 40;

// Keys of this height leave as much above and below the pad: a panel is worst at its rim. Where that would
// be less than the wanted pitch, the rim gives way.
double key_height_within(double height, const Measures& measures) {
    const double one_key_away = (height - 3 * measures.gap) / 6;
    const double at_most = (height - 2 * measures.margin - 3 * measures.gap) / 4;
    return std::min(
        {std::max(one_key_away, wanted_pitch - measures.gap), largest_pitch - measures.gap, at_most});
}

// The pad, and towards the rim, apart, a column of correct and confirm: neither is a neighbour of 0.
void add_digit_pad(Layout& layout, RectMm block, const Measures& measures, double key_width, bool mirrored) {
    const RectMm actions =
        mirrored ? take_left(block, key_width, measures.space) : take_right(block, key_width, measures.space);
    add_grid(layout, digit_pad, 3, block, measures.gap);
    RectMm column = actions;
    add(layout, KeyAction::correct, take_top(column, (column.height - measures.gap) / 2, measures.gap));
    add(layout, KeyAction::confirm, column);
}

void add_words(Layout& layout, RectMm rest, double heading, double dots, const Measures& measures) {
    layout.heading = take_top(rest, heading * rest.height, measures.gap);
    layout.dots = take_top(rest, dots * rest.height, measures.gap);
    layout.message = rest;
}

// Left the words, right the pad, or the other way round; the column of correct and confirm lies between its
// digits and the rim.
Layout digits_in_landscape(const Measures& measures, const PadChoice& choice) {
    Layout layout;
    RectMm rest = measures.inner;
    const double gaps = 2 * measures.gap + measures.space;
    const double widest_block = std::max(0.6 * rest.width, 4 * smallest_key_width + gaps);
    const double widest = std::min(largest_key_width, (widest_block - gaps) / 4);
    const double highest =
        std::min({largest_key_height, 1.25 * widest, (rest.height - 3 * measures.gap) / 4});
    const double key_height =
        choice.large ? highest : std::min(highest, key_height_within(measures.size.height, measures));
    const double key_width =
        choice.large ? widest : std::min({widest, largest_pitch - measures.gap, 1.25 * key_height});
    const double block_width = 4 * key_width + gaps;
    const RectMm side = choice.mirrored ? take_left(rest, block_width, 1.5 * measures.space)
                                        : take_right(rest, block_width, 1.5 * measures.space);
    add_digit_pad(layout, centred_in(side, block_width, 4 * key_height + 3 * measures.gap), measures,
                  key_width, choice.mirrored);

    RectMm bar = take_top(rest, measures.bar, measures.space);
    const double most = (bar.width - measures.gap) / 2;
    add(layout, KeyAction::stop, take_left(bar, std::min(measures.button, most), 0));
    add(layout, choice.aside, take_right(bar, std::min(measures.button_for(choice.aside), most), 0));
    add_words(layout, rest, 0.42, 0.36, measures);
    return layout;
}

// The words above, the pad below: as far from one side and the lower rim as a key is large, where the words
// leave the room.
Layout digits_in_portrait(const Measures& measures, const PadChoice& choice) {
    constexpr double least_words = 0.38;  // of the height
    Layout layout;
    RectMm rest = measures.inner;
    const double gaps = 2 * measures.gap + measures.space;
    const double widest = std::min(largest_key_width, (rest.width - gaps) / 4);
    const double one_key_away = (measures.size.width - gaps - measures.margin) / 5;
    const double key_width = choice.large ? widest
                                          : std::min({widest, largest_pitch - measures.gap,
                                                      std::max(one_key_away, wanted_pitch - measures.gap)});
    const double most = std::min(largest_key_height, (0.6 * rest.height - 3 * measures.gap) / 4);
    // Four rows and as much again below them, under the words.
    const double with_rim = ((1 - least_words) * rest.height - 3 * measures.gap + measures.margin) / 5;
    const double key_height =
        choice.large ? std::min(most, 1.1 * key_width)
                     : std::min({most, 1.1 * key_width, std::max(with_rim, wanted_pitch - measures.gap)});
    const double block_height = 4 * key_height + 3 * measures.gap;
    const double room = (1 - least_words) * rest.height - block_height;
    const double below =
        choice.large ? 0 : std::clamp(room, 0.0, std::max(0.0, key_height - measures.margin));
    take_bottom(rest, below, 0);
    RectMm bottom = take_bottom(rest, block_height, 1.5 * measures.space);
    const double block_width = 4 * key_width + gaps;
    const RectMm block = choice.large      ? centred_in(bottom, block_width, block_height)
                         : choice.mirrored ? take_left(bottom, block_width, 0)
                                           : take_right(bottom, block_width, 0);
    add_digit_pad(layout, block, measures, key_width, choice.mirrored);

    RectMm bar = take_top(rest, measures.bar, measures.space);
    add(layout, KeyAction::stop, take_left(bar, measures.button, 0));
    add(layout, choice.aside, take_right(bar, measures.button_for(choice.aside), 0));
    add_words(layout, rest, 0.36, 0.46, measures);
    return layout;
}

}  // namespace

Layout digits(const Measures& measures, const PadChoice& choice) {
    return measures.portrait ? digits_in_portrait(measures, choice) : digits_in_landscape(measures, choice);
}

}  // namespace tsuitate::policy
