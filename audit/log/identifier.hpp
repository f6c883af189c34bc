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

// Of `digits` small hexadecimal digits, and nothing else.
std::optional<Identifier> identifier_of(std::string_view text);

}  // namespace tsuitate::audit
