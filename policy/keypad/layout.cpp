#include "policy/keypad/layout.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>

#include "policy/keypad/parts.hpp"

namespace tsuitate::policy {
namespace {

Layout entry(const Measures& measures, const PinKind* kind, bool large_keys) {
    const bool letters = kind != nullptr && kind->alphabet == Alphabet::capitals_and_digits;
    return letters ? capitals_and_digits(measures) : digits(measures, large_keys);
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
    Layout layout = entry(measures, kind, false);
    const std::vector<RectMm> cells = character_areas(layout);
    std::erase_if(layout.targets, [](const Target& target) { return target.key.action != KeyAction::stop; });
    add(layout, KeyAction::here, cells[cell % cells.size()]);
    const double bottom = layout.message.y + layout.message.height;
    layout.message.y = layout.dots.height > 0 ? std::min(layout.dots.y, layout.message.y) : layout.message.y;
    layout.message.height = bottom - layout.message.y;
    layout.dots = {};
    return layout;
}

}  // namespace

Layout layout_of(const Panel& panel, const Scene& scene, const PinKind* kind) {
    const Measures measures(panel);
    switch (scene.name) {
        case SceneName::entry:
            return entry(measures, kind, scene.large_keys);
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
    return character_areas(entry(Measures(panel), kind, false));
}

std::size_t target_at(const Layout& layout, PointMm point) {
    // Every target is looked at, and a hit is counted in without a branch.
    const std::size_t none = layout.targets.size();
    std::size_t found = none;
    for (std::size_t i = 0; i < layout.targets.size(); ++i) {
        const RectMm& area = layout.targets[i].area;
        const unsigned inside =
            static_cast<unsigned>(point.x >= area.x) & static_cast<unsigned>(point.x < area.x + area.width) &
            static_cast<unsigned>(point.y >= area.y) & static_cast<unsigned>(point.y < area.y + area.height);
        found += inside * (i - found);
    }
    return found;
}

Key key_of(const Layout& layout, std::size_t target) {
    unsigned action = 0;
    unsigned character = 0;
    for (std::size_t i = 0; i < layout.targets.size(); ++i) {
        const unsigned wanted = 0U - static_cast<unsigned>(i == target);  // all bits, or none
        action |= wanted & static_cast<unsigned>(layout.targets[i].key.action);
        character |= wanted & layout.targets[i].key.character;
    }
    return {static_cast<KeyAction>(action), static_cast<std::uint8_t>(character)};
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
