// What is read on the panel, and answered with few buttons.
#include "policy/calibration/run.hpp"
#include "policy/keypad/parts.hpp"

namespace tsuitate::policy {
namespace {

// The bar along the top. Its middle, between the places of its two buttons, is left for a heading.
RectMm add_bar(Layout& layout, RectMm& rest, const Measures& measures, bool stop, bool language) {
    RectMm bar = take_top(rest, measures.bar, measures.space);
    const RectMm left = take_left(bar, measures.button, measures.space);
    const RectMm right = take_right(bar, measures.button, measures.space);
    if (stop) {
        add(layout, KeyAction::stop, left);
    }
    if (language) {
        add(layout, KeyAction::language, right);
    }
    return bar;
}

// Where the panel is wide, the heading goes between the buttons and leaves the height to the text; where it
// is high, it gets its own place.
void place_text(Layout& layout, RectMm rest, const RectMm& bar_middle, const Measures& measures) {
    if (measures.portrait) {
        layout.heading = take_top(rest, 0.26 * rest.height, measures.gap);
    } else {
        layout.heading = bar_middle;
    }
    layout.message = rest;
}

}  // namespace

Layout notice(const Measures& measures, bool stop, bool language) {
    Layout layout;
    RectMm rest = measures.inner;
    if (stop || language) {
        add_bar(layout, rest, measures, stop, language);
    }
    layout.heading = take_top(rest, (stop || language ? 0.68 : 0.58) * rest.height, measures.gap);
    layout.message = rest;
    return layout;
}

Layout page(const Measures& measures, KeyAction button, bool language) {
    Layout layout;
    RectMm rest = measures.inner;
    const RectMm bar_middle = add_bar(layout, rest, measures, true, language);
    const double height = std::clamp(0.19 * measures.short_side, 16.0, 36.0);
    const double width = std::min(rest.width, std::clamp(0.75 * measures.short_side, 70.0, 150.0));
    add(layout, button, centred_in(take_bottom(rest, height, measures.space), width, height));
    place_text(layout, rest, bar_middle, measures);
    return layout;
}

Layout reading(const Measures& measures) {
    Layout layout;
    RectMm rest = measures.inner;
    const RectMm bar_middle = add_bar(layout, rest, measures, true, false);
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

Layout question(const Measures& measures) {
    Layout layout;
    RectMm rest = measures.inner;
    const RectMm bar_middle = add_bar(layout, rest, measures, true, false);
    const double height = std::clamp(0.21 * measures.short_side, 18.0, 40.0);
    const double width = 0.4 * rest.width;
    RectMm bottom = take_bottom(rest, height, measures.space);
    add(layout, KeyAction::no, take_left(bottom, width, 0));
    add(layout, KeyAction::yes, take_right(bottom, width, 0));
    place_text(layout, rest, bar_middle, measures);
    return layout;
}

}  // namespace tsuitate::policy
