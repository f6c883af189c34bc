// Event streams in a form to read, and what a tracker makes of them. One frame a line, first its time in
// milliseconds:
//
//     0   id=7 mx=100 my=200 touch=1
//     8.5 mx=110
//     17  id=-1 touch=0
//
// Each line ends with its SYN_REPORT. The story of the results is as short: "finger 100,200 to 110,200, 2
// frames in 17 ms".
#pragma once

#include <linux/input-event-codes.h>

#include <cmath>
#include <map>
#include <span>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

#include "policy/touch/contact_tracker.hpp"

namespace tsuitate::policy {

constexpr AxisRange axis{0, 4095};

inline TouchCapabilities single_touch() {
    return {.x = axis, .y = axis, .has_touch_button = true};
}
inline TouchCapabilities slotted() {
    return {.x = axis, .y = axis, .multitouch_b = true, .has_touch_button = true};
}
inline TouchCapabilities slotted_without_button() {
    return {.x = axis, .y = axis, .multitouch_b = true};
}
inline TouchCapabilities slotted_with_pen() {
    return {.x = axis, .y = axis, .multitouch_b = true, .has_touch_button = true, .has_pen = true};
}
inline TouchCapabilities nameless() {
    return {.x = axis, .y = axis, .multitouch_a = true, .has_touch_button = true};
}
inline TouchCapabilities nameless_without_button() {
    return {.x = axis, .y = axis, .multitouch_a = true};
}
inline TouchCapabilities tablet() {
    return {.x = axis, .y = axis, .has_left_button = true};
}
inline TouchCapabilities pen_tablet() {
    return {.x = axis, .y = axis, .has_touch_button = true, .has_pen = true};
}

inline const std::map<std::string, InputEvent>& words() {
    static const std::map<std::string, InputEvent> known = {
        {"touch", {.type = EV_KEY, .code = BTN_TOUCH}},
        {"left", {.type = EV_KEY, .code = BTN_LEFT}},
        {"pen", {.type = EV_KEY, .code = BTN_TOOL_PEN}},
        {"rubber", {.type = EV_KEY, .code = BTN_TOOL_RUBBER}},
        {"x", {.type = EV_ABS, .code = ABS_X}},
        {"y", {.type = EV_ABS, .code = ABS_Y}},
        {"above", {.type = EV_ABS, .code = ABS_DISTANCE}},
        {"slot", {.type = EV_ABS, .code = ABS_MT_SLOT}},
        {"id", {.type = EV_ABS, .code = ABS_MT_TRACKING_ID}},
        {"mx", {.type = EV_ABS, .code = ABS_MT_POSITION_X}},
        {"my", {.type = EV_ABS, .code = ABS_MT_POSITION_Y}},
        {"mabove", {.type = EV_ABS, .code = ABS_MT_DISTANCE}},
        {"tool", {.type = EV_ABS, .code = ABS_MT_TOOL_TYPE}},
        {"place", {.type = EV_SYN, .code = SYN_MT_REPORT}},
        {"lost", {.type = EV_SYN, .code = SYN_DROPPED}},
    };
    return known;
}

inline std::vector<InputEvent> events_of(const std::string& stream) {
    std::vector<InputEvent> events;
    std::istringstream lines(stream);
    for (std::string line; std::getline(lines, line);) {
        std::istringstream frame(line);
        double milliseconds = 0;
        if (!(frame >> milliseconds)) {
            continue;
        }
        const auto time_us = static_cast<std::int64_t>(std::llround(milliseconds * 1000));
        for (std::string word; frame >> word;) {
            const std::size_t equals = std::min(word.find('='), word.size());
            const auto found = words().find(word.substr(0, equals));
            if (found == words().end()) {
                throw std::invalid_argument("no such word in an event stream: " + word);
            }
            InputEvent event = found->second;
            event.time_us = time_us;
            event.value = equals < word.size() ? std::stoi(word.substr(equals + 1)) : 0;
            events.push_back(event);
        }
        events.push_back({.time_us = time_us, .type = EV_SYN, .code = SYN_REPORT, .value = 0});
    }
    return events;
}

inline std::vector<ContactResult> results_of(const TouchCapabilities& capabilities,
                                             std::span<const InputEvent> events) {
    ContactTracker tracker(capabilities);
    std::vector<ContactResult> results;
    for (const InputEvent& event : events) {
        const auto ended = tracker.feed(event);
        results.insert(results.end(), ended.begin(), ended.end());
    }
    return results;
}

inline std::vector<ContactResult> results_of(const TouchCapabilities& capabilities,
                                             const std::string& stream) {
    return results_of(capabilities, events_of(stream));
}

inline std::string name_of(ContactRejection reason) {
    switch (reason) {
        case ContactRejection::second_finger:
            return "second finger";
        case ContactRejection::events_dropped:
            return "events dropped";
        case ContactRejection::too_long:
            return "too long";
        case ContactRejection::no_position:
            return "no position";
        case ContactRejection::pen_near:
            return "pen near";
        case ContactRejection::palm:
            return "palm";
        case ContactRejection::unknown_slot:
            return "unknown slot";
    }
    return "?";
}

inline std::string story(const std::vector<ContactResult>& results) {
    std::ostringstream told;
    for (const ContactResult& result : results) {
        told << (told.tellp() == 0 ? "" : "; ");
        if (const auto* contact = std::get_if<Contact>(&result)) {
            told << (contact->stylus ? "pen " : "finger ") << contact->down_x << ',' << contact->down_y
                 << " to " << contact->lift_x << ',' << contact->lift_y << ", " << contact->frames
                 << " frames in " << (contact->lift_time_us - contact->down_time_us) / 1000 << " ms";
        } else {
            told << name_of(std::get<ContactRejection>(result));
        }
    }
    return told.str();
}

inline std::string story(const TouchCapabilities& capabilities, const std::string& stream) {
    return story(results_of(capabilities, stream));
}

}  // namespace tsuitate::policy
