// Day: a date as records and reports write it.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace tsuitate::audit {

inline constexpr int longest_reported_period = 366;  // days; a page for more would be unreadable

// "2026-11-16"; nothing when there is no such day.
std::optional<std::chrono::sys_days> day_of(std::string_view text);
// Precondition: of a year with four digits.
std::string day_text(std::chrono::sys_days day);

}  // namespace tsuitate::audit
