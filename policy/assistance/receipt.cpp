#include "policy/assistance/receipt.hpp"

namespace tsuitate::policy {
namespace {

constexpr std::size_t all_digits = receipt_digits + 1;
constexpr std::size_t group = 4;

// A totally anti-symmetric quasigroup of order 10 with zeros in its diagonal.
constexpr std::array<std::array<std::uint8_t, 10>, 10> quasigroup = {{
    {0, 3, 1, 7, 5, 9, 8, 6, 4, 2},
    {7, 0, 9, 2, 1, 5, 4, 8, 6, 3},
    {4, 2, 0, 6, 8, 7, 1, 3, 5, 9},
    {1, 7, 5, 0, 9, 8, 3, 4, 2, 6},
    {6, 1, 2, 3, 0, 4, 5, 9, 7, 8},
    {3, 6, 7, 4, 2, 0, 9, 5, 8, 1},
    {5, 8, 6, 9, 7, 2, 0, 1, 3, 4},
    {8, 9, 4, 5, 3, 6, 2, 0, 1, 7},
    {9, 4, 3, 8, 6, 1, 7, 2, 0, 5},
    {2, 5, 8, 1, 4, 3, 6, 7, 9, 0},
}};

bool is_digit(char character) {
    return character >= '0' && character <= '9';
}

// Of a number with its check digit it is zero.
std::uint8_t check_of(std::string_view digits) {
    std::uint8_t check = 0;
    for (const char digit : digits) {
        check = quasigroup.at(check).at(static_cast<std::size_t>(digit - '0'));
    }
    return check;
}

std::string digits_in(std::string_view text) {
    std::string digits;
    for (const char character : text) {
        if (is_digit(character)) {
            digits += character;
        }
    }
    return digits;
}

std::string grouped(std::string digits) {
    digits.insert(2 * group, "-");
    digits.insert(group, "-");
    return digits;
}

}  // namespace

std::string receipt_text(std::uint64_t number) {
    std::string digits = std::to_string(number);
    digits.insert(0, receipt_digits - digits.size(), '0');
    digits += static_cast<char>('0' + check_of(digits));
    return grouped(std::move(digits));
}

bool is_receipt(std::string_view text) {
    const std::string digits = digits_in(text);
    return digits.size() == all_digits && check_of(digits) == 0 && text == grouped(digits);
}

std::string receipt_from(std::string_view typed) {
    for (const char character : typed) {
        if (!is_digit(character) && character != '-' && character != ' ') {
            return {};
        }
    }
    const std::string digits = digits_in(typed);
    return digits.size() == all_digits && check_of(digits) == 0 ? grouped(digits) : std::string();
}

}  // namespace tsuitate::policy
