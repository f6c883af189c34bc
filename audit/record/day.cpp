#include "audit/record/day.hpp"

#include <algorithm>

namespace tsuitate::audit {
namespace {

constexpr std::string_view shape = "0000-00-00";

bool has_shape(std::string_view text) {
    return text.size() == shape.size() &&
           std::equal(text.begin(), text.end(), shape.begin(), [](char given, char wanted) {
               return wanted == '0' ? given >= '0' && given <= '9' : given == wanted;
           });
}

unsigned number_of(std::string_view digits) {
    unsigned number = 0;
    for (const char digit : digits) {
        number = number * 10 + static_cast<unsigned>(digit - '0');
    }
    return number;
}

std::string digits_of(unsigned number, std::size_t width) {
    const std::string digits = std::to_string(number);
    return std::string(width - std::min(width, digits.size()), '0') + digits;
}

}  // namespace

std::optional<std::chrono::sys_days> day_of(std::string_view text) {
    if (!has_shape(text)) {
        return std::nullopt;
    }
    const std::chrono::year_month_day date{std::chrono::year(static_cast<int>(number_of(text.substr(0, 4)))),
                                           std::chrono::month(number_of(text.substr(5, 2))),
                                           std::chrono::day(number_of(text.substr(8, 2)))};
    if (!date.ok()) {
        return std::nullopt;
    }
    return std::chrono::sys_days(date);
}

std::string day_text(std::chrono::sys_days day) {
    const std::chrono::year_month_day date(day);
    return digits_of(static_cast<unsigned>(static_cast<int>(date.year())), 4) + "-" +
           digits_of(static_cast<unsigned>(date.month()), 2) + "-" +
           digits_of(static_cast<unsigned>(date.day()), 2);
}

}  // namespace tsuitate::audit
