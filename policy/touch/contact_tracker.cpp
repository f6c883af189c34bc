#include "policy/touch/contact_tracker.hpp"

#include <linux/input-event-codes.h>

#include <algorithm>
#include <utility>

namespace tsuitate::policy {
namespace {

constexpr std::int64_t longest_contact_us = 3'000'000;

}  // namespace

void ContactTracker::forget() {
    slots_ = {};
    slot_ = 0;
    slot_known_ = true;
    button_ = false;
    pen_near_ = false;
    dropping_ = false;
    current_ = {};
}

std::optional<ContactResult> ContactTracker::feed(const InputEvent& event) {
    if (event.type == EV_SYN && event.code == SYN_DROPPED) {
        dropping_ = true;
        return std::nullopt;
    }
    if (dropping_) {
        return wait_out_the_gap(event);
    }
    if (event.type == EV_SYN && event.code == SYN_REPORT) {
        return end_frame(event.time_us);
    }
    if (event.type == EV_KEY) {
        take_key(event.code, event.value);
    } else if (event.type == EV_ABS) {
        take_axis(event.code, event.value);
    }
    return std::nullopt;
}

// What was down may have gone and come again meanwhile: nothing counts before it comes down anew.
std::optional<ContactResult> ContactTracker::wait_out_the_gap(const InputEvent& event) {
    if (event.type == EV_ABS && event.code == ABS_MT_SLOT) {
        take_axis(event.code, event.value);
    }
    if (event.type != EV_SYN || event.code != SYN_REPORT) {
        return std::nullopt;
    }
    const bool was_touching = current_.contact.has_value() || contacts_down() > 0 || button_;
    const std::size_t slot = slot_;
    const bool pen = pen_near_;
    forget();
    slot_ = slot;
    pen_near_ = pen;
    return was_touching ? std::optional(ContactResult(ContactRejection::events_dropped)) : std::nullopt;
}

void ContactTracker::take_key(std::uint16_t code, std::int32_t value) {
    const bool down = value != 0;
    if (code == BTN_TOOL_PEN || code == BTN_TOOL_RUBBER) {
        pen_near_ = down;
    } else if (code == BTN_TOUCH && capabilities_.has_touch_button) {
        button_ = down;
    } else if (code == BTN_LEFT && capabilities_.has_left_button && !capabilities_.has_touch_button) {
        button_ = down;
    }
}

void ContactTracker::take_axis(std::uint16_t code, std::int32_t value) {
    if (code == ABS_X) {
        x_ = value;
    } else if (code == ABS_Y) {
        y_ = value;
    } else if (code == ABS_MT_SLOT) {
        slot_known_ = value >= 0 && static_cast<std::size_t>(value) < slots_.size();
        slot_ = slot_known_ ? static_cast<std::size_t>(value) : 0;
    } else if (slot_known_ && code == ABS_MT_TRACKING_ID) {
        Slot& slot = slots_.at(slot_);
        slot.replaced |=
            slot.tracking_id != no_tracking_id && value != no_tracking_id && value != slot.tracking_id;
        // The position stays: the kernel does not repeat a coordinate that the next contact has too.
        slot.tracking_id = value;
    } else if (slot_known_ && code == ABS_MT_POSITION_X) {
        slots_.at(slot_).x = value;
    } else if (slot_known_ && code == ABS_MT_POSITION_Y) {
        slots_.at(slot_).y = value;
    }
}

std::size_t ContactTracker::contacts_down() const {
    return static_cast<std::size_t>(std::count_if(
        slots_.begin(), slots_.end(), [](const Slot& slot) { return slot.tracking_id != no_tracking_id; }));
}

std::optional<ContactResult> ContactTracker::end_frame(std::int64_t time_us) {
    return capabilities_.multitouch_b && !pen_near_ ? end_multitouch_frame(time_us)
                                                    : end_single_frame(time_us);
}

std::optional<ContactResult> ContactTracker::end_multitouch_frame(std::int64_t time_us) {
    const std::size_t down = contacts_down();
    if (down == 0) {
        return finish(time_us);
    }
    const auto touching = std::find_if(slots_.begin(), slots_.end(),
                                       [](const Slot& slot) { return slot.tracking_id != no_tracking_id; });
    if (down > 1) {
        if (!current_.contact) {
            begin(time_us, touching->x, touching->y, false);
        }
        current_.spoilt = ContactRejection::second_finger;
        return std::nullopt;
    }
    if (touching->replaced) {
        // One contact ended and the next began within a frame, without a lift of its own.
        touching->replaced = false;
        auto finished = finish(time_us);
        begin(time_us, touching->x, touching->y, false);
        current_.tracking_id = touching->tracking_id;
        return finished;
    }
    if (!current_.contact) {
        begin(time_us, touching->x, touching->y, false);
        current_.tracking_id = touching->tracking_id;
    } else if (!current_.spoilt && current_.tracking_id != touching->tracking_id) {
        // The first finger left and a second stayed.
        current_.spoilt = ContactRejection::second_finger;
    } else {
        move(touching->x, touching->y);
    }
    return std::nullopt;
}

std::optional<ContactResult> ContactTracker::end_single_frame(std::int64_t time_us) {
    if (!button_) {
        return finish(time_us);
    }
    if (!current_.contact) {
        begin(time_us, x_, y_, pen_near_);
    } else {
        move(x_, y_);
    }
    // A pen that comes while a finger is down, or a finger under a pen.
    if (current_.contact && current_.contact->stylus != pen_near_) {
        current_.spoilt = ContactRejection::pen_near;
    }
    return std::nullopt;
}

void ContactTracker::begin(std::int64_t time_us, std::optional<std::int32_t> x, std::optional<std::int32_t> y,
                           bool stylus) {
    current_ = {};
    current_.contact = Contact{.down_time_us = time_us, .stylus = stylus};
    if (!x || !y) {
        current_.spoilt = ContactRejection::no_position;
        return;
    }
    Contact& contact = *current_.contact;
    contact.down_x = contact.lift_x = *x;
    contact.down_y = contact.lift_y = *y;
}

void ContactTracker::move(std::optional<std::int32_t> x, std::optional<std::int32_t> y) {
    if (x && y) {
        current_.contact->lift_x = *x;
        current_.contact->lift_y = *y;
    }
}

std::optional<ContactResult> ContactTracker::finish(std::int64_t time_us) {
    if (!current_.contact) {
        return std::nullopt;
    }
    const Current ended = std::exchange(current_, {});
    if (ended.spoilt) {
        return ContactResult(*ended.spoilt);
    }
    if (time_us - ended.contact->down_time_us > longest_contact_us) {
        return ContactResult(ContactRejection::too_long);
    }
    return ContactResult(*ended.contact);
}

}  // namespace tsuitate::policy
