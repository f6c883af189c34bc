// What is read on the panel, and answered with few buttons.
#include "policy/calibration/run.hpp"
#include "policy/keypad/parts.hpp"

namespace tsuitate::policy {
namespace {

constexpr Bar stop_alone{.left = KeyAction::stop};
constexpr Bar stop_and_language{.left = KeyAction::stop, .right = KeyAction::language};

}  // namespace

Layout notice(const Measures& measures, bool stop, bool language) {
    Layout layout;
    RectMm rest = measures.inner;
    if (stop || language) {
        add_bar(layout, rest, measures, language ? stop_and_language : stop_alone);
    } else if (!measures.small()) {
        // Nothing lies above: what is said stands nearer to the middle.
        take_top(rest, 0.07 * rest.height, 0);
    }
    layout.heading = take_top(rest, (stop || language ? 0.68 : 0.58) * rest.height, measures.gap);
    layout.message = rest;
    return layout;
}

Layout page(const Measures& measures, KeyAction button, KeyAction aside) {
    const bool before_entry = aside != KeyAction::character;
    Layout layout;
    RectMm rest = measures.inner;
    const RectMm bar_middle = add_bar(layout, rest, measures, before_entry ? stop_and_language : stop_alone);
    const double height = std::clamp(0.19 * measures.short_side, 16.0, 36.0);
    const double width = std::min(rest.width, std::clamp(0.75 * measures.short_side, 70.0, 150.0));
    RectMm bottom = take_bottom(rest, height, measures.space);
    RectMm middle = centred_in(bottom, width, height);
    if (before_entry) {
        add(layout, aside, take_left(bottom, measures.button_for(aside), measures.space));
        // In the middle of the panel where the other button leaves it room.
        if (middle.x < bottom.x) {
            middle = bottom;
        }
    }
    add(layout, button, middle);
    place_text(layout, rest, bar_middle, measures);
    return layout;
}

Layout reading(const Measures& measures) {
    Layout layout;
    RectMm rest = measures.inner;
    const RectMm bar_middle = add_bar(layout, rest, measures, stop_alone);
    place_text(layout, rest, bar_middle, measures);
    return layout;
}

Layout calibration(SizeMm panel, std::uint8_t number) {
    constexpr double side = 14;
    Layout layout;
    const std::vector<PointMm> points = calibration_points(panel);
    const PointMm point = points[number % points.size()];
    add(layout, KeyAction::here, {point.x - side / 2, point.y - side / 2, side, side});
    layout.heading = {0.2 * panel.width, 0.31 * panel.height, 0.6 * panel.width, 0.1 * panel.height};
    layout.message = {0.18 * panel.width, 0.6 * panel.height, 0.44 * panel.width, 0.24 * panel.height};
    return layout;
}

}  // namespace tsuitate::policy
