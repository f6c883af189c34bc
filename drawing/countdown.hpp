// The countdown: in words and as a bar, how much time an entry has left when nobody touches the panel.
#pragma once

#include <string>

#include "drawing/type.hpp"

namespace tsuitate::drawing {

// `left`: which share of the announced time. The bar changes in the steps of the words and never moves by
// itself.
void draw_countdown(Canvas& canvas, Type& type, const std::string& words, double left, const RectPx& into,
                    double largest_em);

}  // namespace tsuitate::drawing
