// What on a picture tells when a key was touched: dots and the live confirm button, the sign that a touch was
// taken, that one is no longer unclear, and the countdown that ends with a touch. Pure functions of two
// scenes.
#pragma once

#include "policy/session/scene.hpp"

namespace tsuitate::vault {

// Whether the next scene differs from the shown one in nothing but these. That a touch was unclear is none of
// them: no character was typed.
bool differ_in_signs(const policy::Scene& shown, const policy::Scene& next);
// Whether it differs in nothing but the sign that a touch was taken.
bool differ_in_taken(const policy::Scene& shown, const policy::Scene& next);

}  // namespace tsuitate::vault
