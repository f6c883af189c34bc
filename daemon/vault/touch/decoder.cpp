#include "daemon/vault/touch/decoder.hpp"

#include <linux/input-event-codes.h>

#include "policy/touch/keypad_keys.hpp"

namespace tsuitate::vault {

Decoder::Decoder(const policy::TouchCapabilities& capabilities, const policy::CalibrationMatrix& calibration)
    : touch_(Touch{.capabilities = capabilities,
                   .calibration = calibration,
                   .tracker = policy::ContactTracker(capabilities)}) {}

void Decoder::feed(const policy::InputEvent& event, std::chrono::steady_clock::time_point at,
                   policy::SizeMm panel, InputListener& listener) {
    if (!touch_) {
        constexpr std::int32_t pressed = 1;  // 2 is a repeat
        if (event.type == EV_KEY && event.value == pressed) {
            if (const auto key = policy::key_of_code(event.code)) {
                listener.on_keypad(*key);
            }
        }
        return;
    }
    const auto finished = touch_->tracker.feed(event);
    if (!finished) {
        return;
    }
    if (const auto* contact = std::get_if<policy::Contact>(&*finished)) {
        tap(*contact, at, event.time_us, panel, listener);
    }
}

void Decoder::tap(const policy::Contact& contact, std::chrono::steady_clock::time_point at,
                  std::int64_t now_us, policy::SizeMm panel, InputListener& listener) {
    if (panel.width <= 0 || panel.height <= 0) {
        return;
    }
    const policy::TouchCapabilities& has = touch_->capabilities;
    const auto place = [&](std::int32_t x, std::int32_t y) {
        return policy::to_millimetres(x, y, has.x, has.y, touch_->calibration, panel);
    };
    listener.on_tap({.down = place(contact.down_x, contact.down_y),
                     .lift = place(contact.lift_x, contact.lift_y),
                     .down_at = at - std::chrono::microseconds(now_us - contact.down_time_us),
                     .tool = contact.stylus ? Tool::stylus : Tool::finger});
}

}  // namespace tsuitate::vault
