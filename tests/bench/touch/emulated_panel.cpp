#include "tests/bench/touch/emulated_panel.hpp"

#include <linux/input-event-codes.h>

#include <algorithm>
#include <chrono>
#include <cmath>

namespace tsuitate::bench {
namespace {

constexpr double still_jitter = 0.08;  // mm: what recorded panels say of a finger that does not move
constexpr double slip_begins = 0.4;    // of the dwell
constexpr std::int64_t frame_us = 1'000'000 / 120;

std::int32_t step_of(double place, double length) {
    const auto range = static_cast<double>(EmulatedPanel::axis.maximum);
    return static_cast<std::int32_t>(std::lround(std::clamp(place / length, 0.0, 1.0) * range));
}

}  // namespace

EmulatedPanel::EmulatedPanel(policy::SizeMm size, bool decoded)
    : size_(size),
      decoded_(decoded),
      decoder_({.x = axis, .y = axis, .multitouch_b = true, .has_touch_button = true}, {}) {}

void EmulatedPanel::pass(double milliseconds) {
    now_us_ += static_cast<std::int64_t>(1000 * milliseconds);
}

const Sensed& EmulatedPanel::touch(Random& random, const Press& press, const PanelFault& fault,
                                   bool ghost_beside) {
    Sensed& sensed = heard_.sensed;
    sensed.first.reset();
    sensed.last.reset();
    sensed.taps.clear();
    const int frames = std::max(1, static_cast<int>(std::lround(press.dwell_ms * frames_a_second / 1000)));
    for (int frame = 0; frame < frames; ++frame) {
        const double so_far = static_cast<double>(frame) / frames;
        const double slipped = std::max(0.0, (so_far - slip_begins) / (1 - slip_begins));
        const policy::PointMm at = {press.down.x + slipped * press.slip.x + random.normal(still_jitter),
                                    press.down.y + slipped * press.slip.y + random.normal(still_jitter)};
        const auto said = fault.reported(random, at, size_);
        if (said) {
            sensed.first = sensed.first ? sensed.first : said;
            sensed.last = said;
            say(*said, press.stylus);
        } else {
            lift();
        }
        if (ghost_beside && frame == frames / 2) {
            ghost_comes(random);
        }
        end_frame();
    }
    if (ghost_beside) {
        ghost_goes();
    }
    lift();
    end_frame();
    return sensed;
}

void EmulatedPanel::say(policy::PointMm place, bool stylus) {
    send(EV_ABS, ABS_MT_SLOT, 0);
    if (!down_) {
        down_ = true;
        send(EV_ABS, ABS_MT_TRACKING_ID, next_id_++);
        constexpr int finger = 0;
        constexpr int pen = 1;
        send(EV_ABS, ABS_MT_TOOL_TYPE, stylus ? pen : finger);
        send(EV_KEY, BTN_TOUCH, 1);
    }
    // The kernel does not repeat what has not changed, not even since the touch before.
    send_changed(ABS_MT_POSITION_X, step_of(place.x, size_.width), x_);
    send_changed(ABS_MT_POSITION_Y, step_of(place.y, size_.height), y_);
}

void EmulatedPanel::lift() {
    if (down_) {
        down_ = false;
        send(EV_ABS, ABS_MT_SLOT, 0);
        send(EV_ABS, ABS_MT_TRACKING_ID, -1);
        send(EV_KEY, BTN_TOUCH, 0);
    }
}

void EmulatedPanel::ghost_comes(Random& random) {
    send(EV_ABS, ABS_MT_SLOT, 1);
    send(EV_ABS, ABS_MT_TRACKING_ID, next_id_++);
    send(EV_ABS, ABS_MT_POSITION_X, step_of(random.uniform(), 1));
    send(EV_ABS, ABS_MT_POSITION_Y, step_of(random.uniform(), 1));
}

void EmulatedPanel::ghost_goes() {
    send(EV_ABS, ABS_MT_SLOT, 1);
    send(EV_ABS, ABS_MT_TRACKING_ID, -1);
}

void EmulatedPanel::send_changed(std::uint16_t code, std::int32_t value, std::int32_t& before) {
    if (value != before) {
        before = value;
        send(EV_ABS, code, value);
    }
}

void EmulatedPanel::send(std::uint16_t type, std::uint16_t code, std::int32_t value) {
    said_something_ = true;
    if (decoded_) {
        const std::chrono::steady_clock::time_point at{std::chrono::microseconds(now_us_)};
        decoder_.feed({.time_us = now_us_, .type = type, .code = code, .value = value}, at, size_, heard_);
    }
}

void EmulatedPanel::end_frame() {
    if (said_something_) {
        send(EV_SYN, SYN_REPORT, 0);
    }
    said_something_ = false;
    now_us_ += frame_us;
}

}  // namespace tsuitate::bench
