// Taking texts apart, line by line: what the C2SP text formats have in common.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "audit/tree/hash.hpp"

namespace tsuitate::audit {

// Takes the first line off the text, and returns it without its line feed; nothing when none ends.
std::optional<std::string_view> take_line(std::string_view& text);
// A number as those formats write it: no sign, no leading zeros, at most 2^63 - 1.
std::optional<std::uint64_t> decimal_of(std::string_view text);
// A SHA-256 hash in base 64.
std::optional<Hash> hash_of(std::string_view base64);

}  // namespace tsuitate::audit
