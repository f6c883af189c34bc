#include "policy/keypad/layout.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>

#include "policy/calibration/run.hpp"

namespace tsuitate::policy {
namespace {

// What is cut off a rectangle, and a gap with it; the rectangle keeps the rest.
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

// Widest key of a digit pad: hands that tremble gain up to here, and reach is lost beyond.
constexpr double largest_key_width = 38;
constexpr double largest_key_height = 42;
constexpr double smallest_key_width = 19;

// The lengths that all scenes of one panel share. All grow with its shorter side, within what a finger and an
// eye need.
struct Measures {
    explicit Measures(const Panel& panel)
        : short_side(std::min(panel.size.width, panel.size.height)),
          portrait(panel.size.height > panel.size.width),
          margin(std::clamp(0.05 * short_side, 3.5, 10.0)),
          gap(std::clamp(0.016 * short_side, 1.5, 3.0)),
          space(std::clamp(0.034 * short_side, 2.5, 7.0)),
          bar(std::clamp(0.125 * short_side, 12.0, 25.0)),
          button(std::clamp(0.235 * short_side, 23.0, 46.0)),
          inner{margin, margin, panel.size.width - 2 * margin, panel.size.height - 2 * margin} {}

    double short_side;
    bool portrait;
    double margin;
    double gap;     // between keys
    double space;   // between groups
    double bar;     // height of the buttons along the top
    double button;  // width of one
    RectMm inner;
};

void add(Layout& layout, KeyAction action, const RectMm& area) {
    layout.targets.push_back({{action, 0}, area});
}

// `characters` row by row; a space leaves its cell empty.
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

constexpr std::string_view digit_pad = "123456789 0 ";
constexpr std::string_view digit_rows = "1234567890";
constexpr std::string_view letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

// The pad, and right of it, apart, a column of correct and confirm: neither is a neighbour of 0.
void add_digit_pad(Layout& layout, RectMm block, const Measures& measures, double key_width) {
    const RectMm actions = take_right(block, key_width, measures.space);
    add_grid(layout, digit_pad, 3, block, measures.gap);
    RectMm column = actions;
    add(layout, KeyAction::correct, take_top(column, (column.height - measures.gap) / 2, measures.gap));
    add(layout, KeyAction::confirm, column);
}

Layout digits_in_landscape(const Measures& measures) {
    Layout layout;
    RectMm rest = measures.inner;
    const double gaps = 2 * measures.gap + measures.space;
    const double wanted = std::max(0.6 * rest.width, 4 * smallest_key_width + gaps);
    const double key_width = std::min(largest_key_width, (wanted - gaps) / 4);
    const double key_height =
        std::min({largest_key_height, 1.25 * key_width, (rest.height - 3 * measures.gap) / 4});
    const double block_width = 4 * key_width + gaps;
    const RectMm right = take_right(rest, block_width, 1.5 * measures.space);
    add_digit_pad(layout, centred_in(right, block_width, 4 * key_height + 3 * measures.gap), measures,
                  key_width);

    RectMm bar = take_top(rest, measures.bar, measures.space);
    const double button = std::min(measures.button, (bar.width - measures.gap) / 2);
    add(layout, KeyAction::stop, take_left(bar, button, 0));
    add(layout, KeyAction::help, take_right(bar, button, 0));
    layout.heading = take_top(rest, 0.42 * rest.height, measures.gap);
    layout.dots = take_top(rest, 0.36 * rest.height, measures.gap);
    layout.message = rest;
    return layout;
}

Layout digits_in_portrait(const Measures& measures) {
    Layout layout;
    RectMm rest = measures.inner;
    RectMm bar = take_top(rest, measures.bar, measures.space);
    add(layout, KeyAction::stop, take_left(bar, measures.button, 0));
    add(layout, KeyAction::help, take_right(bar, measures.button, 0));

    const double gaps = 2 * measures.gap + measures.space;
    const double key_width = std::min(largest_key_width, (rest.width - gaps) / 4);
    const double key_height =
        std::min({largest_key_height, 1.1 * key_width, (0.6 * rest.height - 3 * measures.gap) / 4});
    const double block_height = 4 * key_height + 3 * measures.gap;
    const RectMm bottom = take_bottom(rest, block_height, 1.5 * measures.space);
    add_digit_pad(layout, centred_in(bottom, 4 * key_width + gaps, block_height), measures, key_width);

    layout.heading = take_top(rest, 0.36 * rest.height, measures.gap);
    layout.dots = take_top(rest, 0.46 * rest.height, measures.gap);
    layout.message = rest;
    return layout;
}

// All 36 characters on one page: a second page would tell the screen which half was meant. The rows above
// hold stop, what is asked and help; then what was typed, correct and confirm, like a line of a form with its
// button.
Layout capitals_and_digits(const Measures& measures) {
    Layout layout;
    RectMm rest = measures.inner;
    RectMm bar = take_top(rest, measures.bar, measures.gap);
    add(layout, KeyAction::stop, take_left(bar, measures.button, measures.space));
    add(layout, KeyAction::help, take_right(bar, measures.button, measures.space));
    if (measures.portrait) {
        // There is height to spare, and a long title in a narrow line would be small.
        bar = take_top(rest, 0.1 * rest.height, measures.gap);
    }
    layout.heading = take_top(bar, 0.52 * bar.height, 0);
    layout.message = bar;

    RectMm line;
    if (measures.portrait) {
        // Sixteen dots need the whole width to be counted at a glance.
        layout.dots = take_top(rest, 0.65 * measures.bar, measures.gap);
        line = take_top(rest, 0.8 * measures.bar, measures.space);
        const double half = (line.width - measures.gap) / 2;
        add(layout, KeyAction::confirm, take_right(line, half, measures.gap));
        add(layout, KeyAction::correct, line);
    } else {
        line = take_top(rest, measures.bar, measures.space);
        add(layout, KeyAction::confirm, take_right(line, measures.button, measures.gap));
        add(layout, KeyAction::correct, take_right(line, measures.button, measures.gap));
        layout.dots = line;
    }

    if (measures.portrait) {
        const double row = (rest.height - 5 * measures.gap - measures.space) / 7;
        add_grid(layout, letters, 6, take_top(rest, 5 * row + 4 * measures.gap, measures.space),
                 measures.gap);
        add_grid(layout, digit_rows, 5, rest, measures.gap);
    } else {
        const double column = (rest.width - 8 * measures.gap - 1.5 * measures.space) / 10;
        add_grid(layout, letters, 7, take_left(rest, 7 * column + 6 * measures.gap, 1.5 * measures.space),
                 measures.gap);
        add_grid(layout, digit_pad, 3, rest, measures.gap);
    }
    return layout;
}

Layout entry(const Measures& measures, const PinKind* kind) {
    if (kind != nullptr && kind->alphabet == Alphabet::capitals_and_digits) {
        return capitals_and_digits(measures);
    }
    return measures.portrait ? digits_in_portrait(measures) : digits_in_landscape(measures);
}

std::vector<RectMm> character_areas(const Layout& layout) {
    std::vector<RectMm> areas;
    for (const Target& target : layout.targets) {
        if (target.key.action == KeyAction::character) {
            areas.push_back(target.area);
        }
    }
    return areas;
}

// The words and the stop button stay where the entry has them; of the keys there is one, the size of a key.
Layout proof(const Measures& measures, const PinKind* kind, std::uint8_t cell) {
    Layout layout = entry(measures, kind);
    const std::vector<RectMm> cells = character_areas(layout);
    std::erase_if(layout.targets, [](const Target& target) { return target.key.action != KeyAction::stop; });
    add(layout, KeyAction::here, cells[cell % cells.size()]);
    const double bottom = layout.message.y + layout.message.height;
    layout.message.y = layout.dots.height > 0 ? std::min(layout.dots.y, layout.message.y) : layout.message.y;
    layout.message.height = bottom - layout.message.y;
    layout.dots = {};
    return layout;
}

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

// A scene with little to say: a sign and a heading in the upper part, a few words below.
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

// A page to read, with one large button below it.
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

// Something to read, and no more to do on this panel than to stop.
Layout reading(const Measures& measures) {
    Layout layout;
    RectMm rest = measures.inner;
    const RectMm bar_middle = add_bar(layout, rest, measures, true, false);
    place_text(layout, rest, bar_middle, measures);
    return layout;
}

// One point, and words where none of the points lies.
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

// Yes and no are equally large and as far apart as the panel allows; nobody is led to either.
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

}  // namespace

Layout layout_of(const Panel& panel, const Scene& scene, const PinKind* kind) {
    const Measures measures(panel);
    switch (scene.name) {
        case SceneName::entry:
            return entry(measures, kind);
        case SceneName::prove_panel:
            return proof(measures, kind, scene.proof_cell);
        case SceneName::panel_refused:
            return reading(measures);
        case SceneName::calibrate:
            return calibration(panel.size, scene.proof_cell);
        case SceneName::explain:
            return page(measures, KeyAction::start, true);
        case SceneName::help:
            return page(measures, KeyAction::back, false);
        case SceneName::last_try_question:
            return question(measures);
        case SceneName::insert_card:
            return notice(measures, true, true);
        case SceneName::reading_card:
            return notice(measures, true, false);
        case SceneName::remove_card:
        case SceneName::out_of_service:
        case SceneName::idle:
        case SceneName::checking:
        case SceneName::verified:
        case SceneName::wrong:
        case SceneName::locked:
        case SceneName::inconclusive:
        case SceneName::foreign_card:
        case SceneName::no_pin_service:
        case SceneName::stopped:
        case SceneName::timed_out:
        case SceneName::card_removed:
        case SceneName::interrupted:
        case SceneName::calibrated:
        case SceneName::not_calibrated:
            break;
    }
    return notice(measures, false, false);
}

std::vector<RectMm> proof_cells(const Panel& panel, const PinKind* kind) {
    return character_areas(entry(Measures(panel), kind));
}

const Key* key_at(const Layout& layout, PointMm point) {
    // Every target is looked at, and a hit is counted in without a branch: how long it takes says nothing.
    std::size_t found = 0;
    for (std::size_t i = 0; i < layout.targets.size(); ++i) {
        const RectMm& area = layout.targets[i].area;
        const unsigned inside =
            static_cast<unsigned>(point.x >= area.x) & static_cast<unsigned>(point.x < area.x + area.width) &
            static_cast<unsigned>(point.y >= area.y) & static_cast<unsigned>(point.y < area.y + area.height);
        found += inside * (i + 1 - found);
    }
    return found == 0 ? nullptr : &layout.targets[found - 1].key;
}

std::uint64_t fingerprint(const Layout& layout) {
    std::uint64_t hash = 0xcbf29ce484222325U;
    const auto add_bytes = [&hash](std::uint64_t value, int count) {
        for (int i = 0; i < count; ++i, value >>= 8U) {
            hash = (hash ^ (value & 0xffU)) * 0x100000001b3U;
        }
    };
    const auto add_length = [&add_bytes](double millimetres) {
        add_bytes(static_cast<std::uint64_t>(std::llround(millimetres * 1000)), 8);
    };
    for (const Target& target : layout.targets) {
        add_bytes(static_cast<std::uint64_t>(target.key.action), 1);
        add_bytes(target.key.character, 1);
        add_length(target.area.x);
        add_length(target.area.y);
        add_length(target.area.width);
        add_length(target.area.height);
    }
    return hash;
}

std::string name_of(const Key& key) {
    constexpr std::array<std::string_view, 12> names = {
        "", "correct", "clear", "confirm", "stop", "help", "back", "start", "yes", "no", "language", "here"};
    if (key.action == KeyAction::character) {
        return {static_cast<char>(key.character)};
    }
    return std::string(names.at(static_cast<std::size_t>(key.action)));
}

}  // namespace tsuitate::policy
