// SquareCode: a QR code as black and white modules, for somebody to scan from the panel.
#pragma once

#include <string_view>

#include "drawing/canvas.hpp"

namespace tsuitate::drawing {

// White to the edge of `into`, with the margin that scanners want. False, and only white, when the text is
// longer than a code holds.
bool draw_square_code(Canvas& canvas, std::string_view text, const RectPx& into);

}  // namespace tsuitate::drawing
