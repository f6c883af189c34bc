// Trust: which records can still be relied on, and by what.
#pragma once

#include <string>

#include "audit/log/checkpoints.hpp"
#include "audit/log/finding.hpp"

namespace tsuitate::audit {

struct Trust {
    std::uint64_t records = 0;  // the first so many
    std::string path{};         // of the checkpoint that vouches for them
    std::uint64_t epoch = 0;    // whose key signed it
};

// After every check: `checkpoints` know what is wrong with them. `size` is that of the log.
Trust trust_in(const Checkpoints& checkpoints, std::uint64_t size, const Findings& findings);

// One sentence.
std::string sentence_of(const Trust& trust, std::uint64_t size, const Findings& findings,
                        policy::Language language);

bool has_fault(const Findings& findings);

}  // namespace tsuitate::audit
