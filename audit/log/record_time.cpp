#include "audit/log/record_time.hpp"

#include <array>
#include <ctime>

namespace tsuitate::audit {

std::int64_t seconds_of(std::string_view time) {
    const auto part = [&](std::size_t at, std::size_t length) {
        std::int64_t value = 0;
        for (const char digit : time.substr(at, length)) {
            value = value * 10 + (digit - '0');
        }
        return value;
    };
    // Days from the civil calendar, after Howard Hinnant: years begin in March.
    const std::int64_t month = part(5, 2);
    const std::int64_t year = part(0, 4) - (month <= 2 ? 1 : 0);
    const std::int64_t era = year / 400;
    const std::int64_t year_of_era = year - era * 400;
    const std::int64_t day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + part(8, 2) - 1;
    const std::int64_t day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    const std::int64_t days = era * 146'097 + day_of_era - 719'468;
    return ((days * 24 + part(11, 2)) * 60 + part(14, 2)) * 60 + part(17, 2);
}

std::string time_text(std::int64_t seconds) {
    const std::time_t time = seconds;
    std::tm parts{};
    gmtime_r(&time, &parts);
    std::array<char, 32> text{};
    return {text.data(), std::strftime(text.data(), text.size(), "%Y-%m-%dT%H:%M:%SZ", &parts)};
}

}  // namespace tsuitate::audit
