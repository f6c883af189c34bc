#include "policy/keypad/arrangement.hpp"

#include "policy/keypad/parts.hpp"

namespace tsuitate::policy {
namespace {

constexpr std::uint32_t lines = 3;

}  // namespace

// The factorial number system: the number's digits, the highest first, say which of the characters that are
// left comes next.
std::string digits_in_order(std::uint32_t arrangement) {
    std::string left = "1234567890";
    std::string order;
    std::uint32_t orders = arrangements;
    arrangement %= arrangements;
    while (!left.empty()) {
        orders /= static_cast<std::uint32_t>(left.size());
        const std::uint32_t next = arrangement / orders;
        arrangement %= orders;
        order.push_back(left[next]);
        left.erase(next, 1);
    }
    return order;
}

FloatingPlace floating_place(std::uint32_t arrangement) {
    static_assert(arrangements % (lines * lines) == 0, "each place is as likely");
    const std::uint32_t place = arrangement % (lines * lines);
    const std::uint32_t column = place % lines;
    const std::uint32_t row = place / lines;
    return {.across = column / (lines - 1.0), .down = row / (lines - 1.0)};
}

bool can_have(const Panel& panel, const PinKind& kind, Pad pad) {
    if (pad_for(&kind, pad) != Pad::floating) {
        return pad_for(&kind, pad) == pad;
    }
    Scene scene;
    scene.name = SceneName::entry;
    scene.pad = Pad::floating;
    const Layout first = layout_of(panel, scene, &kind);
    scene.arrangement = lines * lines - 1;
    return layout_of(panel, scene, &kind) != first;
}

Pad pad_for(const PinKind* kind, Pad wanted) {
    constexpr std::uint8_t shuffled_length = 4;
    const bool shuffles = kind != nullptr && kind->alphabet == Alphabet::digits &&
                          kind->min_length == shuffled_length && kind->max_length == shuffled_length;
    return wanted == Pad::shuffled && !shuffles ? Pad::fixed : wanted;
}

}  // namespace tsuitate::policy
