#include "daemon/vault/card/card_link.hpp"

#include "daemon/vault/card/answer_to_reset.hpp"

namespace tsuitate::vault {
namespace {

constexpr std::uint8_t more_data = 0x61;
constexpr std::uint8_t wrong_length = 0x6c;

bool has_data_and_length(std::span<const std::uint8_t> command) {
    return command.size() > 5 && command.size() == 6U + command[4];
}

}  // namespace

bool CardLink::take_protocol(const std::optional<std::vector<std::uint8_t>>& atr) {
    const auto protocol = atr ? first_protocol(*atr) : std::nullopt;
    powered_ = protocol && driver_.set_protocol(*protocol);
    protocol_ = protocol.value_or(1);
    return powered_;
}

bool CardLink::power_up() {
    return take_protocol(driver_.power_up());
}

bool CardLink::reset() {
    if (take_protocol(driver_.reset())) {
        return true;
    }
    // A reader that knows no warm reset: without power nothing stays verified either.
    driver_.power_down();
    return power_up();
}

std::optional<std::vector<std::uint8_t>> CardLink::exchange_once(std::span<const std::uint8_t> command) {
    std::array<std::uint8_t, wire::max_answer_size> answer{};
    const auto size = driver_.transmit(protocol_, command, answer);
    // A card that is pulled during a command can answer "success" with no byte at all.
    if (!size || *size < 2) {
        return std::nullopt;
    }
    return std::vector<std::uint8_t>(answer.begin(), answer.begin() + static_cast<std::ptrdiff_t>(*size));
}

std::optional<std::vector<std::uint8_t>> CardLink::exchange(std::span<const std::uint8_t> command) {
    std::vector<std::uint8_t> sent(command.begin(), command.end());
    // T=0 has no place for both data and expected length (ISO 7816-3, section 12.2): the data is fetched
    // after.
    if (protocol_ == 0 && has_data_and_length(command)) {
        sent.pop_back();
    }
    auto answer = exchange_once(sent);
    if (answer && (*answer)[answer->size() - 2] == wrong_length && sent.size() == 5) {
        sent[4] = answer->back();
        answer = exchange_once(sent);
    }
    while (answer && (*answer)[answer->size() - 2] == more_data) {
        const std::uint8_t waiting = answer->back();
        std::vector<std::uint8_t> data(answer->begin(), answer->end() - 2);
        const auto rest = exchange_once(std::array<std::uint8_t, 5>{0x00, 0xc0, 0x00, 0x00, waiting});
        if (!rest || data.size() + rest->size() > wire::max_answer_size) {
            return std::nullopt;
        }
        data.insert(data.end(), rest->begin(), rest->end());
        answer = std::move(data);
    }
    return answer;
}

}  // namespace tsuitate::vault
