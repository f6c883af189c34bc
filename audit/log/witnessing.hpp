// Witnessing: what the signatures of witnesses say about time: where none came for too long.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "audit/log/checkpoints.hpp"
#include "audit/log/finding.hpp"

namespace tsuitate::audit {

struct WitnessingSettings {
    std::uint64_t longest_gap = 3600;  // seconds without a signature that need no explanation
    std::uint64_t size = 0;            // records in the log
    // When the newest of them was written, in seconds since 1970; nothing when that was not read.
    std::optional<std::uint64_t> newest_record{};
};

// For each of the witnesses: is there a signature at all on what is given, and between which two of them did
// records wait longer than the settings allow? A witness signs the time of its own clock, so a gap is proven,
// and so is that nothing before it was rewritten afterwards; why nobody came is not.
void check_witnessing(const std::vector<SignedCheckpoint>& cosigned,
                      const std::vector<VerifierKey>& witnesses, const WitnessingSettings& settings,
                      Findings& findings);

}  // namespace tsuitate::audit
