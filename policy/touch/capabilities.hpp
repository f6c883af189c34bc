// TouchCapabilities: what a touch device says it has, and whether that makes it a panel to touch.
#pragma once

#include <cstdint>
#include <functional>

#include "policy/touch/calibration.hpp"

namespace tsuitate::policy {

struct TouchCapabilities {
    AxisRange x;
    AxisRange y;
    bool multitouch_b = false;      // slots: ABS_MT_SLOT and ABS_MT_TRACKING_ID
    bool multitouch_a = false;      // places without slots, each ended by SYN_MT_REPORT
    bool has_touch_button = false;  // BTN_TOUCH
    bool has_left_button = false;   // BTN_LEFT, on absolute tablets
    bool has_pen = false;           // BTN_TOOL_PEN
    // INPUT_PROP_POINTER: a touchpad, whose places are not those of a display.
    bool moves_a_pointer = false;

    bool multitouch() const { return multitouch_a || multitouch_b; }
    // Something says when it is touched, and the axes have a range.
    bool is_panel() const;
};

// What a description of a device, or the kernel, answers about it. Codes of EV_KEY, EV_ABS and INPUT_PROP_*.
struct DeviceQuestions {
    std::function<bool(std::uint16_t)> has_key;
    std::function<bool(std::uint16_t)> has_axis;
    std::function<bool(std::uint16_t)> has_property;
    std::function<AxisRange(std::uint16_t)> range_of;  // asked only of axes that it has
};

TouchCapabilities capabilities_of(const DeviceQuestions& device);

}  // namespace tsuitate::policy
