// The number by which a session is found in the log.
#include "policy/keypad/parts.hpp"

namespace tsuitate::policy {

Layout receipt(const Measures& measures) {
    Layout layout;
    RectMm rest = measures.inner;
    const double button = std::clamp(0.15 * measures.short_side, 15.0, 30.0);
    RectMm bottom = take_bottom(rest, button, measures.space);
    if (measures.portrait) {
        layout.heading = take_top(rest, 0.14 * rest.height, measures.gap);
        layout.number = take_top(rest, 0.14 * rest.height, measures.space);
        const double side = std::min(rest.width, 0.58 * rest.height);
        layout.code = centred_in(take_bottom(rest, side, measures.space), side, side);
    } else {
        const double side = std::min(0.42 * rest.width, rest.height);
        const RectMm right = take_right(rest, side, 2 * measures.space);
        layout.code = centred_in(right, side, side);
        layout.heading = take_top(rest, 0.2 * rest.height, measures.gap);
        layout.number = take_top(rest, 0.26 * rest.height, measures.gap);
    }
    layout.message = rest;
    const double width = std::min(bottom.width, std::clamp(0.6 * measures.short_side, 60.0, 120.0));
    add(layout, KeyAction::done, centred_in(bottom, width, button));
    return layout;
}

}  // namespace tsuitate::policy
