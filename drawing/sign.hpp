// Sign: the large drawing above a heading that says at a glance what the screen is about.
#pragma once

#include "drawing/canvas.hpp"
#include "policy/session/vocabulary.hpp"

namespace tsuitate::drawing {

bool has_sign(policy::SceneName scene);

// Draws into the largest square in the middle of the rectangle.
void draw_sign(Canvas& canvas, policy::SceneName scene, const RectPx& into);

}  // namespace tsuitate::drawing
