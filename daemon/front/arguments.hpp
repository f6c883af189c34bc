// Arguments: what a caller sends, checked and put into the fixed sizes of the wire. Everything from the bus
// goes through here before anything else is done with it.
#pragma once

#include <chrono>
#include <cstdint>
#include <span>
#include <string_view>
#include <variant>

#include "daemon/front/errors.hpp"
#include "daemon/wire/messages.hpp"

namespace tsuitate::front {

// `what` begins the sentence of the error: "procedure".
std::variant<wire::Name, CallError> name_from(std::string_view what, std::string_view text);

std::variant<policy::Language, CallError> language_from(std::string_view text);

std::variant<wire::CalibrationTool, CallError> tool_from(std::string_view text);
// How many points are fitted.
std::variant<std::uint8_t, CallError> points_from(std::uint32_t points);

// Days since 1970, as the wire has them.
struct ReportedDays {
    std::uint16_t first = 0;
    std::uint16_t last = 0;
};
// Not after tomorrow, by which it is today everywhere on earth: what has not happened is permitted to nobody.
std::variant<ReportedDays, CallError> reported_days_from(std::string_view first, std::string_view last,
                                                         std::chrono::sys_days today);

struct Command {
    std::uint16_t size = 0;
    std::array<std::uint8_t, wire::max_command_size> bytes{};
};
std::variant<Command, CallError> command_from(std::span<const std::uint8_t> apdu);

}  // namespace tsuitate::front
