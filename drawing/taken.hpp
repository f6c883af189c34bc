// The sign that a touch was taken: a frame around the whole pad, the same whichever key it was.
#pragma once

#include <vector>

#include "drawing/canvas.hpp"
#include "policy/keypad/layout.hpp"

namespace tsuitate::drawing {

// The strips that the frame lies in. None where there is no pad.
std::vector<RectPx> taken_places(const Canvas& canvas, const policy::Layout& layout);

void draw_taken(Canvas& canvas, const policy::Layout& layout);

}  // namespace tsuitate::drawing
