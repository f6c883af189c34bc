#include "policy/session/session_id.hpp"

#include <charconv>

namespace tsuitate::policy {

std::string SessionId::text() const {
    constexpr std::string_view digits = "0123456789abcdef";
    std::string result;
    result.reserve(2 * bytes.size());
    for (const std::uint8_t byte : bytes) {
        result += digits[byte >> 4U];
        result += digits[byte & 0xfU];
    }
    return result;
}

std::optional<SessionId> SessionId::from_text(std::string_view text) {
    SessionId id;
    if (text.size() != 2 * id.bytes.size()) {
        return std::nullopt;
    }
    for (std::size_t i = 0; i < id.bytes.size(); ++i) {
        const char* first = text.data() + 2 * i;
        const auto [end, error] = std::from_chars(first, first + 2, id.bytes[i], 16);
        if (error != std::errc{} || end != first + 2) {
            return std::nullopt;
        }
    }
    return id;
}

}  // namespace tsuitate::policy
