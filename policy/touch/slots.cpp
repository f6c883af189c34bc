#include "policy/touch/slots.hpp"

#include <linux/input-event-codes.h>

#include <algorithm>

namespace tsuitate::policy {

// A new id without −1 before it is a new finger all the same. True when the one that goes had only just come.
bool Slots::replace(Kept& slot, std::int32_t id) {
    if (slot.id == id) {
        return false;
    }
    Slot& shown = slot.shown;
    const bool left_at_once = shown.came;
    shown.went |= shown.present && !shown.came;
    shown.present = shown.came = id != nobody;
    slot.id = id;
    return left_at_once;
}

bool Slots::take_axis(std::uint16_t code, std::int32_t value) {
    if (!slotted_) {
        take_place_axis(code, value);
        return false;
    }
    if (code == ABS_MT_SLOT) {
        const bool known = value >= 0 && static_cast<std::size_t>(value) < count;
        current_ = known ? static_cast<std::size_t>(value) : beyond;
        return false;
    }
    Kept& slot = slots_.at(current_);
    used_ = std::max(used_, current_ + 1);
    switch (code) {
        case ABS_MT_TRACKING_ID:
            return replace(slot, value < 0 ? nobody : value);
        case ABS_MT_POSITION_X:
            slot.shown.x = value;
            break;
        case ABS_MT_POSITION_Y:
            slot.shown.y = value;
            break;
        case ABS_MT_DISTANCE:
            slot.shown.distance = value;
            break;
        case ABS_MT_TOOL_TYPE:
            slot.shown.tool = value;
            break;
        default:
            break;
    }
    return false;
}

void Slots::take_place_axis(std::uint16_t code, std::int32_t value) {
    switch (code) {
        case ABS_MT_TRACKING_ID:
            place_.id = value < 0 ? nobody : value;
            break;
        case ABS_MT_POSITION_X:
            place_.x = value;
            break;
        case ABS_MT_POSITION_Y:
            place_.y = value;
            break;
        case ABS_MT_DISTANCE:
            place_.distance = value;
            break;
        case ABS_MT_TOOL_TYPE:
            place_.tool = value;
            break;
        default:
            break;
    }
}

void Slots::take_report() {
    if (slotted_) {
        return;
    }
    reported_ = true;
    const bool says_something = place_.x || place_.y || place_.id != nobody;
    if (says_something && place_count_ < places_.size()) {
        if (place_.id == nobody) {
            // Nameless places keep their order as well as any name.
            place_.id = -2 - static_cast<std::int32_t>(place_count_);
        }
        places_.at(place_count_++) = place_;
    }
    place_ = {};
}

// The slot of this finger, else one that is free.
Slots::Kept* Slots::slot_for(const Place& place) {
    Kept* free = nullptr;
    for (Kept& slot : slots_) {
        if (slot.matched) {
            continue;
        }
        if (slot.id == place.id) {
            return &slot;
        }
        if (slot.id == nobody && free == nullptr) {
            free = &slot;
        }
    }
    return free;
}

void Slots::settle(bool nothing_means_gone) {
    if (slotted_ || (!reported_ && !nothing_means_gone)) {
        return;
    }
    for (Kept& slot : slots_) {
        slot.matched = false;
    }
    // Who stays keeps its slot: only then are the slots of those who left free for others.
    std::array<Kept*, count> slot_of{};
    for (std::size_t i = 0; i < place_count_; ++i) {
        Kept* slot = slot_for(places_.at(i));
        if (slot != nullptr && slot->id == places_.at(i).id) {
            slot->matched = true;
            slot_of.at(i) = slot;
        }
    }
    for (Kept& slot : slots_) {
        if (!slot.matched) {
            replace(slot, nobody);
        }
    }
    for (std::size_t i = 0; i < place_count_; ++i) {
        const Place& place = places_.at(i);
        Kept* slot = slot_of.at(i) != nullptr ? slot_of.at(i) : slot_for(place);
        if (slot == nullptr) {
            continue;
        }
        slot->matched = true;
        replace(*slot, place.id);
        slot->shown.x = place.x;
        slot->shown.y = place.y;
        slot->shown.distance = place.distance;
        slot->shown.tool = place.tool;
        used_ = std::max(used_, static_cast<std::size_t>(slot - slots_.data()) + 1);
    }
}

void Slots::next_frame() {
    for (std::size_t i = 0; i < used_; ++i) {
        slots_.at(i).shown.came = slots_.at(i).shown.went = false;
    }
    std::fill_n(places_.begin(), place_count_, Place{});
    place_ = {};
    place_count_ = 0;
    reported_ = false;
}

void Slots::lose() {
    slots_ = {};
    used_ = 0;
    next_frame();
}

bool Slots::any_came() const {
    return std::any_of(slots_.begin(), slots_.end(), [](const Kept& slot) { return slot.shown.came; });
}

bool Slots::any_present() const {
    return std::any_of(slots_.begin(), slots_.end(), [](const Kept& slot) { return slot.shown.present; });
}

}  // namespace tsuitate::policy
