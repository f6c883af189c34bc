// KeyFile: where the witness's private key comes from.
#pragma once

#include <filesystem>
#include <string>
#include <variant>

#include "audit/note/key.hpp"

namespace tsuitate::audit {

enum class IfMissing : std::uint8_t { fail, make };

// The key in `credential` (a file that systemd hands over; empty for none), else the one in `file`, else, if
// wanted, a new one, which is durable in `file` before this returns. 32 bytes, the seed of Ed25519. The
// reason when there is none, or others may read it.
std::variant<SigningKey, std::string> signing_key_from(const std::filesystem::path& credential,
                                                       const std::filesystem::path& file,
                                                       IfMissing if_missing);

}  // namespace tsuitate::audit
