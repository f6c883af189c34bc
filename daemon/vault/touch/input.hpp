// Input: where the citizen's touches come from. The installed vault has one implementation, EvdevInput; the
// emulated panel of tests and demo is another, and lives outside this folder (rule R6).
#pragma once

#include <chrono>
#include <cstdint>
#include <string>

#include "daemon/wire/messages.hpp"
#include "policy/keypad/layout.hpp"
#include "policy/touch/geometry.hpp"

namespace tsuitate::vault {

enum class Tool : std::uint8_t { finger, stylus };

// One finished contact: where it came down and where it left. Secret while a PIN is entered: never logged.
struct Tap {
    policy::PointMm down;
    policy::PointMm lift;
    std::chrono::steady_clock::time_point down_at;
    Tool tool = Tool::finger;
};

// A device came, went, was refused or failed.
struct InputReport {
    wire::DeviceClass device = wire::DeviceClass::panel;  // panel or keypad
    wire::DeviceState state = wire::DeviceState::absent;
    std::string name;
    std::string place;  // physical path below /sys/devices
    std::string
        reason;  // when refused or failed: why, and what to do; names the process that holds the device
};

class InputListener {
  public:
    virtual ~InputListener() = default;
    virtual void on_tap(const Tap& tap) = 0;
    // A key of the tactile keypad.
    virtual void on_keypad(const policy::Key& key) = 0;
    virtual void on_input_report(const InputReport& report) = 0;
};

class Input {
  public:
    virtual ~Input() = default;
    // Begins to look for devices and reports each. Called once, on the loop's thread, as are all callbacks.
    virtual void start(InputListener& listener) = 0;
    // The physical size of the citizen's display; taps are not reported before it is known.
    virtual void set_panel_size(policy::SizeMm size) = 0;
};

}  // namespace tsuitate::vault
