// EffectivePanel: the physical size that everybody reckons with. The display says one in its EDID and the
// policy may say another; screen and vault ask this one function, so that both draw and decode by the same
// millimetres.
#pragma once

#include "policy/policy.hpp"
#include "policy/touch/geometry.hpp"

namespace tsuitate::policy {

inline constexpr double assumed_dots_per_inch = 96;
inline constexpr double millimetres_per_inch = 25.4;

// Nobody at a counter has a panel finer or coarser than this; EDIDs that say so hold an aspect ratio ("16 × 9
// mm"), the size of the housing, or rubbish.
inline constexpr double fewest_pixels_per_mm = 1.5;
inline constexpr double most_pixels_per_mm = 20;

inline bool plausible(const Panel& panel) {
    const auto fits = [](int pixels, double millimetres) {
        return millimetres > 0 && pixels >= fewest_pixels_per_mm * millimetres &&
               pixels <= most_pixels_per_mm * millimetres;
    };
    return fits(panel.width_px, panel.size.width) && fits(panel.height_px, panel.size.height);
}

// `told` is the display as its role describes it, with size 0×0 where the EDID is silent. The policy's
// panel.size goes first; where neither says anything that can be, 96 dots per inch are assumed.
inline Panel effective_panel(const Panel& told, const Policy& policy) {
    Panel panel = told;
    if (policy.panel.size.width > 0 && policy.panel.size.height > 0) {
        panel.size = policy.panel.size;
    } else if (!plausible(told)) {
        panel.size = {.width = told.width_px * millimetres_per_inch / assumed_dots_per_inch,
                      .height = told.height_px * millimetres_per_inch / assumed_dots_per_inch};
    }
    return panel;
}

}  // namespace tsuitate::policy
