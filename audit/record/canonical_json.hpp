// CanonicalJson: a flat object of texts and whole numbers in the form of RFC 8785. Of that form it knows what
// the log needs and no more: printable ASCII, numbers from 0 to 2^53 - 1, no nesting.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

namespace tsuitate::audit {

using JsonValue = std::variant<std::uint64_t, std::string>;
// Sorted as the canonical form wants it: by bytes, which for ASCII is by UTF-16 code units.
using JsonObject = std::map<std::string, JsonValue, std::less<>>;

// What every JSON reader holds exactly.
inline constexpr std::uint64_t largest_json_number = (std::uint64_t{1} << 53U) - 1;

// `object` must keep to the limits above.
std::string to_canonical_json(const JsonObject& object);

// Reads exactly what to_canonical_json writes: the same object in other bytes is not accepted.
std::optional<JsonObject> from_canonical_json(std::string_view text);

}  // namespace tsuitate::audit
