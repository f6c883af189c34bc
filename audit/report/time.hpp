// Days and times as a report needs them: the log's UTC read strictly, days as the counter's clock on the wall
// has them.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "audit/record/day.hpp"

namespace tsuitate::audit::report {

using Seconds = std::int64_t;       // since 1970, UTC
using Day = std::chrono::sys_days;  // a local date; which zone, the options say
using Span = std::pair<Seconds, Seconds>;

inline constexpr Seconds seconds_a_minute = 60;
inline constexpr Seconds seconds_half_an_hour = 1800;
inline constexpr Seconds seconds_an_hour = 3600;
inline constexpr Seconds seconds_a_day = 86400;
inline constexpr int minutes_a_day = 1440;
inline constexpr int hours_a_day = 24;
inline constexpr int half_hours_a_day = 48;

// "2026-11-16T09:30:00Z"; nothing when there is no such time.
std::optional<Seconds> seconds_of(std::string_view rfc3339);
using audit::day_of;

struct LocalTime {
    Day day;
    Seconds second = 0;  // of the day
};
LocalTime local_time(Seconds time, int utc_offset_minutes);
Seconds start_of(Day day, int utc_offset_minutes);

struct Period {
    Day first;
    Day last;  // with this day

    std::size_t days() const { return static_cast<std::size_t>((last - first).count()) + 1; }
    bool has(Day day) const { return first <= day && day <= last; }
};

inline constexpr std::size_t longest_period = longest_reported_period;

// From two dates as the command line has them; the reason when they are no period for a report.
std::variant<Period, std::string> period_of(std::string_view from, std::string_view to);

}  // namespace tsuitate::audit::report
