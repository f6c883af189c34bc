#include "daemon/vault/card/answer_to_reset.hpp"

namespace tsuitate::vault {

std::optional<unsigned> first_protocol(std::span<const std::uint8_t> atr) {
    if (atr.size() < 2) {
        return std::nullopt;
    }
    // T0's high half says which of TA1, TB1, TC1 and TD1 follow; TD1's low half names the protocol.
    const unsigned present = atr[1] >> 4U;
    if ((present & 8U) == 0) {
        return 0;
    }
    const std::size_t td1 = 2U + (present & 1U) + (present >> 1U & 1U) + (present >> 2U & 1U);
    if (td1 >= atr.size()) {
        return std::nullopt;
    }
    const unsigned protocol = atr[td1] & 0xfU;
    return protocol <= 1 ? std::optional(protocol) : std::nullopt;
}

}  // namespace tsuitate::vault
