// How much time is left, and the key that gives more: in the place of the heading, so that no other key moves
// when they come and go. In an entry the name of the PIN stays: it is what the citizen came to type.
#include "policy/keypad/parts.hpp"

namespace tsuitate::policy {
namespace {

constexpr double lowest_key = 15;
constexpr double narrowest_key = 28.5;
constexpr double line = 7.5;  // of type

// The key beside the words where there is width, below them elsewhere.
void add_clock(Layout& layout, RectMm place, const Measures& measures, double share) {
    constexpr double flat = 2.4;
    if (place.width > flat * place.height) {
        const double least_width = std::min(narrowest_key, 0.42 * place.width);
        const double width =
            std::clamp(share * place.width, least_width, std::max(least_width, 1.6 * measures.button));
        const RectMm key = take_right(place, width, measures.space);
        const double highest = std::max(measures.bar, lowest_key);
        add(layout, KeyAction::more_time, centred_in(key, width, std::min(key.height, highest)));
    } else {
        const double room = place.height - measures.gap - line;
        const double height = std::clamp(0.17 * measures.short_side, std::min(lowest_key, room), 30.0);
        add(layout, KeyAction::more_time, take_bottom(place, std::min(height, room), measures.gap));
    }
    layout.countdown = place;
}

// Of letters: two lines between stop and help. The upper keeps the name, the key has the height of both.
void share_lines(Layout& layout, const Measures& measures) {
    RectMm both = layout.heading;
    both.height = layout.message.y + layout.message.height - both.y;
    // The name wants more width than the key.
    add_clock(layout, both, measures, 0.3);
    layout.heading = take_top(layout.countdown, both.height / 2, 0);
    layout.message = {};
}

}  // namespace

void add_countdown(Layout& layout, const Measures& measures) {
    if (layout.dots.height > 0 && layout.message.y < layout.dots.y) {
        share_lines(layout, measures);
        return;
    }
    RectMm place = layout.heading;
    layout.heading = {};
    if (layout.dots.height > 0) {
        constexpr double roomy = 5 * line;
        if (place.height >= roomy) {
            layout.heading = take_top(place, 0.36 * place.height, measures.gap);
        } else if (layout.message.height >= 3.6 * line) {
            layout.heading = take_top(layout.message, 2 * line, measures.gap);
        } else {
            // Under the dots there is room for one of them: tries and characters were read before the entry.
            layout.heading = layout.message;
            layout.message = {};
        }
    }
    const double low = measures.small() ? Measures::low_bar : lowest_key;
    if (place.height < low && layout.dots.height == 0) {
        // A page whose heading is a low line: what it has to say gives way as well.
        place.height = layout.message.y + layout.message.height - place.y;
        layout.message = {};
    }
    add_clock(layout, place, measures, 0.42);
}

}  // namespace tsuitate::policy
