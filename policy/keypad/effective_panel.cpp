#include "policy/keypad/effective_panel.hpp"

namespace tsuitate::policy {
namespace {

// Nobody at a counter has a panel coarser or finer than this; EDIDs that say so hold an aspect ratio
// ("16 × 9 mm") or rubbish.
constexpr double fewest_px_per_mm = 1.5;
constexpr double most_px_per_mm = 20;

bool plausible(int pixels, double millimetres) {
    return millimetres > 0 && pixels >= fewest_px_per_mm * millimetres &&
           pixels <= most_px_per_mm * millimetres;
}

}  // namespace

Panel effective_panel(const Panel& told, const Policy& policy) {
    Panel panel = told;
    if (policy.panel.size.width > 0 && policy.panel.size.height > 0) {
        panel.size = policy.panel.size;
    } else if (!plausible(told.width_px, told.size.width) || !plausible(told.height_px, told.size.height)) {
        constexpr double mm_per_px = 25.4 / 96.0;
        panel.size = {told.width_px * mm_per_px, told.height_px * mm_per_px};
    }
    return panel;
}

}  // namespace tsuitate::policy
