// Digits: the decimal number with which a text begins. Records have two or three of them each, so that most
// are read in one step.
#pragma once

#include <bit>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace tsuitate::audit {

constexpr bool is_digit(char character) {
    return character >= '0' && character <= '9';
}

struct Digits {
    std::size_t count = 0;  // 0: none, or too many
    std::uint64_t value = 0;
};

inline constexpr std::size_t most_digits = 16;

// One digit after the other.
inline Digits digits_one_by_one(std::string_view text) {
    Digits digits;
    while (digits.count < text.size() && is_digit(text[digits.count])) {
        if (digits.count == most_digits) {
            return {};
        }
        digits.value = digits.value * 10 + static_cast<std::uint64_t>(text[digits.count] - '0');
        ++digits.count;
    }
    return digits;
}

inline Digits digits_of(std::string_view text) {
    constexpr auto in_each_byte = [](std::uint8_t byte) { return byte * std::uint64_t{0x0101010101010101}; };
    std::uint64_t word = 0;
    if (std::endian::native != std::endian::little || text.size() < sizeof(word)) {
        return digits_one_by_one(text);
    }
    std::memcpy(&word, text.data(), sizeof(word));
    word ^= in_each_byte('0');  // a digit becomes its value, anything else more than 9
    const std::uint64_t others =
        (((word & in_each_byte(0x7f)) + in_each_byte(0x7f - 9)) | word) & in_each_byte(0x80);
    if (others == 0) {
        return digits_one_by_one(text);  // eight digits or more
    }
    const auto bits = static_cast<unsigned>(std::countr_zero(others)) & ~7U;
    if (bits == 0) {
        return {};
    }
    // The first character, in the lowest byte, weighs most: zeros before it fill the word.
    word <<= 64U - bits;
    // Two digits to a byte, two bytes to a half, two halves together.
    word = (word * 10 + (word >> 8U)) & 0x00ff00ff00ff00ff;
    word = (word * 100 + (word >> 16U)) & 0x0000ffff0000ffff;
    word = (word * 10'000 + (word >> 32U)) & 0xffffffff;
    return {.count = bits / 8, .value = word};
}

}  // namespace tsuitate::audit
