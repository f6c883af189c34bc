#include "audit/report/wording.hpp"

#include <array>
#include <cstdlib>
#include <ctime>

#include "audit/report/texts.hpp"

namespace tsuitate::audit::report {
namespace {

std::string two_digits(Seconds number) {
    return (number < 10 ? "0" : "") + std::to_string(number);
}

std::uint64_t rounded(std::uint64_t number) {
    return (number + smallest_told / 2) / smallest_told * smallest_told;
}

std::string with_commas(std::uint64_t number) {
    std::string digits = std::to_string(number);
    for (std::size_t place = digits.size(); place > 3;) {
        place -= 3;
        digits.insert(place, 1, ',');
    }
    return digits;
}

}  // namespace

std::string Wording::say(const Text& text, std::initializer_list<std::string> values) const {
    const std::string_view pattern = japanese() ? text.japanese : text.english;
    std::string said;
    for (std::size_t i = 0; i < pattern.size(); ++i) {
        const bool placeholder = pattern[i] == '{' && i + 2 < pattern.size() && pattern[i + 2] == '}';
        const std::size_t which = placeholder ? static_cast<std::size_t>(pattern[i + 1] - '1') : 0;
        if (placeholder && which < values.size()) {
            said += values.begin()[which];
            i += 2;
        } else {
            said += pattern[i];
        }
    }
    return said;
}

std::string Wording::word(std::string_view from_log) const {
    for (const auto& [word, text] : texts::words_of_log) {
        if (word == from_log) {
            return say(text);
        }
    }
    return std::string(from_log);
}

std::string Wording::exact(std::int64_t number) const {
    return (number < 0 ? "-" : "") + with_commas(static_cast<std::uint64_t>(std::abs(number)));
}

std::string Wording::count(std::uint64_t number) const {
    if (detailed_ || number == 0) {
        return with_commas(number);
    }
    return number < smallest_told ? say(texts::few) : with_commas(rounded(number));
}

std::string Wording::about(std::uint64_t number) const {
    if (detailed_ || number == 0) {
        return say(texts::exactly, {with_commas(number)});
    }
    return number < smallest_told ? say(texts::fewer_than_five)
                                  : say(texts::about, {with_commas(rounded(number))});
}

double Wording::drawn(std::uint64_t number) const {
    if (detailed_ || number == 0) {
        return static_cast<double>(number);
    }
    constexpr double few = 2.5;
    return number < smallest_told ? few : static_cast<double>(rounded(number));
}

std::string Wording::day(Day day) const {
    const std::chrono::year_month_day date(day);
    const unsigned weekday = std::chrono::weekday(day).c_encoding();
    const std::string number = std::to_string(static_cast<unsigned>(date.day()));
    const Text month = texts::months.at(static_cast<unsigned>(date.month()) - 1);
    return say(texts::day_pattern, {say(month), number, say(texts::weekdays.at(weekday))});
}

std::string Wording::date(Seconds time) const {
    const std::time_t local = time + utc_offset_minutes_ * seconds_a_minute;
    std::tm parts{};
    gmtime_r(&local, &parts);
    std::array<char, 16> text{};
    return {text.data(), std::strftime(text.data(), text.size(), "%Y-%m-%d", &parts)};
}

std::string Wording::full_day(Day day) const {
    const std::chrono::year_month_day date(day);
    return say(texts::full_day_pattern, {this->day(day), std::to_string(static_cast<int>(date.year()))});
}

std::string Wording::time(Seconds time) const {
    const Seconds second = local_time(time, utc_offset_minutes_).second;
    return two_digits(second / seconds_an_hour) + ":" +
           two_digits(second % seconds_an_hour / seconds_a_minute);
}

std::string Wording::duration(Seconds length) const {
    const auto whole = std::abs(length);
    if (whole < seconds_a_minute) {
        return say(texts::seconds, {exact(whole)});
    }
    if (whole < seconds_an_hour) {
        return say(texts::minutes, {exact(whole / seconds_a_minute)});
    }
    const Seconds minutes = whole % seconds_an_hour / seconds_a_minute;
    return minutes == 0 ? say(texts::hours, {exact(whole / seconds_an_hour)})
                        : say(texts::hours_and_minutes, {exact(whole / seconds_an_hour), exact(minutes)});
}

std::string Wording::zone() const {
    const int whole = std::abs(utc_offset_minutes_);
    const std::string minutes = whole % 60 == 0 ? "" : ":" + two_digits(whole % 60);
    return std::string("UTC") + (utc_offset_minutes_ < 0 ? "-" : "+") + std::to_string(whole / 60) + minutes;
}

}  // namespace tsuitate::audit::report
