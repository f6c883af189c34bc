// Sign: the large drawing above a heading that says at a glance what the screen is about.
#pragma once

#include "daemon/screen/canvas.hpp"
#include "policy/session/vocabulary.hpp"

namespace tsuitate::screen {

bool has_sign(policy::SceneName scene);

// Draws into the largest square in the middle of the rectangle.
void draw_sign(Canvas& canvas, policy::SceneName scene, const RectPx& into);

}  // namespace tsuitate::screen
