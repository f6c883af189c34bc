// The panel that screen and vault both reckon with: pixels as the display has them, millimetres as policy says,
// else as the display says, else at 96 dots per inch.
#pragma once

#include "policy/policy.hpp"
#include "policy/touch/geometry.hpp"

namespace tsuitate::policy {

Panel effective_panel(const Panel& told, const Policy& policy);

}  // namespace tsuitate::policy
