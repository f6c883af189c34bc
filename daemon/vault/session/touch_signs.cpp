#include "daemon/vault/session/touch_signs.hpp"

namespace tsuitate::vault {

bool differ_in_signs(const policy::Scene& shown, const policy::Scene& next) {
    policy::Scene alike = next;
    alike.dots = shown.dots;
    alike.can_confirm = shown.can_confirm;
    alike.taken = shown.taken;
    alike.seconds_to_act = shown.seconds_to_act;
    alike.unclear = shown.unclear || next.unclear;
    return alike == shown && next != shown;
}

bool differ_in_taken(const policy::Scene& shown, const policy::Scene& next) {
    policy::Scene alike = next;
    alike.taken = shown.taken;
    return alike == shown && next != shown;
}

}  // namespace tsuitate::vault
