// Base 64 with the standard alphabet and padding (RFC 4648 section 4), as the C2SP formats use it.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace tsuitate::audit {

std::string to_base64(std::span<const std::uint8_t> bytes);
// Nothing unless it is exactly what to_base64 writes for some bytes.
std::optional<std::vector<std::uint8_t>> from_base64(std::string_view text);

}  // namespace tsuitate::audit
