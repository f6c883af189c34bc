// The steps of the help screen: what the citizen can do alone comes first.
#include "policy/keypad/parts.hpp"

namespace tsuitate::policy {
namespace {

// In a grid of eight cells. Where there is no tactile keypad to take over, the clerk's button takes two.
std::vector<KeyAction> steps_of(const Scene& scene) {
    std::vector<KeyAction> steps = {KeyAction::check_panel, KeyAction::larger_keys, KeyAction::use_pen};
    if (scene.keypad) {
        steps.push_back(KeyAction::use_keypad);
    }
    // Whom help was agreed with need not be called.
    const KeyAction clerk = marks_of(scene).helped ? KeyAction::withdraw : KeyAction::call_clerk;
    steps.insert(steps.end(), {KeyAction::other_side, clerk, KeyAction::leave_alone, KeyAction::show_tries});
    return steps;
}

}  // namespace

Layout ladder(const Measures& measures, const Scene& scene) {
    constexpr std::size_t cells = 8;
    const std::size_t columns = measures.portrait ? 2 : 4;
    const std::size_t rows = cells / columns;
    Layout layout;
    RectMm rest = measures.inner;
    const RectMm bar_middle =
        add_bar(layout, rest, measures, {.left = KeyAction::stop, .right = KeyAction::back});
    const double gap = 1.4 * measures.gap;
    const double height = std::clamp(0.15 * measures.short_side, 15.0, 30.0);
    const double grid_height = static_cast<double>(rows) * (height + gap) - gap;
    // Farther from the steps than these from each other, so that two groups are seen and not ten keys; as far
    // as a line of text leaves the room.
    constexpr double line = 6.5;
    const double spare = rest.height - grid_height - height - measures.space - line;
    const double between = std::clamp(spare, measures.space, std::max(measures.space, 3 * gap));
    const RectMm grid = take_bottom(rest, grid_height, between);
    const double width = (grid.width - static_cast<double>(columns - 1) * gap) / static_cast<double>(columns);

    // About the PIN itself, not about the panel.
    RectMm about = take_bottom(rest, height, measures.space);
    const double half = (about.width - gap) / 2;
    add(layout, KeyAction::pin_guide, take_left(about, half, gap));
    add(layout, KeyAction::pin_unknown, about);

    const std::vector<KeyAction> steps = steps_of(scene);
    std::size_t cell = 0;
    for (const KeyAction step : steps) {
        const bool wide =
            steps.size() < cells && (step == KeyAction::call_clerk || step == KeyAction::withdraw);
        const double x = static_cast<double>(cell % columns) * (width + gap);
        const std::size_t row = cell / columns;
        const double y = static_cast<double>(row) * (height + gap);
        add(layout, step, {grid.x + x, grid.y + y, wide ? 2 * width + gap : width, height});
        cell += wide ? 2 : 1;
    }
    // One sentence is all there is to read.
    layout.heading = measures.portrait ? take_top(rest, 0.5 * rest.height, measures.gap) : bar_middle;
    layout.message = rest;
    return layout;
}

}  // namespace tsuitate::policy
