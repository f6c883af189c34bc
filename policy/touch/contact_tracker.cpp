#include "policy/touch/contact_tracker.hpp"

#include <linux/input-event-codes.h>
#include <linux/input.h>

namespace tsuitate::policy {
namespace {

constexpr std::size_t pointer = ContactsUnderWay::pointer;

bool is_pen_tool(std::uint16_t code) {
    // Pen, rubber, brush, pencil, airbrush.
    return code >= BTN_TOOL_PEN && code <= BTN_TOOL_AIRBRUSH;
}

}  // namespace

std::span<const ContactResult> ContactTracker::feed(const InputEvent& event) {
    contacts_.forget_results();
    if (event.type == EV_KEY) {
        take_key(event.code, event.value != 0);
    } else if (event.type == EV_ABS) {
        take_axis(event.code, event.value);
    } else if (event.type == EV_SYN && event.code == SYN_DROPPED) {
        lose_events();
    } else if (event.type == EV_SYN && event.code == SYN_MT_REPORT) {
        slots_.take_report();
    } else if (event.type == EV_SYN && event.code == SYN_REPORT) {
        if (in_gap_) {
            end_gap();
        } else {
            end_frame(event.time_us);
        }
    }
    return contacts_.results();
}

void ContactTracker::take_key(std::uint16_t code, bool down) {
    if (is_pen_tool(code)) {
        const std::uint32_t pen = 1U << (code - BTN_TOOL_PEN);
        pens_ = down ? pens_ | pen : pens_ & ~pen;
        return;
    }
    const std::uint16_t button = capabilities_.has_touch_button ? BTN_TOUCH : BTN_LEFT;
    const bool has_button = capabilities_.has_touch_button || capabilities_.has_left_button;
    if (code == button && has_button && !in_gap_) {
        press(down);
    }
}

void ContactTracker::press(bool down) {
    if (down == button_.down) {
        return;
    }
    button_.down = down;
    if (down) {
        button_.came = true;
        return;
    }
    if (!button_.came) {
        button_.went = true;
        return;
    }
    button_.came = false;
    if (!capabilities_.multitouch() || pen_near()) {
        contacts_.end_unseen();
    }
}

void ContactTracker::take_axis(std::uint16_t code, std::int32_t value) {
    if (code == ABS_X) {
        x_ = value;
    } else if (code == ABS_Y) {
        y_ = value;
    } else if (capabilities_.multitouch() && !(in_gap_ && code == ABS_MT_TRACKING_ID)) {
        if (slots_.take_axis(code, value)) {
            contacts_.end_unseen();
        }
    }
}

// What was down may go and come again unseen: nothing counts before it comes down anew. What the gap still
// says about places and pens is true and may never be repeated.
void ContactTracker::lose_events() {
    await_empty_ |= capabilities_.multitouch_a && slots_.any_present();
    contacts_.end_all(ContactRejection::events_dropped);
    slots_.lose();
    button_ = {};
    x_.reset();
    y_.reset();
    in_gap_ = true;
}

void ContactTracker::end_gap() {
    in_gap_ = false;
    slots_.next_frame();
}

bool ContactTracker::is_pen(std::size_t slot) const {
    return slots_.at(slot).tool == MT_TOOL_PEN;
}

bool ContactTracker::touching(std::size_t slot) const {
    const Slot& finger = slots_.at(slot);
    // While a pen is near, the button is the pen's.
    return finger.present && finger.distance <= 0 && (!fingers_use_button_ || button_.down || pen_near());
}

void ContactTracker::end_frame(std::int64_t time_us) {
    fingers_use_button_ |=
        capabilities_.multitouch() && capabilities_.has_touch_button && button_.came && !pen_near();
    slots_.settle(!button_.down);
    if (await_empty_ && slots_.any_present()) {
        slots_.next_frame();
        button_.came = button_.went = false;
        return;
    }
    await_empty_ = false;
    end_what_went(time_us);
    begin_what_came(time_us);
    spoil_fingers();
    if (contacts_.at(pointer) && !contacts_.is_stylus(pointer) && pen_near()) {
        contacts_.spoil(pointer, ContactRejection::pen_near);
    }
    add_frames(time_us);
    slots_.next_frame();
    button_.came = button_.went = false;
}

void ContactTracker::end_what_went(std::int64_t time_us) {
    for (std::size_t slot = 0; slot < slots_.used(); ++slot) {
        if (contacts_.at(slot) && (slots_.at(slot).went || !touching(slot))) {
            contacts_.end(slot, time_us);
        }
    }
    // A pen that is out of reach touches no longer, whatever the button says.
    if (contacts_.at(pointer) && (button_.went || (contacts_.is_stylus(pointer) && !pen_near()))) {
        contacts_.end(pointer, time_us);
    }
}

void ContactTracker::begin_what_came(std::int64_t time_us) {
    for (std::size_t slot = 0; slot < slots_.used(); ++slot) {
        if (slots_.at(slot).came) {
            contacts_.forgive(slot);
        }
        if (!contacts_.at(slot) && touching(slot)) {
            contacts_.begin(slot, time_us, is_pen(slot));
        }
    }
    // On a multitouch panel the button also follows the fingers: it is the pen's only when none came with it.
    const bool points = !capabilities_.multitouch() || (pen_near() && !slots_.any_came());
    if (!contacts_.at(pointer) && button_.came && points) {
        contacts_.forgive(pointer);
        contacts_.begin(pointer, time_us, pen_near());
    }
}

void ContactTracker::spoil_fingers() {
    std::size_t pens = 0;
    std::size_t fingers = 0;
    bool pen_here = pen_near();
    for (std::size_t slot = 0; slot < slots_.used(); ++slot) {
        pen_here |= slots_.at(slot).present && is_pen(slot);
        if (contacts_.at(slot)) {
            ++(contacts_.is_stylus(slot) ? pens : fingers);
        }
    }
    for (std::size_t slot = 0; slot < slots_.used(); ++slot) {
        if (!contacts_.at(slot)) {
            continue;
        }
        const bool stylus = contacts_.is_stylus(slot);
        if (slot == Slots::beyond) {
            contacts_.spoil(slot, ContactRejection::unknown_slot);
        }
        if (slots_.at(slot).tool == MT_TOOL_PALM) {
            contacts_.spoil(slot, ContactRejection::palm);
        }
        if (pen_here && !stylus) {
            contacts_.spoil(slot, ContactRejection::pen_near);
        }
        if ((stylus ? pens : fingers) > 1) {
            contacts_.spoil(slot, ContactRejection::second_finger);
        }
    }
}

void ContactTracker::add_frames(std::int64_t time_us) {
    for (std::size_t slot = 0; slot < slots_.used(); ++slot) {
        const Slot& finger = slots_.at(slot);
        if (contacts_.at(slot) && finger.x && finger.y) {
            contacts_.add_frame(slot, time_us, *finger.x, *finger.y);
        }
    }
    if (contacts_.at(pointer) && x_ && y_) {
        contacts_.add_frame(pointer, time_us, *x_, *y_);
    }
}

}  // namespace tsuitate::policy
