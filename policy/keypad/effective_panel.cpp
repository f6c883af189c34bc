#include "policy/keypad/effective_panel.hpp"

namespace tsuitate::policy {

Panel effective_panel(const Panel& told, const Policy& policy) {
    Panel panel = told;
    const auto known = [](SizeMm size) { return size.width > 0 && size.height > 0; };
    if (known(policy.panel.size)) {
        panel.size = policy.panel.size;
    } else if (!known(told.size)) {
        constexpr double mm_per_px = 25.4 / 96.0;
        panel.size = {told.width_px * mm_per_px, told.height_px * mm_per_px};
    }
    return panel;
}

}  // namespace tsuitate::policy
