// Decoder: the events of one input device as taps in millimetres or keypad keys. Real and emulated devices
// share it.
#pragma once

#include <chrono>

#include "daemon/vault/touch/input.hpp"
#include "policy/policy.hpp"
#include "policy/touch/contact_tracker.hpp"

namespace tsuitate::vault {

class Decoder {
  public:
    // A touch panel with these axes and this calibration.
    Decoder(const policy::TouchCapabilities& capabilities, const policy::CalibrationMatrix& calibration);
    // A device with keys.
    Decoder() = default;

    // `at` is when the event happened, on the steady clock.
    void feed(const policy::InputEvent& event, std::chrono::steady_clock::time_point at, policy::SizeMm panel,
              InputListener& listener);

  private:
    struct Touch {
        policy::TouchCapabilities capabilities;
        policy::CalibrationMatrix calibration;
        policy::ContactTracker tracker;
    };
    void tap(const policy::Contact& contact, std::chrono::steady_clock::time_point at, std::int64_t now_us,
             policy::SizeMm panel, InputListener& listener);
    void present(std::chrono::steady_clock::time_point at, std::int64_t now_us, policy::SizeMm panel,
                 InputListener& listener);
    // In square millimetres, as Tap wants it.
    double jitter_mm2(const policy::Jitter& jitter, policy::SizeMm panel) const;

    std::optional<Touch> touch_;
};

}  // namespace tsuitate::vault
