#include "daemon/vault/touch/decoder.hpp"

#include <linux/input-event-codes.h>

#include <algorithm>
#include <cmath>

#include "policy/touch/keypad_keys.hpp"

namespace tsuitate::vault {
namespace {

double distance(policy::PointMm a, policy::PointMm b) {
    return std::hypot(a.x - b.x, a.y - b.y);
}

}  // namespace

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
                listener.on_keypad_held(*key);
            }
        } else if (event.type == EV_KEY && event.value == 0) {
            listener.on_keypad_held(std::nullopt);
        }
        return;
    }
    const bool pen_was_near = touch_->tracker.pen_near();
    const auto results = touch_->tracker.feed(event);
    if (touch_->tracker.pen_near() != pen_was_near) {
        listener.on_pen(!pen_was_near, at);
    }
    for (const policy::ContactResult& result : results) {
        if (const auto* contact = std::get_if<policy::Contact>(&result)) {
            tap(*contact, at, event.time_us, panel, listener);
        } else {
            listener.on_spoilt_touch(std::get<policy::ContactRejection>(result));
        }
    }
    if (event.type == EV_SYN && event.code == SYN_REPORT) {
        present(at, event.time_us, panel, listener);
    }
}

void Decoder::present(std::chrono::steady_clock::time_point at, std::int64_t now_us, policy::SizeMm panel,
                      InputListener& listener) {
    const auto there = touch_->tracker.present();
    if (!there || panel.width <= 0 || panel.height <= 0) {
        return listener.on_present(std::nullopt);
    }
    const policy::TouchCapabilities& has = touch_->capabilities;
    const auto place = [&](std::int32_t x, std::int32_t y) {
        return policy::to_millimetres(x, y, has.x, has.y, touch_->calibration, panel);
    };
    const policy::PointMm down = place(there->down_x, there->down_y);
    const policy::PointMm now = place(there->x, there->y);
    const auto since = std::chrono::microseconds(std::max<std::int64_t>(0, now_us - there->down_time_us));
    listener.on_present(Tap{.down = down,
                            .lift = now,
                            .down_at = at - since,
                            .lifted_at = at,
                            .tool = there->stylus ? Tool::stylus : Tool::finger,
                            .travel_mm = distance(down, now),
                            .jitter_mm2 = jitter_mm2(there->jitter, panel)});
}

double Decoder::jitter_mm2(const policy::Jitter& jitter, policy::SizeMm panel) const {
    const policy::TouchCapabilities& has = touch_->capabilities;
    const auto place = [&](std::int32_t x, std::int32_t y) {
        return policy::to_millimetres(x, y, has.x, has.y, touch_->calibration, panel);
    };
    const policy::PointMm origin = place(0, 0);
    const double x_step = distance(origin, place(1, 0));
    const double y_step = distance(origin, place(0, 1));
    const double sum = jitter.x * x_step * x_step + jitter.y * y_step * y_step;
    return jitter.count == 0 ? 0 : sum / jitter.count;
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
    const auto then = [&](std::int64_t time_us) {
        // A clock that ran backwards puts nothing into the future.
        return at - std::chrono::microseconds(std::max<std::int64_t>(0, now_us - time_us));
    };
    const policy::PointMm down = place(contact.down_x, contact.down_y);
    const policy::PointMm lift = place(contact.lift_x, contact.lift_y);
    // A calibration may turn and shear the box: its diagonals are those of the corners, wherever they lie.
    const double box =
        std::max(distance(place(contact.min_x, contact.min_y), place(contact.max_x, contact.max_y)),
                 distance(place(contact.min_x, contact.max_y), place(contact.max_x, contact.min_y)));
    listener.on_tap({.down = down,
                     .lift = lift,
                     .down_at = then(contact.down_time_us),
                     .lifted_at = then(contact.lift_time_us),
                     .tool = contact.stylus ? Tool::stylus : Tool::finger,
                     .frames = contact.frames,
                     .travel_mm = std::max(box, distance(down, lift)),
                     .jitter_mm2 = jitter_mm2(contact.jitter, panel)});
}

}  // namespace tsuitate::vault
