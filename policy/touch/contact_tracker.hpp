// ContactTracker: evdev events in, finished contacts out. Pure, without allocation; the same code decodes
// real panels, emulated ones and recordings.
//
// Understood are single touch (BTN_TOUCH, or BTN_LEFT on absolute tablets), multitouch with slots (protocol
// B) and without (protocol A), with and without BTN_TOUCH, pens, and fingers and pens on one device. A finger
// or pen that hovers is no contact: ABS_MT_DISTANCE says so, or BTN_TOUCH on panels that use it for fingers.
//
// It says what was there and judges only what cannot be a touch by one finger. Whether a contact is too
// short, came too soon after another, or went too far is for its user: a panel that loses a finger and finds
// it in the next frame gives two contacts, of which the second comes down when the first lifts.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>

#include "policy/touch/capabilities.hpp"
#include "policy/touch/contact.hpp"
#include "policy/touch/contacts_under_way.hpp"
#include "policy/touch/input_event.hpp"
#include "policy/touch/slots.hpp"

namespace tsuitate::policy {

class ContactTracker {
  public:
    explicit ContactTracker(const TouchCapabilities& capabilities)
        : capabilities_(capabilities), slots_(!capabilities.multitouch_a) {}

    // The contacts that ended with this event, most often none; valid until the next call. Every contact that
    // begins ends in exactly one result. A frame ends with SYN_REPORT.
    std::span<const ContactResult> feed(const InputEvent& event);
    // How many have begun and not ended.
    std::size_t under_way() const { return contacts_.count(); }
    // The one that is there now, if it is alone and can still count.
    std::optional<Present> present() const { return contacts_.present(); }
    bool pen_near() const { return pens_ != 0; }

  private:
    // The button that says that something touches.
    struct Button {
        bool down = false;
        bool came = false;  // pressed in this frame
        bool went = false;  // what was pressed when the frame began was released
    };

    void take_key(std::uint16_t code, bool down);
    void take_axis(std::uint16_t code, std::int32_t value);
    void press(bool down);
    void lose_events();
    void end_gap();
    void end_frame(std::int64_t time_us);
    void end_what_went(std::int64_t time_us);
    void begin_what_came(std::int64_t time_us);
    void spoil_fingers();
    void add_frames(std::int64_t time_us);
    bool touching(std::size_t slot) const;
    bool is_pen(std::size_t slot) const;

    TouchCapabilities capabilities_;
    Slots slots_;
    ContactsUnderWay contacts_;
    std::optional<std::int32_t> x_;
    std::optional<std::int32_t> y_;
    Button button_;
    bool fingers_use_button_ = false;  // multitouch: seen once, relied on from then
    std::uint32_t pens_ = 0;           // a bit for each of BTN_TOOL_PEN and those after it that is near
    bool in_gap_ = false;              // between SYN_DROPPED and the next SYN_REPORT
    bool await_empty_ = false;         // protocol A after a gap: who is there may have been there before
};

}  // namespace tsuitate::policy
