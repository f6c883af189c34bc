// KeyDrawing: one target of the layout as the citizen sees it. It looks the same whether it was hit or not:
// nobody who looks over a shoulder, and no camera, sees a key light up.
#pragma once

#include "daemon/screen/canvas.hpp"
#include "daemon/screen/type.hpp"
#include "policy/keypad/layout.hpp"

namespace tsuitate::screen {

// `live` is false for a confirm button that cannot be used yet.
void draw_key(Canvas& canvas, Type& type, const Texts& texts, const policy::Target& target, bool live);

}  // namespace tsuitate::screen
