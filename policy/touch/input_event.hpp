// InputEvent: one event of an input device as the kernel gives it. Types and codes are those of
// linux/input-event-codes.h.
#pragma once

#include <cstdint>

namespace tsuitate::policy {

struct InputEvent {
    std::int64_t time_us = 0;  // of the device's clock
    std::uint16_t type = 0;
    std::uint16_t code = 0;
    std::int32_t value = 0;
};

}  // namespace tsuitate::policy
