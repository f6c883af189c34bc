// YesHold: whether "yes" is being held down, and for how long. It measures, and says when it was long enough;
// whether that counts, the session machine says.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>

#include "daemon/loop/loop.hpp"

namespace tsuitate::vault {

class YesHold {
  public:
    YesHold(loop::Loop& loop, std::chrono::milliseconds length) : loop_(loop), length_(length) {}

    // `step` is told how much of it has passed, of policy::hold_steps, and 0 when it is let go too soon.
    void on_step(std::function<void(std::uint8_t)> step) { step_ = std::move(step); }

    // Something holds "yes" down. `held` is called once, if it stays. Asked again for the same press, nothing
    // changes.
    void press(std::function<void()> held);
    void release();

  private:
    void wait_for_next_step();

    loop::Loop& loop_;
    std::chrono::milliseconds length_;
    std::function<void(std::uint8_t)> step_;
    std::function<void()> held_;
    std::uint8_t steps_ = 0;
    bool pressed_ = false;
    std::optional<loop::Loop::TimerId> timer_;
};

}  // namespace tsuitate::vault
