// The number by which a session is found in the log.
#include "policy/keypad/parts.hpp"

namespace tsuitate::policy {

Layout receipt(const Measures& measures) {
    Layout layout;
    RectMm rest = measures.inner;
    const double height = std::clamp(0.17 * measures.short_side, 15.0, 30.0);
    if (measures.portrait) {
        const RectMm bottom = take_bottom(rest, height, measures.space);
        const double width = std::min(bottom.width, std::clamp(0.75 * measures.short_side, 60.0, 120.0));
        add(layout, KeyAction::done, centred_in(bottom, width, height));
        layout.heading = take_top(rest, 0.12 * rest.height, measures.gap);
        layout.number = take_top(rest, std::min(0.15 * rest.height, 0.16 * rest.width), measures.space);
        const double side = std::min(0.9 * rest.width, 0.55 * rest.height);
        layout.code = centred_in(take_bottom(rest, side, measures.space), side, side);
    } else {
        layout.heading = take_top(rest, 0.11 * rest.height, measures.gap);
        layout.number = take_top(rest, std::min(0.22 * rest.height, 0.14 * rest.width), measures.space);
        const double side = std::min(0.45 * rest.width, rest.height);
        layout.code = centred_in(take_right(rest, side, 2 * measures.space), side, side);
        add(layout, KeyAction::done, take_bottom(rest, height, measures.space));
    }
    layout.message = rest;
    return layout;
}

}  // namespace tsuitate::policy
