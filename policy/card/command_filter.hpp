// CommandFilter: which commands of a counter app reach the card. An allow-list: what no rule names is
// refused, and no rule can name a command that carries or touches a PIN.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace tsuitate::policy {

// A rule matches when (byte & mask) == (value & mask) for CLA, INS, P1 and P2.
struct CommandRule {
    std::string name;  // "read-binary": the word in the log
    std::array<std::uint8_t, 4> value{};
    std::array<std::uint8_t, 4> mask{};
    std::uint16_t max_data = 255;  // bytes of command data
    bool recorded = false;         // a durable record comes before it
};

enum class CommandRefusal : std::uint8_t {
    malformed,    // not a short APDU of case 1 to 4 (ISO 7816-4)
    touches_pin,  // VERIFY, CHANGE REFERENCE DATA, RESET RETRY COUNTER and their kin, whatever the rules say
    not_listed,
};

constexpr std::string_view name_of(CommandRefusal refusal) {
    switch (refusal) {
        case CommandRefusal::malformed:
            return "malformed";
        case CommandRefusal::touches_pin:
            return "touches-pin";
        case CommandRefusal::not_listed:
            return "not-listed";
    }
    return "unknown";
}

struct CommandVerdict {
    const CommandRule* rule = nullptr;  // set when allowed
    CommandRefusal refusal = CommandRefusal::not_listed;
};

// Instructions that carry, set, reset, enable or disable reference data (ISO 7816-4, table of INS; INS 20 to
// 2D but 22 MANAGE SECURITY ENVIRONMENT and 2A PERFORM SECURITY OPERATION), and odd-INS twins.
bool touches_pin(std::uint8_t instruction);

CommandVerdict judge(std::span<const CommandRule> rules, std::span<const std::uint8_t> apdu);

}  // namespace tsuitate::policy
