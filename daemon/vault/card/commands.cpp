#include "daemon/vault/card/commands.hpp"

#include <array>
#include <cstdlib>

namespace tsuitate::vault {
namespace {

constexpr std::array<std::uint8_t, 4> verify_header = {0x00, 0x20, 0x00, 0x80};

}  // namespace

std::vector<std::uint8_t> select_application(std::span<const std::uint8_t> application) {
    std::vector<std::uint8_t> command;
    for (const unsigned byte : {0x00U, 0xa4U, 0x04U, 0x0cU}) {
        command.push_back(static_cast<std::uint8_t>(byte));
    }
    command.push_back(static_cast<std::uint8_t>(application.size()));
    for (const std::uint8_t byte : application) {
        command.push_back(byte);
    }
    return command;
}

std::vector<std::uint8_t> select_file(std::uint16_t file) {
    return {0x00,
            0xa4,
            0x02,
            0x0c,
            0x02,
            static_cast<std::uint8_t>(file >> 8U),
            static_cast<std::uint8_t>(file & 0xffU)};
}

std::vector<std::uint8_t> ask_for_tries() {
    return {verify_header.begin(), verify_header.end()};
}

VerifyCommand verify_command(const Pin& pin) {
    VerifyCommand command;
    const bool fits = command.append(verify_header) &&
                      command.append(static_cast<std::uint8_t>(pin.size())) && command.append(pin.expose());
    if (!fits) {
        std::abort();  // the capacities above are wrong
    }
    return command;
}

}  // namespace tsuitate::vault
