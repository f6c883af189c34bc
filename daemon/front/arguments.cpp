#include "daemon/front/arguments.hpp"

#include <algorithm>
#include <string>

#include "audit/record/day.hpp"
#include "policy/local_text.hpp"

namespace tsuitate::front {

std::variant<wire::Name, CallError> name_from(std::string_view what, std::string_view text) {
    constexpr std::size_t longest = 31;
    if (text.size() > longest) {
        return errors::too_large(std::string(what) + " is longer than 31 characters.");
    }
    if (const auto name = wire::Name::from(text)) {
        return *name;
    }
    return errors::invalid_argument(std::string(what) + " has a character that is not printable ASCII.");
}

std::variant<policy::Language, CallError> language_from(std::string_view text) {
    if (const auto language = policy::language_named(text)) {
        return *language;
    }
    return errors::invalid_argument("language is none of the panel: " + policy::language_tags(", ") + ".");
}

std::variant<wire::CalibrationTool, CallError> tool_from(std::string_view text) {
    if (text == "finger") {
        return wire::CalibrationTool::finger;
    }
    if (text == "stylus") {
        return wire::CalibrationTool::stylus;
    }
    if (text == "previous") {
        return wire::CalibrationTool::previous;
    }
    return errors::invalid_argument("tool is neither \"finger\" nor \"stylus\" nor \"previous\".");
}

std::variant<std::uint8_t, CallError> points_from(std::uint32_t points) {
    constexpr std::uint8_t few = 5;
    constexpr std::uint8_t many = 9;
    if (points != few && points != many) {
        return errors::invalid_argument("points is neither 5 nor 9.");
    }
    return static_cast<std::uint8_t>(points);
}

std::variant<ReportedDays, CallError> reported_days_from(std::string_view first, std::string_view last,
                                                         std::chrono::sys_days today) {
    const auto from = audit::day_of(first);
    const auto to = audit::day_of(last);
    if (!from || !to || from->time_since_epoch().count() <= 0) {
        return errors::invalid_argument("first_day and last_day must be days such as 2026-11-16.");
    }
    if (*to < *from || (*to - *from).count() >= audit::longest_reported_period) {
        return errors::invalid_argument("The days must be 1 to 366, the first one first.");
    }
    if (*to > today + std::chrono::days(1)) {
        return errors::invalid_argument("last_day lies ahead. Ask when it is over.");
    }
    return ReportedDays{.first = static_cast<std::uint16_t>(from->time_since_epoch().count()),
                        .last = static_cast<std::uint16_t>(to->time_since_epoch().count())};
}

std::variant<Command, CallError> command_from(std::span<const std::uint8_t> apdu) {
    if (apdu.empty()) {
        return errors::invalid_argument("command is empty. Send a short APDU of 1 to 261 bytes.");
    }
    if (apdu.size() > wire::max_command_size) {
        return errors::too_large("command is longer than 261 bytes. Use command chaining or several reads.");
    }
    Command command;
    command.size = static_cast<std::uint16_t>(apdu.size());
    std::copy(apdu.begin(), apdu.end(), command.bytes.begin());
    return command;
}

}  // namespace tsuitate::front
