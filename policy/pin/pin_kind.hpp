// PinKind: one of the PINs of a card, as the policy describes it. Kinds are data: the next card will have
// others.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "policy/local_text.hpp"

namespace tsuitate::policy {

enum class Alphabet : std::uint8_t { digits, capitals_and_digits };

struct Month {
    std::uint16_t year = 0;
    std::uint8_t month = 0;  // 1 to 12
    friend bool operator==(const Month&, const Month&) = default;
};
// "2016-01"
std::string text_of(Month month);

struct PinKind {
    std::string name;              // "user-authentication": on the bus, in the log
    std::uint8_t slip_number = 0;  // its number on the notice slip (設定暗証番号記載票)
    LocalText title;
    LocalText purpose;       // what it is for, one sentence
    LocalText when_locked;   // where it is set anew, one sentence
    LocalText when_unknown;  // what can be done today by who does not know it
    LocalText without;       // what still works without it
    Month characters_since;  // its characters have been the same since then
    LocalText characters_source;
    std::uint8_t min_length = 4;
    std::uint8_t max_length = 4;
    Alphabet alphabet = Alphabet::digits;
    bool needs_letter_and_digit = false;
    std::uint8_t max_tries = 3;
    std::vector<std::uint8_t> application;  // AID, 5 to 16 bytes
    std::uint16_t file = 0;                 // EF of the PIN under that application
};

// The characters that this PIN can have, letters first.
std::string_view characters_of(Alphabet alphabet);
// As files and bus call it.
std::string_view name_of(Alphabet alphabet);

// A procedure at the counter, for the screen that explains why the PIN is asked.
struct Procedure {
    std::string name;
    LocalText title;
    std::optional<Language> language;  // of the panel, where the counter app names none
};

}  // namespace tsuitate::policy
