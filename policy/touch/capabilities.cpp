#include "policy/touch/capabilities.hpp"

#include <linux/input-event-codes.h>

namespace tsuitate::policy {

bool TouchCapabilities::is_panel() const {
    const bool says_when = has_touch_button || has_left_button || multitouch_b;
    // Places without a button and without slots are what some panels of old send, and some touchpads.
    return (says_when || (multitouch_a && !moves_a_pointer)) && x.valid() && y.valid();
}

TouchCapabilities capabilities_of(const DeviceQuestions& device) {
    const bool has_places = device.has_axis(ABS_MT_POSITION_X) && device.has_axis(ABS_MT_POSITION_Y);
    TouchCapabilities has;
    has.multitouch_b = device.has_axis(ABS_MT_SLOT) && device.has_axis(ABS_MT_TRACKING_ID) && has_places;
    has.multitouch_a = !device.has_axis(ABS_MT_SLOT) && has_places;
    has.has_touch_button = device.has_key(BTN_TOUCH);
    has.has_left_button = device.has_key(BTN_LEFT);
    has.has_pen = device.has_key(BTN_TOOL_PEN);
    has.moves_a_pointer = device.has_property(INPUT_PROP_POINTER);
    const auto range = [&device](std::uint16_t axis) {
        return device.has_axis(axis) ? device.range_of(axis) : AxisRange{};
    };
    has.x = range(has.multitouch() ? ABS_MT_POSITION_X : ABS_X);
    has.y = range(has.multitouch() ? ABS_MT_POSITION_Y : ABS_Y);
    return has;
}

}  // namespace tsuitate::policy
