// Any events into the contact tracker, and any text into the evemu reader. Whatever comes: no contact that
// began is lost or told twice, none is told that did not begin, and each lies where events said and ends
// after it began.
#include <linux/input-event-codes.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <cstring>
#include <iterator>
#include <span>
#include <string_view>

#include "policy/touch/contact_tracker.hpp"
#include "tests/panel/evemu_text.hpp"

namespace {

using namespace tsuitate;

void check(bool promise) {
    if (!promise) {
        std::abort();
    }
}

policy::TouchCapabilities capabilities_from(std::uint8_t bits) {
    policy::TouchCapabilities capabilities{.x = {0, 100}, .y = {0, 100}};
    capabilities.multitouch_b = (bits & 1U) != 0;
    capabilities.has_touch_button = (bits & 2U) != 0;
    capabilities.has_left_button = (bits & 4U) != 0;
    capabilities.has_pen = (bits & 8U) != 0;
    capabilities.multitouch_a = (bits & 16U) != 0 && !capabilities.multitouch_b;
    return capabilities;
}

// Four bytes an event: what it is, a value, and how much later it comes (or earlier).
policy::InputEvent event_from(std::span<const std::uint8_t> bytes, std::int64_t& now) {
    struct Kind {
        std::uint16_t type;
        std::uint16_t code;
    };
    static constexpr Kind kinds[] = {
        {EV_SYN, SYN_REPORT},
        {EV_SYN, SYN_MT_REPORT},
        {EV_SYN, SYN_DROPPED},
        {EV_ABS, ABS_X},
        {EV_ABS, ABS_Y},
        {EV_ABS, ABS_MT_SLOT},
        {EV_ABS, ABS_MT_POSITION_X},
        {EV_ABS, ABS_MT_POSITION_Y},
        {EV_ABS, ABS_MT_TRACKING_ID},
        {EV_ABS, ABS_MT_DISTANCE},
        {EV_ABS, ABS_MT_TOOL_TYPE},
        {EV_KEY, BTN_TOUCH},
        {EV_KEY, BTN_LEFT},
        {EV_KEY, BTN_TOOL_PEN},
        {EV_KEY, BTN_TOOL_RUBBER},
        {EV_SYN, SYN_REPORT},
    };
    const Kind kind = kinds[bytes[0] % std::size(kinds)];
    // A quarter of them have values from the ends of what there is.
    constexpr std::array<std::int32_t, 4> extremes = {INT32_MAX, INT32_MIN, INT32_MAX - 1, 0};
    const bool extreme = (bytes[0] & 0xc0U) == 0xc0U;
    std::int16_t later = 0;
    std::memcpy(&later, &bytes[2], sizeof later);
    now += extreme ? static_cast<std::int64_t>(later) * 1'000'000 : std::int64_t{later};
    return {.time_us = now,
            .type = kind.type,
            .code = kind.code,
            .value = extreme ? extremes[bytes[1] % extremes.size()] : static_cast<std::int8_t>(bytes[1])};
}

// Counts the fingers of a slotted panel in the simplest way: each id that leaves its slot has ended by the
// end of the frame.
class FingerCount {
  public:
    void take(const policy::InputEvent& event) {
        between_frames_ = event.type == EV_SYN && event.code == SYN_REPORT;
        if (event.type == EV_SYN) {
            sync(event.code);
        } else if (event.type == EV_ABS && event.code == ABS_MT_SLOT) {
            const bool known = event.value >= 0 && static_cast<std::size_t>(event.value) < fingers_.size();
            slot_ = known ? static_cast<std::size_t>(event.value) : fingers_.size() - 1;
        } else if (event.type == EV_ABS && event.code == ABS_MT_TRACKING_ID && !in_gap_) {
            Finger& finger = fingers_.at(slot_);
            const std::int32_t id = std::max(event.value, -1);
            const bool leaves = finger.id >= 0 && id != finger.id;
            finger.begun_at_frame = finger.begun_at_frame && !leaves;
            ended_ += leaves ? 1 : 0;
            finger.id = id;
        }
    }
    std::size_t ended() const { return ended_; }
    bool between_frames() const { return between_frames_; }

