#include "daemon/vault/session/yes_hold.hpp"

#include <utility>

#include "policy/session/scene.hpp"

namespace tsuitate::vault {

void YesHold::press(std::function<void()> held) {
    if (pressed_) {
        return;
    }
    pressed_ = true;
    held_ = std::move(held);
    steps_ = 0;
    wait_for_next_step();
}

void YesHold::release() {
    if (!std::exchange(pressed_, false)) {
        return;
    }
    if (timer_) {
        loop_.cancel(*std::exchange(timer_, std::nullopt));
    }
    held_ = {};
    if (std::exchange(steps_, std::uint8_t{0}) != 0 && step_) {
        step_(0);
    }
}

void YesHold::wait_for_next_step() {
    timer_ = loop_.after(length_ / policy::hold_steps, [this] {
        timer_.reset();
        ++steps_;
        if (step_) {
            step_(steps_);
        }
        if (steps_ < policy::hold_steps) {
            wait_for_next_step();
        } else if (const auto held = std::exchange(held_, {})) {
            held();
        }
    });
}

}  // namespace tsuitate::vault
