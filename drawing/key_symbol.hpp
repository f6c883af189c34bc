// KeySymbol: the sign on a button, drawn and not typed, so that it looks alike on every panel: ○ confirm, ×
// stop, ⌫ correct, ? help, arrows to start and back.
#pragma once

#include "drawing/canvas.hpp"
#include "policy/keypad/layout.hpp"

namespace tsuitate::drawing {

// False for actions that have no sign (characters), or only where they are in force (one of the languages).
bool has_symbol(policy::KeyAction action);

// Draws into the largest square in the middle of the rectangle. `ground` is what lies beneath.
void draw_symbol(Canvas& canvas, policy::KeyAction action, const RectPx& into, Colour colour, Colour ground);

// Head and shoulders, as on the keys that concern a clerk.
void draw_person(Canvas& canvas, const RectPx& into, Colour colour);

}  // namespace tsuitate::drawing