  private:
    struct Finger {
        std::int32_t id = -1;
        bool begun_at_frame = false;
    };
    void sync(std::uint16_t code) {
        if (code == SYN_DROPPED) {
            for (Finger& finger : fingers_) {
                ended_ += finger.id >= 0 && finger.begun_at_frame ? 1 : 0;
                finger = {};
            }
            in_gap_ = true;
        } else if (code == SYN_REPORT) {
            in_gap_ = false;
            for (Finger& finger : fingers_) {
                finger.begun_at_frame = finger.id >= 0;
            }
        }
    }

    std::array<Finger, policy::Slots::count> fingers_{};
    std::size_t slot_ = 0;
    std::size_t ended_ = 0;
    bool in_gap_ = false;
    bool between_frames_ = true;
};

void check_contact(const policy::Contact& contact) {
    check(contact.frames >= 1);
    check(contact.lift_time_us >= contact.down_time_us);
    check(contact.lift_time_us - contact.down_time_us <= 3'000'000);
    const auto within = [](std::int32_t low, std::int32_t value, std::int32_t high) {
        return low <= value && value <= high;
    };
    check(within(contact.min_x, contact.down_x, contact.max_x) &&
          within(contact.min_x, contact.lift_x, contact.max_x));
    check(within(contact.min_y, contact.down_y, contact.max_y) &&
          within(contact.min_y, contact.lift_y, contact.max_y));
    check(contact.jitter.count == (contact.frames < 2 ? 0 : contact.frames - 2));
    check(contact.jitter.x >= 0 && contact.jitter.y >= 0);
}

void track(std::span<const std::uint8_t> bytes) {
    if (bytes.empty()) {
        return;
    }
    policy::TouchCapabilities capabilities = capabilities_from(bytes[0]);
    // Without buttons and hovering the fingers can be counted on their own.
    const bool countable = (bytes[0] & 32U) != 0;
    if (countable) {
        capabilities = {.x = capabilities.x, .y = capabilities.y, .multitouch_b = true};
    }
    policy::ContactTracker tracker(capabilities);
    FingerCount counted;
    std::size_t ended = 0;
    const auto feed = [&](const policy::InputEvent& event) {
        if (countable && event.code == ABS_MT_DISTANCE && event.type == EV_ABS) {
            return;
        }
        const std::size_t before = tracker.under_way();
        const auto results = tracker.feed(event);
        ended += results.size();
        counted.take(event);
        check(results.size() <= policy::ContactsUnderWay::places);
        // Who is no longer under way was told, and nobody begins but at the end of a frame.
        check(tracker.under_way() + results.size() >= before);
        check((event.type == EV_SYN && event.code == SYN_REPORT) || tracker.under_way() <= before);
        check(!countable || !counted.between_frames() || ended == counted.ended());
        for (const policy::ContactResult& result : results) {
            if (const auto* contact = std::get_if<policy::Contact>(&result)) {
                check_contact(*contact);
            }
        }
    };
    constexpr std::size_t event_size = 4;
    std::int64_t now = 0;
    for (bytes = bytes.subspan(1); bytes.size() >= event_size; bytes = bytes.subspan(event_size)) {
        feed(event_from(bytes, now));
    }
    // Whatever is under way ends with lost events, each told once, and then nothing is.
    const std::size_t expected = ended + tracker.under_way();
    feed({.time_us = now, .type = EV_SYN, .code = SYN_DROPPED, .value = 0});
    feed({.time_us = now, .type = EV_SYN, .code = SYN_REPORT, .value = 0});
    check(ended == expected && tracker.under_way() == 0);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    track({data, size});
    EvemuDescription description;
    std::string_view text(reinterpret_cast<const char*>(data), size);
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size() - 1);
        const std::string_view line = text.substr(0, end);
        text.remove_prefix(end + 1);
        take_description_line(description, line);
        static_cast<void>(event_of_line(line));
    }
    static_cast<void>(description.capabilities());
    return 0;
}
