// EffectivePanel: the physical size that everybody reckons with. The display says one in its EDID and the
// policy may say another; screen and vault ask this one function, so that both draw and decode by the same
// millimetres.
#pragma once

#include "policy/policy.hpp"
#include "policy/touch/geometry.hpp"

namespace tsuitate::policy {

// `told` is the display as its role describes it, with size 0×0 where the EDID is silent. The policy's
// panel.size goes first; where neither says anything that can be, 96 dots per inch are assumed.
Panel effective_panel(const Panel& told, const Policy& policy);

}  // namespace tsuitate::policy
