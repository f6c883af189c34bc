#include "audit/report/time.hpp"

#include <charconv>

namespace tsuitate::audit::report {
namespace {

// Digits alone: neither sign nor space.
std::optional<int> number_at(std::string_view text, std::size_t place, std::size_t digits) {
    int value = 0;
    const char* begin = text.data() + place;
    const auto [end, error] = std::from_chars(begin, begin + digits, value);
    if (error != std::errc() || end != begin + digits || *begin == '-') {
        return std::nullopt;
    }
    return value;
}

}  // namespace

std::optional<Seconds> seconds_of(std::string_view rfc3339) {
    if (rfc3339.size() != 20 || rfc3339[10] != 'T' || rfc3339[13] != ':' || rfc3339[16] != ':' ||
        rfc3339[19] != 'Z') {
        return std::nullopt;
    }
    const auto day = day_of(rfc3339.substr(0, 10));
    const auto hour = number_at(rfc3339, 11, 2);
    const auto minute = number_at(rfc3339, 14, 2);
    const auto second = number_at(rfc3339, 17, 2);
    if (!day || !hour || !minute || !second || *hour > 23 || *minute > 59 || *second > 59) {
        return std::nullopt;
    }
    return day->time_since_epoch().count() * seconds_a_day + *hour * seconds_an_hour +
           *minute * seconds_a_minute + *second;
}

LocalTime local_time(Seconds time, int utc_offset_minutes) {
    const std::chrono::sys_seconds local{std::chrono::seconds(time + utc_offset_minutes * seconds_a_minute)};
    const Day day = std::chrono::floor<std::chrono::days>(local);
    return {.day = day, .second = (local - day).count()};
}

Seconds start_of(Day day, int utc_offset_minutes) {
    return day.time_since_epoch().count() * seconds_a_day - utc_offset_minutes * seconds_a_minute;
}

std::variant<Period, std::string> period_of(std::string_view from, std::string_view to) {
    const auto first = day_of(from);
    const auto last = day_of(to);
    if (!first || !last) {
        return "\"" + std::string(first ? to : from) + "\" is no date; write it like 2026-11-16";
    }
    if (*last < *first) {
        return std::string("the period ends before it begins");
    }
    const Period period{.first = *first, .last = *last};
    if (period.days() > longest_period) {
        return "the period has " + std::to_string(period.days()) + " days; a report covers at most " +
               std::to_string(longest_period);
    }
    return period;
}

}  // namespace tsuitate::audit::report
