#include "policy/pin/pin_format.hpp"

namespace tsuitate::policy {
namespace {

// 1 when low <= character <= high, else 0; without a branch on the character.
constexpr std::uint32_t in_range(std::uint8_t character, std::uint8_t low, std::uint8_t high) {
    const std::uint32_t below = (static_cast<std::uint32_t>(character) - low) >> 31U;
    const std::uint32_t above = (static_cast<std::uint32_t>(high) - character) >> 31U;
    return 1U ^ (below | above);
}

constexpr std::uint32_t digit(std::uint8_t character) {
    return in_range(character, '0', '9');
}
constexpr std::uint32_t capital(std::uint8_t character) {
    return in_range(character, 'A', 'Z');
}

}  // namespace

bool allowed(Alphabet alphabet, std::uint8_t character) {
    const std::uint32_t letters = alphabet == Alphabet::capitals_and_digits ? capital(character) : 0U;
    return (digit(character) | letters) != 0;
}

bool well_formed(const PinKind& kind, std::span<const std::uint8_t> characters) {
    if (characters.size() < kind.min_length || characters.size() > kind.max_length) {
        return false;
    }
    std::uint32_t digits = 0;
    std::uint32_t capitals = 0;
    for (const std::uint8_t character : characters) {
        digits += digit(character);
        capitals += capital(character);
    }
    if (kind.alphabet == Alphabet::digits) {
        return digits == characters.size();
    }
    const bool all_allowed = digits + capitals == characters.size();
    const bool both = (digits > 0) & (capitals > 0);
    return all_allowed & (both | !kind.needs_letter_and_digit);
}

}  // namespace tsuitate::policy
