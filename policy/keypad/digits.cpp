// The pad for a PIN of digits.
#include "policy/keypad/arrangement.hpp"
#include "policy/keypad/parts.hpp"

namespace tsuitate::policy {
namespace {

// Widest key of a digit pad: hands that tremble gain up to here, and reach is lost beyond.
constexpr double largest_key_width = 38;
constexpr double largest_key_height = 42;
constexpr double smallest_key_width = 19;
constexpr double largest_pitch = 40;  // as far as helps

// Keys of this height leave as much above and below the pad: a panel is worst at its rim. Where that would
// be less than the wanted pitch, the rim gives way.
double key_height_within(double height, const Measures& measures) {
    const double one_key_away = (height - 3 * measures.gap) / 6;
    const double at_most = (height - 2 * measures.margin - 3 * measures.gap) / 4;
    return std::min(
        {std::max(one_key_away, wanted_pitch - measures.gap), largest_pitch - measures.gap, at_most});
}

// Row by row, in the shape of `digit_pad`.
std::string characters_of(const PadChoice& choice) {
    std::string characters(digit_pad);
    if (choice.pad == Pad::shuffled) {
        const std::string order = digits_in_order(choice.arrangement);
        auto next = order.begin();
        for (char& key : characters) {
            key = key == ' ' ? key : *next++;
        }
    }
    return characters;
}

// The pad, and towards the rim, apart, a column of correct and confirm: neither is a neighbour of 0.
void add_digit_pad(Layout& layout, RectMm block, const Measures& measures, double key_width,
                   const PadChoice& choice) {
    RectMm column = choice.mirrored ? take_left(block, key_width, measures.space)
                                    : take_right(block, key_width, measures.space);
    add_grid(layout, characters_of(choice), 3, block, measures.gap);
    const double keys = choice.clear ? 3 : 2;
    const double height = (column.height - (keys - 1) * measures.gap) / keys;
    if (choice.clear) {
        add(layout, KeyAction::clear, take_top(column, height, measures.gap));
    }
    add(layout, KeyAction::correct, take_top(column, height, measures.gap));
    add(layout, KeyAction::confirm, column);
}

// How far a floating pad may go towards a rim that is `rim` away: a whole key stays between them where that
// leaves room to move in, and half a key elsewhere.
double room_towards(double rim, double key) {
    const double whole_key_stays = rim - key;
    return std::max(0.0, whole_key_stays >= key / 2 ? whole_key_stays : rim - key / 2);
}

double room_or_none(double room) {
    return room < least_room ? 0 : room;
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
    const auto take_beside_pad = [&](RectMm& from, double width, double gap = 0) {
        return choice.mirrored ? take_left(from, width, gap) : take_right(from, width, gap);
    };
    const RectMm side = take_beside_pad(rest, block_width, 1.5 * measures.space);
    RectMm block = centred_in(side, block_width, 4 * key_height + 3 * measures.gap);
    if (choice.floats()) {
        // Sideways as far as the words can spare; they stay where they are wherever the pad is.
        const FloatingPlace place = floating_place(choice.arrangement);
        const double across = room_or_none(rest.width - 2 * measures.button - measures.gap);
        const double down =
            room_or_none(2 * std::min(block.y - measures.margin, room_towards(block.y, key_height)));
        take_beside_pad(rest, across);
        block.x += (choice.mirrored ? place.across : -place.across) * across;
        block.y += (place.down - 0.5) * down;
    }
    add_digit_pad(layout, block, measures, key_width, choice);

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
    const double beside = bottom.width - block_width;
    RectMm block = choice.large      ? centred_in(bottom, block_width, block_height)
                   : choice.mirrored ? take_left(bottom, block_width, 0)
                                     : take_right(bottom, block_width, 0);
    if (choice.floats()) {
        const FloatingPlace place = floating_place(choice.arrangement);
        const double across =
            room_or_none(std::min(beside, room_towards(beside + measures.margin, key_width)));
        const double spared = std::max(0.0, room - below);  // by the words
        const double down =
            room_or_none(spared + std::min(below, room_towards(below + measures.margin, key_height)));
        const double up = std::min(spared, down);
        take_bottom(rest, up, 0);
        block.x += (choice.mirrored ? place.across : -place.across) * across;
        block.y += place.down * down - up;
    }
    add_digit_pad(layout, block, measures, key_width, choice);

    RectMm bar = take_top(rest, measures.bar, measures.space);
    add(layout, KeyAction::stop, take_left(bar, measures.button, 0));
    add(layout, choice.aside, take_right(bar, measures.button_for(choice.aside), 0));
    // High enough for the key of the countdown.
    const double heading = std::max(0.36, std::min(15.2 / rest.height, 0.5));
    add_words(layout, rest, heading, 0.82 - heading, measures);
    return layout;
}

}  // namespace

Layout digits(const Measures& given, const PadChoice& choice) {
    // A finger that slides off a key shall not be on the next one.
    constexpr double wider = 1.6;
    Measures measures = given;
    measures.gap *= choice.large ? wider : 1;
    return measures.portrait ? digits_in_portrait(measures, choice) : digits_in_landscape(measures, choice);
}

}  // namespace tsuitate::policy
