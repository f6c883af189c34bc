// Identifier: the 128 random bits of a session or a boot, which a record writes as 32 hexadecimal digits.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace tsuitate::audit {

struct Identifier {
    static constexpr std::size_t digits = 32;

    std::uint64_t high = 0;
    std::uint64_t low = 0;

    std::string text() const;  // `digits` small hexadecimal digits
    bool operator==(const Identifier&) const = default;
    auto operator<=>(const Identifier&) const = default;
};

// With secrets of this process: whoever makes a log up cannot choose identifiers that crowd one place of a
// table, and keep its reader busy for hours.
struct HashOfIdentifier {
    std::size_t operator()(const Identifier& identifier) const;
};

// Of `digits` small hexadecimal digits, and nothing else.
std::optional<Identifier> identifier_of(std::string_view text);

}  // namespace tsuitate::audit
