// Status: what the courier tells whoever asks after the counter's health, as a small JSON file.
#pragma once

#include <optional>
#include <span>
#include <string>

#include "audit/courier/standing.hpp"

namespace tsuitate::audit {

// `newest`: of the log here; nothing when there is none. A list and standings of the same length.
std::string status_text(const WitnessList& list, std::span<const Standing> standings,
                        const std::optional<Checkpoint>& newest, std::uint64_t now);

// "2026-11-23T05:40:12Z"
std::string utc_text(std::uint64_t seconds);

}  // namespace tsuitate::audit
