#include "daemon/vault/card/answer_to_reset.hpp"

namespace tsuitate::vault {
namespace {

// The high half of T0, TD1 and so on says which of TA, TB, TC and TD of the next group follow.
constexpr unsigned has_ta = 1;
constexpr unsigned has_tb = 2;
constexpr unsigned has_tc = 4;
constexpr unsigned has_td = 8;

std::size_t count_before_td(unsigned present) {
    return ((present & has_ta) != 0 ? 1U : 0U) + ((present & has_tb) != 0 ? 1U : 0U) +
           ((present & has_tc) != 0 ? 1U : 0U);
}

}  // namespace

std::optional<unsigned> first_protocol(std::span<const std::uint8_t> atr) {
    if (atr.size() < 2) {
        return std::nullopt;
    }
    const unsigned first_group = atr[1] >> 4U;
    if ((first_group & has_td) == 0) {
        return 0;
    }
    const std::size_t td1 = 2 + count_before_td(first_group);
    if (td1 >= atr.size()) {
        return std::nullopt;
    }
    unsigned protocol = atr[td1] & 0xfU;
    // TA2 is there in specific mode: the card speaks what it says, and nothing is offered.
    if ((atr[td1] >> 4U & has_ta) != 0) {
        if (td1 + 1 >= atr.size()) {
            return std::nullopt;
        }
        protocol = atr[td1 + 1] & 0xfU;
    }
    return protocol <= 1 ? std::optional(protocol) : std::nullopt;
}

}  // namespace tsuitate::vault
