#include "policy/pin/pin_format.hpp"

#include <gtest/gtest.h>

#include <string_view>

namespace tsuitate::policy {
namespace {

bool fits(const PinKind& kind, std::string_view text) {
    return well_formed(kind, {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()});
}

PinKind four_digits() {
    PinKind kind;
    kind.min_length = kind.max_length = 4;
    return kind;
}

PinKind signature() {
    PinKind kind;
    kind.min_length = 6;
    kind.max_length = 16;
    kind.alphabet = Alphabet::capitals_and_digits;
    kind.needs_letter_and_digit = true;
    return kind;
}

// What citizens and apps are told, and what is let in, cannot differ.
TEST(PinFormat, the_characters_that_are_told_are_those_that_are_let_in) {
    for (const Alphabet alphabet : {Alphabet::digits, Alphabet::capitals_and_digits}) {
        PinKind kind;
        kind.min_length = kind.max_length = 1;
        kind.alphabet = alphabet;
        const std::string_view told = characters_of(alphabet);
        for (int byte = 0; byte < 256; ++byte) {
            const char character = static_cast<char>(byte);
            EXPECT_EQ(fits(kind, std::string_view(&character, 1)),
                      told.find(character) != std::string_view::npos)
                << byte;
        }
    }
}

TEST(PinFormat, four_digits_and_nothing_else) {
    EXPECT_TRUE(fits(four_digits(), "0129"));
    for (const char* bad : {"", "123", "12345", "12A4", "12 4", "12/4", "12:4"}) {
        EXPECT_FALSE(fits(four_digits(), bad)) << bad;
    }
}

TEST(PinFormat, a_signature_pin_has_a_capital_and_a_digit) {
    EXPECT_TRUE(fits(signature(), "ABC123"));
    EXPECT_TRUE(fits(signature(), "A234567890123456"));
    for (const char* bad :
         {"ABCDEF", "123456", "ABC12", "A2345678901234567", "abc123", "ABC_12", "ABC@12", "ABC[12"}) {
        EXPECT_FALSE(fits(signature(), bad)) << bad;
    }
}

TEST(PinFormat, the_alphabet_is_exactly_digits_and_capitals) {
    int digits = 0;
    int both = 0;
    for (int character = 0; character < 256; ++character) {
        digits += allowed(Alphabet::digits, static_cast<std::uint8_t>(character)) ? 1 : 0;
        both += allowed(Alphabet::capitals_and_digits, static_cast<std::uint8_t>(character)) ? 1 : 0;
    }
    EXPECT_EQ(digits, 10);
    EXPECT_EQ(both, 36);
}

}  // namespace
}  // namespace tsuitate::policy
