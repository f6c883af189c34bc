// The pages that are read from the help: what a PIN is, and what to do without it.
#include "policy/keypad/parts.hpp"

namespace tsuitate::policy {
namespace {

// KeyAction::character for none.
KeyAction leads_on(const Scene& scene) {
    if (scene.name == SceneName::pin_guide) {
        return KeyAction::pin_characters;
    }
    // Who does not know the PIN needs somebody, unless a clerk is there already.
    return scene.name == SceneName::pin_unknown && !marks_of(scene).helped ? KeyAction::call_clerk
                                                                           : KeyAction::character;
}

}  // namespace

// The way back lies where the help has it.
Layout guide(const Measures& measures, const Scene& scene) {
    Layout layout;
    RectMm rest = measures.inner;
    const RectMm bar_middle =
        add_bar(layout, rest, measures, {.left = KeyAction::stop, .right = KeyAction::back});
    if (const KeyAction on = leads_on(scene); on != KeyAction::character) {
        const double height = std::clamp(0.17 * measures.short_side, 15.0, 30.0);
        const double width = std::min(rest.width, std::clamp(0.9 * measures.short_side, 75.0, 150.0));
        add(layout, on, centred_in(take_bottom(rest, height, measures.space), width, height));
    }
    const bool own_row = heading_has_own_row(bar_middle, measures);
    layout.heading = own_row ? take_top(rest, 0.2 * rest.height, measures.gap) : bar_middle;
    if (scene.name == SceneName::pin_characters) {
        layout.number = take_top(rest, 0.38 * rest.height, measures.space);
    }
    layout.message = rest;
    return layout;
}

}  // namespace tsuitate::policy
