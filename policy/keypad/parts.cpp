#include "policy/keypad/parts.hpp"

namespace tsuitate::policy {

RectMm take_top(RectMm& rest, double height, double gap) {
    const RectMm taken{rest.x, rest.y, rest.width, height};
    rest.y += height + gap;
    rest.height = std::max(0.0, rest.height - height - gap);
    return taken;
}
RectMm take_bottom(RectMm& rest, double height, double gap) {
    rest.height = std::max(0.0, rest.height - height - gap);
    return {rest.x, rest.y + rest.height + gap, rest.width, height};
}
RectMm take_left(RectMm& rest, double width, double gap) {
    const RectMm taken{rest.x, rest.y, width, rest.height};
    rest.x += width + gap;
    rest.width = std::max(0.0, rest.width - width - gap);
    return taken;
}
RectMm take_right(RectMm& rest, double width, double gap) {
    rest.width = std::max(0.0, rest.width - width - gap);
    return {rest.x + rest.width + gap, rest.y, width, rest.height};
}
RectMm centred_in(const RectMm& box, double width, double height) {
    return {box.x + (box.width - width) / 2, box.y + (box.height - height) / 2, width, height};
}

void add(Layout& layout, KeyAction action, const RectMm& area) {
    layout.targets.push_back({{action, 0}, area});
}

void add_grid(Layout& layout, std::string_view characters, std::size_t columns, const RectMm& box,
              double gap) {
    const std::size_t rows = (characters.size() + columns - 1) / columns;
    const auto share = [gap](double length, std::size_t count) {
        return (length - gap * static_cast<double>(count - 1)) / static_cast<double>(count);
    };
    const double width = share(box.width, columns);
    const double height = share(box.height, rows);
    for (std::size_t i = 0; i < characters.size(); ++i) {
        if (characters[i] == ' ') {
            continue;
        }
        const std::size_t column = i % columns;
        const std::size_t row = i / columns;
        const double x = box.x + static_cast<double>(column) * (width + gap);
        const double y = box.y + static_cast<double>(row) * (height + gap);
        layout.targets.push_back(
            {{KeyAction::character, static_cast<std::uint8_t>(characters[i])}, {x, y, width, height}});
    }
}

RectMm add_bar(Layout& layout, RectMm& rest, const Measures& measures, const Bar& keys) {
    RectMm bar = take_top(rest, measures.bar, measures.space);
    if (keys.left != KeyAction::character) {
        add(layout, keys.left, take_left(bar, measures.button, measures.space));
    }
    if (keys.right != KeyAction::character) {
        add(layout, keys.right, take_right(bar, measures.button_for(keys.right), measures.space));
    }
    return bar;
}

bool heading_has_own_row(const RectMm& bar_middle, const Measures& measures) {
    constexpr double narrow = 130;
    return measures.portrait || (bar_middle.width < narrow && !measures.small());
}

void place_text(Layout& layout, RectMm rest, const RectMm& bar_middle, const Measures& measures) {
    if (heading_has_own_row(bar_middle, measures)) {
        layout.heading = take_top(rest, (measures.portrait ? 0.26 : 0.2) * rest.height, measures.gap);
    } else {
        layout.heading = bar_middle;
    }
    layout.message = rest;
}

}  // namespace tsuitate::policy
