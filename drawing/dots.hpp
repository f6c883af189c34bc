// Dots: the field that shows how many characters were typed, and never which. A PIN of fixed length shows
// outlines for the ones that are missing; one of free length shows a number beside the dots.
#pragma once

#include <cstdint>

#include "drawing/canvas.hpp"
#include "drawing/type.hpp"
#include "policy/pin/pin_kind.hpp"

namespace tsuitate::drawing {

// What draw_dots() draws within: not much higher than wide dots need, for the region may be generous.
RectPx dots_field(const Canvas& canvas, const RectPx& into);

void draw_dots(Canvas& canvas, Type& type, const Texts& texts, const RectPx& into,
               const policy::PinKind& kind, std::uint8_t typed, bool taken);

}  // namespace tsuitate::drawing
