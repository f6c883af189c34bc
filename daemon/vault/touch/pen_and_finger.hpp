// PenAndFinger: the nodes of one panel, heard together. Many pen displays are two devices to the kernel, one
// for the pen and one for fingers; a finger, or the hand that holds the pen, does not count while the pen is
// near, on whichever node. (On one node the tracker sees to that.) Everything else is passed on.
#pragma once

#include <algorithm>

#include "daemon/vault/touch/input.hpp"

namespace tsuitate::vault {

class PenAndFinger final : public InputListener {
  public:
    explicit PenAndFinger(InputListener& listener) : listener_(listener) {}

    void on_tap(const Tap& tap) override {
        const bool pen_was_near = near_ > 0 || tap.down_at <= left_at_;
        if (tap.tool == Tool::finger && pen_was_near) {
            listener_.on_spoilt_touch(policy::ContactRejection::pen_near);
        } else {
            listener_.on_tap(tap);
        }
    }
    void on_spoilt_touch(policy::ContactRejection reason) override { listener_.on_spoilt_touch(reason); }
    void on_present(const std::optional<Tap>& tap) override {
        const bool beside_pen = tap && tap->tool == Tool::finger && (near_ > 0 || tap->down_at <= left_at_);
        listener_.on_present(beside_pen ? std::nullopt : tap);
    }
    void on_keypad(const policy::Key& key) override { listener_.on_keypad(key); }
    void on_keypad_held(const std::optional<policy::Key>& key) override { listener_.on_keypad_held(key); }
    void on_input_report(const InputReport& report) override { listener_.on_input_report(report); }
    void on_pen(bool near, std::chrono::steady_clock::time_point at) override {
        near_ = near ? near_ + 1 : std::max(0, near_ - 1);
        left_at_ = near ? left_at_ : at;
    }

    // A node is gone, and cannot say any more that its pen is away.
    void forget_pens() { near_ = 0; }

  private:
    InputListener& listener_;
    int near_ = 0;  // pens
    std::chrono::steady_clock::time_point left_at_{};
};

}  // namespace tsuitate::vault
