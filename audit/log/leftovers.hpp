// Leftovers: files of a log's directory that its newest checkpoint does not need: older partial tiles, which
// must say the same as the newer ones and must not outlive them when their contents are erased, and what
// does not belong there.
#pragma once

#include "audit/log/finding.hpp"
#include "audit/log/log_directory.hpp"
#include "audit/log/record_checks.hpp"

namespace tsuitate::audit {

// `erased`: what records say of it. `known`: what was found before, of the files that are needed.
Findings check_leftovers(const LogDirectory& log, std::uint64_t size, unsigned threads,
                         const std::vector<Erased>& erased, const Findings& known);

}  // namespace tsuitate::audit
