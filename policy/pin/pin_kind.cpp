#include "policy/pin/pin_kind.hpp"

namespace tsuitate::policy {

std::string text_of(Month month) {
    const std::string number = std::to_string(month.month);
    return std::to_string(month.year) + (month.month < 10 ? "-0" : "-") + number;
}

std::string_view characters_of(Alphabet alphabet) {
    constexpr std::string_view all = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
    constexpr std::size_t letters = 26;
    return alphabet == Alphabet::digits ? all.substr(letters) : all;
}

std::string_view name_of(Alphabet alphabet) {
    return alphabet == Alphabet::digits ? "digits" : "capitals-and-digits";
}

}  // namespace tsuitate::policy
