// The time of a record: UTC in whole seconds, as a text and as a number.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace tsuitate::audit {

// "2026-11-23T05:40:12Z" in seconds since 1970. Precondition: of that shape.
std::int64_t seconds_of(std::string_view time);
std::string time_text(std::int64_t seconds);

}  // namespace tsuitate::audit
