#include "policy/card/command_filter.hpp"

#include <optional>

namespace tsuitate::policy {
namespace {

// Bytes of command data of a short APDU, or nothing when it is none.
std::optional<std::size_t> data_size(std::span<const std::uint8_t> apdu) {
    if (apdu.size() < 4) {
        return std::nullopt;
    }
    if (apdu.size() <= 5) {  // case 1 and 2
        return 0;
    }
    const std::size_t announced = apdu[4];
    const bool case_3 = apdu.size() == 5 + announced;
    const bool case_4 = apdu.size() == 6 + announced;
    if (announced == 0 || (!case_3 && !case_4)) {
        return std::nullopt;
    }
    return announced;
}

bool matches(const CommandRule& rule, std::span<const std::uint8_t> apdu) {
    for (std::size_t i = 0; i < rule.value.size(); ++i) {
        if ((apdu[i] & rule.mask[i]) != (rule.value[i] & rule.mask[i])) {
            return false;
        }
    }
    return true;
}

}  // namespace

bool touches_pin(std::uint8_t instruction) {
    constexpr std::uint8_t manage_security_environment = 0x22;
    constexpr std::uint8_t perform_security_operation = 0x2a;
    return (instruction & 0xf0U) == 0x20 && instruction != manage_security_environment &&
           instruction != perform_security_operation;
}

CommandVerdict judge(std::span<const CommandRule> rules, std::span<const std::uint8_t> apdu) {
    const auto size = data_size(apdu);
    if (!size) {
        return {.refusal = CommandRefusal::malformed};
    }
    if (touches_pin(apdu[1])) {
        return {.refusal = CommandRefusal::touches_pin};
    }
    for (const CommandRule& rule : rules) {
        if (matches(rule, apdu) && *size <= rule.max_data) {
            return {.rule = &rule};
        }
    }
    return {.refusal = CommandRefusal::not_listed};
}

}  // namespace tsuitate::policy
