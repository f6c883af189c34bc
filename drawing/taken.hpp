// The sign that a touch was taken: a frame around the whole pad, the same whichever key it was.
#pragma once

#include "drawing/canvas.hpp"
#include "policy/keypad/layout.hpp"

namespace tsuitate::drawing {

void draw_taken(Canvas& canvas, const policy::Layout& layout);

}  // namespace tsuitate::drawing
