#include "daemon/vault/card/exchange.hpp"

#include <array>

#include "daemon/wire/messages.hpp"

namespace tsuitate::vault {
namespace {

using Answer = std::optional<std::vector<std::uint8_t>>;

constexpr std::uint8_t more_data = 0x61;
constexpr std::uint8_t wrong_length = 0x6c;
constexpr std::size_t header_size = 4;

std::uint8_t first_status_byte(const std::vector<std::uint8_t>& answer) {
    return answer[answer.size() - 2];
}

bool has_data_and_length(std::span<const std::uint8_t> command) {
    return command.size() > header_size + 1 && command.size() == header_size + 2U + command[header_size];
}

// T=0 knows a header of five bytes and data one way: "no length" is a zero, and the answer to data is fetched
// after.
std::vector<std::uint8_t> as_sent(unsigned protocol, std::span<const std::uint8_t> command) {
    std::vector<std::uint8_t> sent(command.begin(), command.end());
    if (protocol == 0 && command.size() == header_size) {
        sent.push_back(0);
    } else if (protocol == 0 && has_data_and_length(command)) {
        sent.pop_back();
    }
    return sent;
}

// A command of case 2; asked again at most once.
Answer transmit_with_length(std::array<std::uint8_t, header_size + 1> command, const Transmit& transmit) {
    Answer answer = transmit(command);
    if (!answer || first_status_byte(*answer) != wrong_length) {
        return answer;
    }
    command.back() = answer->back();
    return transmit(command);
}

// The data that waits, appended to what came before it; no status word before it.
Answer fetch(const std::vector<std::uint8_t>& answer, const Transmit& transmit) {
    const Answer rest = transmit_with_length({0x00, 0xc0, 0x00, 0x00, answer.back()}, transmit);
    const std::size_t before = answer.size() - 2;
    // Without data a card could announce more for ever.
    if (!rest || before + rest->size() > wire::max_answer_size ||
        (rest->size() == 2 && first_status_byte(*rest) == more_data)) {
        return std::nullopt;
    }
    std::vector<std::uint8_t> whole(answer.begin(), answer.end() - 2);
    whole.insert(whole.end(), rest->begin(), rest->end());
    return whole;
}

}  // namespace

Answer exchange(unsigned protocol, std::span<const std::uint8_t> command, const Transmit& transmit) {
    Answer answer;
    if (command.size() == header_size + 1) {
        answer = transmit_with_length({command[0], command[1], command[2], command[3], command[4]}, transmit);
    } else {
        answer = transmit(as_sent(protocol, command));
    }
    while (answer && first_status_byte(*answer) == more_data) {
        answer = fetch(*answer, transmit);
    }
    return answer;
}

}  // namespace tsuitate::vault
