// SessionId: 128 random bits that name one session in the log, on the bus and between the roles.
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace tsuitate::policy {

struct SessionId {
    std::array<std::uint8_t, 16> bytes{};

    bool none() const { return bytes == std::array<std::uint8_t, 16>{}; }
    // 32 small hexadecimal digits.
    std::string text() const;
    static std::optional<SessionId> from_text(std::string_view text);

    friend auto operator<=>(const SessionId&, const SessionId&) = default;
};

}  // namespace tsuitate::policy
