// Input: where the citizen's touches come from. The installed vault has one implementation, EvdevInput; the
// emulated panel of tests and demo is another, and lives outside this folder (rule R6).
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

#include "daemon/wire/messages.hpp"
#include "policy/keypad/layout.hpp"
#include "policy/touch/contact.hpp"
#include "policy/touch/geometry.hpp"

namespace tsuitate::vault {

enum class Tool : std::uint8_t { finger, stylus };

// One finished contact. Secret while a PIN is entered: never logged. How its figures are taken says
// policy::Contact; in millimetres on the panel.
struct Tap {
    policy::PointMm down;
    policy::PointMm lift;
    std::chrono::steady_clock::time_point down_at;
    std::chrono::steady_clock::time_point lifted_at;
    Tool tool = Tool::finger;
    // As the kernel reported them: it leaves out those in which nothing changed, so that a still finger may
    // have one.
    std::uint32_t frames = 0;
    double travel_mm =
        0;  // the diagonal of the box that holds all frames, or from down to lift, whichever is longer
    double jitter_mm2 =
        0;  // mean of the squared second differences of the place; of fewer than three frames nothing

    std::chrono::steady_clock::duration duration() const { return lifted_at - down_at; }
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
    // A contact that cannot count, after it has ended. Each contact gives either this or a tap.
    virtual void on_spoilt_touch(policy::ContactRejection reason) = 0;
    // What touches the panel now, alone and so that it can still count, after every frame; nothing when
    // nothing does. `down` is where it came down, `lift` where it is.
    virtual void on_present(const std::optional<Tap>& tap) = 0;
    // A key of the tactile keypad.
    virtual void on_keypad(const policy::Key& key) = 0;
    // The key that is down; nothing when it was let go.
    virtual void on_keypad_held(const std::optional<policy::Key>& key) = 0;
    virtual void on_input_report(const InputReport& report) = 0;
    // A pen came near this device, or left it.
    virtual void on_pen(bool /*near*/, std::chrono::steady_clock::time_point /*at*/) {}
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
