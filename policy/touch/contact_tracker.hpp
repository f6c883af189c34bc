// ContactTracker: evdev events in, finished contacts out. Pure, without allocation; the same code decodes
// real panels, emulated ones and recordings. Event codes are those of linux/input-event-codes.h.
#pragma once

#include <array>
#include <cstdint>
#include <optional>

#include "policy/touch/calibration.hpp"
#include "policy/touch/contact.hpp"

namespace tsuitate::policy {

// One evdev event; the time in microseconds of the device's clock.
struct InputEvent {
    std::int64_t time_us = 0;
    std::uint16_t type = 0;
    std::uint16_t code = 0;
    std::int32_t value = 0;
};

// What a touch device says it has.
struct TouchCapabilities {
    AxisRange x;
    AxisRange y;
    bool multitouch_b = false;      // ABS_MT_SLOT and ABS_MT_TRACKING_ID
    bool has_touch_button = false;  // BTN_TOUCH
    bool has_left_button = false;   // BTN_LEFT, on absolute tablets
    bool has_pen = false;           // BTN_TOOL_PEN
};

class ContactTracker {
  public:
    explicit ContactTracker(const TouchCapabilities& capabilities) : capabilities_(capabilities) {}

    // A contact or rejection when this event finished one. A frame ends with SYN_REPORT.
    std::optional<ContactResult> feed(const InputEvent& event);
    // Forgets everything under way, as after the device was opened anew.
    void forget();

  private:
    static constexpr std::size_t slot_count = 16;
    static constexpr std::int32_t no_tracking_id = -1;

    struct Slot {
        std::int32_t tracking_id = no_tracking_id;
        std::optional<std::int32_t> x;
        std::optional<std::int32_t> y;
        bool replaced = false;  // a new contact took the slot within one frame
    };
    struct Current {
        std::optional<Contact> contact;
        std::int32_t tracking_id = 0;
        std::optional<ContactRejection> spoilt;
    };

    std::optional<ContactResult> wait_out_the_gap(const InputEvent& event);
    void take_key(std::uint16_t code, std::int32_t value);
    void take_axis(std::uint16_t code, std::int32_t value);
    std::optional<ContactResult> end_frame(std::int64_t time_us);
    std::optional<ContactResult> end_multitouch_frame(std::int64_t time_us);
    std::optional<ContactResult> end_single_frame(std::int64_t time_us);
    void begin(std::int64_t time_us, std::optional<std::int32_t> x, std::optional<std::int32_t> y,
               bool stylus);
    void move(std::optional<std::int32_t> x, std::optional<std::int32_t> y);
    std::optional<ContactResult> finish(std::int64_t time_us);
    std::size_t contacts_down() const;

    TouchCapabilities capabilities_;
    std::array<Slot, slot_count> slots_{};
    std::size_t slot_ = 0;
    bool slot_known_ = true;
    std::optional<std::int32_t> x_;
    std::optional<std::int32_t> y_;
    bool button_ = false;
    bool pen_near_ = false;
    bool dropping_ = false;  // between SYN_DROPPED and the next SYN_REPORT
    Current current_;
};

}  // namespace tsuitate::policy
