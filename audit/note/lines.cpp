#include "audit/note/lines.hpp"

#include <algorithm>
#include <charconv>

#include "audit/note/base64.hpp"

namespace tsuitate::audit {

std::optional<std::string_view> take_line(std::string_view& text) {
    const std::size_t end = text.find('\n');
    if (end == std::string_view::npos) {
        return std::nullopt;
    }
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(end + 1);
    return line;
}

std::optional<std::uint64_t> decimal_of(std::string_view text) {
    std::uint64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    const bool whole = error == std::errc{} && end == text.data() + text.size();
    const bool canonical = text == "0" || (!text.empty() && text.front() >= '1' && text.front() <= '9');
    return whole && canonical && number <= INT64_MAX ? std::optional(number) : std::nullopt;
}

std::optional<Hash> hash_of(std::string_view base64) {
    const auto bytes = from_base64(base64);
    Hash hash{};
    if (!bytes || bytes->size() != hash.size()) {
        return std::nullopt;
    }
    std::copy(bytes->begin(), bytes->end(), hash.begin());
    return hash;
}

}  // namespace tsuitate::audit
