#include "policy/decoder/correction.hpp"

#include <algorithm>
#include <cmath>

namespace tsuitate::policy {

Correction learn(const Correction& before, PointMm seen) {
    // A mean at first, then a twentieth of what is new: a person's bias is 1 to 2 mm, and must not become the
    // panel's.
    constexpr std::uint32_t memory = 20;  // sessions
    Correction after = before;
    after.sessions = before.sessions + (before.sessions < memory ? 1 : 0);
    const double share = 1.0 / (after.sessions + 1);
    after.offset.x += share * seen.x;
    after.offset.y += share * seen.y;
    const double length = std::hypot(after.offset.x, after.offset.y);
    if (length > largest_correction) {
        after.offset.x *= largest_correction / length;
        after.offset.y *= largest_correction / length;
    }
    return after;
}

}  // namespace tsuitate::policy
