#include "daemon/vault/card/card_link.hpp"

#include <array>

#include "daemon/vault/card/answer_to_reset.hpp"
#include "daemon/vault/card/exchange.hpp"
#include "daemon/wire/messages.hpp"

namespace tsuitate::vault {

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
        // Whatever state card and driver are in now: before the next question it is powered up anew.
        powered_ = false;
        return std::nullopt;
    }
    return std::vector<std::uint8_t>(answer.begin(), answer.begin() + static_cast<std::ptrdiff_t>(*size));
}

std::optional<std::vector<std::uint8_t>> CardLink::exchange(std::span<const std::uint8_t> command) {
    return vault::exchange(protocol_, command,
                           [this](std::span<const std::uint8_t> sent) { return exchange_once(sent); });
}

}  // namespace tsuitate::vault
