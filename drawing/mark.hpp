// Mark: the strip along the top that says, on every screen, that somebody helps or stands by.
#pragma once

#include <span>
#include <string>

#include "drawing/canvas.hpp"
#include "drawing/type.hpp"

namespace tsuitate::drawing {

// One sentence for each person.
void draw_mark(Canvas& canvas, Type& type, std::span<const std::string> sentences, const RectPx& into);

}  // namespace tsuitate::drawing
