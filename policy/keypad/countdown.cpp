// How much time is left, and the key that gives more: in the place of the heading, so that no other key moves
// when they come and go.
#include "policy/keypad/parts.hpp"

namespace tsuitate::policy {

void add_countdown(Layout& layout, const Measures& measures) {
    RectMm place = layout.heading;
    const RectMm& message = layout.message;
    const bool below_heading = message.y < layout.dots.y;
    layout.heading = {};
    if (layout.dots.height > 0 && below_heading) {
        // Two narrow lines: both go.
        place.height = message.y + message.height - place.y;
        layout.message = {};
    }
    constexpr double flat = 2.4;
    if (place.width > flat * place.height) {
        const double width = std::clamp(0.42 * place.width, 0.5 * measures.button, 1.6 * measures.button);
        const RectMm key = take_right(place, width, measures.space);
        add(layout, KeyAction::more_time, centred_in(key, width, std::min(key.height, measures.bar)));
    } else {
        const double height = std::clamp(0.17 * measures.short_side, 13.5, 30.0);
        add(layout, KeyAction::more_time, take_bottom(place, height, measures.gap));
    }
    layout.countdown = place;
}

}  // namespace tsuitate::policy
