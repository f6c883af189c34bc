// KeyDrawing: one target of the layout as the citizen sees it. It looks the same whether it was hit or not:
// nobody who looks over a shoulder, and no camera, sees a key light up.
#pragma once

#include <span>
#include <string>

#include "drawing/canvas.hpp"
#include "drawing/type.hpp"
#include "policy/keypad/layout.hpp"

namespace tsuitate::drawing {

struct KeyState {
    bool live = true;     // false for a button that cannot be used yet
    double held = 0;      // share of the time for which it has to be held
    bool chosen = false;  // of several, the one that is in force now
    // All words that are set as large as this key's: neither yes nor no leads by its size.
    std::span<const std::string> alike = {};
};

// `label` is empty for a character, which is its own.
void draw_key(Canvas& canvas, Type& type, const std::string& label, const policy::Target& target,
              const KeyState& state);

}  // namespace tsuitate::drawing
