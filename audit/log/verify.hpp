// Verify: everything that can be checked of a log without its daemon, in one pass over its files.
#pragma once

#include <functional>
#include <optional>
#include <set>
#include <string>
#include <variant>
#include <vector>

#include "audit/log/anchor.hpp"
#include "audit/log/finding.hpp"
#include "audit/log/log_directory.hpp"
#include "audit/log/record_checks.hpp"
#include "audit/log/trust.hpp"

namespace tsuitate::audit {

// A checkpoint that somebody kept, outside the reach of who runs the log.
struct Remembered {
    std::string path{};
    std::string bytes{};
};

struct VerifySettings {
    std::optional<Anchor> anchor{};
    bool anchor_from_log = false;
    std::vector<Remembered> remembered{};
    std::vector<VerifierKey> witnesses{};
    // Seconds without a signature of a witness on what is remembered, before that is told.
    std::uint64_t longest_witness_gap = 3600;
    std::set<std::uint64_t> accepted_restarts{};  // epochs
    // Sequences; only these records are read. 0: from the first, to the last.
    std::uint64_t first = 0;
    std::uint64_t last = 0;
    bool tree_only = false;  // hashes, not what the records say
    unsigned threads = 1;
    // Called now and then with the records done and all that there are.
    std::function<void(std::uint64_t, std::uint64_t)> progress{};
};

struct Report {
    Findings findings;
    std::string origin;
    std::uint64_t size = 0;  // records that the newest checkpoint names
    std::uint64_t read = 0;  // records hashed
    Trust trust;
    std::uint64_t epochs = 0;
    std::uint64_t sessions = 0;
    std::vector<Erased> erased;

    bool faulty() const { return has_fault(findings); }
};

Report verify(const LogDirectory& log, const VerifySettings& settings);

}  // namespace tsuitate::audit
