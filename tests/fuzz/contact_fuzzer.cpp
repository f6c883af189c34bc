// Any events into the contact tracker, and any text into the evemu reader. A contact that comes out began
// before it ended and lies where an event said.
#include <algorithm>
#include <cstdlib>
#include <iterator>
#include <span>
#include <string_view>

#include "policy/touch/contact_tracker.hpp"
#include "tests/panel/evemu_text.hpp"

namespace {

using namespace tsuitate;

void track(std::span<const std::uint8_t> bytes) {
    policy::TouchCapabilities capabilities{.x = {0, 100}, .y = {0, 100}};
    if (bytes.empty()) {
        return;
    }
    capabilities.multitouch_b = (bytes[0] & 1U) != 0;
    capabilities.has_touch_button = (bytes[0] & 2U) != 0;
    capabilities.has_left_button = (bytes[0] & 4U) != 0;
    capabilities.has_pen = (bytes[0] & 8U) != 0;
    policy::ContactTracker tracker(capabilities);
    constexpr std::size_t event_size = 4;
    std::int64_t now = 0;
    for (bytes = bytes.subspan(1); bytes.size() >= event_size; bytes = bytes.subspan(event_size)) {
        constexpr std::uint16_t codes[] = {0x00, 0x01, 0x2f, 0x35, 0x36, 0x39, 0x110, 0x14a, 0x140, 0x03};
        const policy::InputEvent event{.time_us = now += 1000,
                                       .type = static_cast<std::uint16_t>(bytes[0] % 4),
                                       .code = codes[bytes[1] % std::size(codes)],
                                       .value = static_cast<std::int8_t>(bytes[2])};
        for (const policy::ContactResult& result : tracker.feed(event)) {
            const auto* contact = std::get_if<policy::Contact>(&result);
            if (contact != nullptr && contact->down_time_us > now) {
                std::abort();
            }
        }
    }
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
