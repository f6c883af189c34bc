// Blank: the picture of a scene that the citizen has had blanked. It says so in one sentence and keeps the
// key that stops, and is the same whatever is typed behind it.
#pragma once

#include "drawing/canvas.hpp"
#include "drawing/type.hpp"
#include "policy/keypad/layout.hpp"

namespace tsuitate::drawing {

void draw_blank(Canvas& canvas, Type& type, const Texts& texts, const policy::Layout& layout);

}  // namespace tsuitate::drawing
