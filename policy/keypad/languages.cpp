// Which language, and how the panel looks: each language is a key with its own name on it.
#include "policy/keypad/parts.hpp"

namespace tsuitate::policy {

Layout languages(const Measures& measures) {
    const std::size_t columns = measures.portrait ? 2 : 4;
    const std::size_t rows = (language_names.size() + columns - 1) / columns;
    Layout layout;
    RectMm rest = measures.inner;
    const RectMm middle =
        add_bar(layout, rest, measures, {.left = KeyAction::stop, .right = KeyAction::back});
    const double height = std::clamp(0.15 * measures.short_side, 15.0, 30.0);
    const double gap = 1.4 * measures.gap;
    RectMm bottom = take_bottom(rest, height, measures.space);
    const double widest = std::min(bottom.width, 3 * measures.button);
    add(layout, KeyAction::appearance, centred_in(bottom, widest, height));
    RectMm grid = take_bottom(rest, static_cast<double>(rows) * (height + gap) - gap, measures.space);
    const double width = (grid.width - static_cast<double>(columns - 1) * gap) / static_cast<double>(columns);
    for (std::size_t i = 0; i < language_names.size(); ++i) {
        const std::size_t row = i / columns;
        const double x = grid.x + static_cast<double>(i % columns) * (width + gap);
        const double y = grid.y + static_cast<double>(row) * (height + gap);
        layout.targets.push_back(
            {{KeyAction::choose_language, static_cast<std::uint8_t>(i)}, {x, y, width, height}});
    }
    // The keys take the height; a heading this short has room between the buttons.
    layout.heading = measures.portrait ? take_top(rest, 0.26 * rest.height, measures.gap) : middle;
    layout.message = rest;
    // The keys say by themselves what they are for: a line that has no room is left out.
    constexpr double least_for_a_line = 8;
    if (layout.message.height < least_for_a_line) {
        layout.message.height = 0;
    }
    return layout;
}

}  // namespace tsuitate::policy
