// Standing: how the counter stands with one witness, and when to go there again. Values and pure functions.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

#include "audit/courier/reply.hpp"
#include "audit/courier/witness_list.hpp"

namespace tsuitate::audit {

struct Moment {
    std::uint64_t time = 0;  // seconds since 1970
    std::chrono::steady_clock::time_point steady{};
};

struct Standing {
    std::optional<Checkpoint> cosigned{};  // the newest
    std::uint64_t cosigned_time = 0;
    std::uint64_t known_size = 0;  // that the witness is believed to know
    Trouble trouble = Trouble::none;
    std::string reason{};
    std::uint64_t trouble_since = 0;
    unsigned failures = 0;  // without a success between
    std::chrono::steady_clock::time_point not_before{};
};

// Whether to go there now. A checkpoint that is signed already is offered again after half of the longest
// gap: a signature says that the witness saw nothing else until then, and a quiet night is no gap.
bool is_due(const Standing& standing, const Checkpoint& newest, const WitnessList& list, const Moment& now);

// Longer without a signature than the policy allows. True until the first one.
bool has_gap(const Standing& standing, const WitnessList& list, std::uint64_t now);

// How long to leave a witness alone after so many failures: 1 s, doubled each time up to 5 minutes, and up to
// half of it more, so that thousands of counters do not come back at once. `chance`: from 0 to 1.
std::chrono::milliseconds retry_delay(unsigned failures, double chance);

void cosigned_now(Standing& standing, const Checkpoint& checkpoint, std::uint64_t time,
                  const WitnessList& list, const Moment& now);
void failed_now(Standing& standing, const NotCosigned& why, double chance, const Moment& now);

// Why the log here cannot be the one that was co-signed; nothing when it may be. `root_then` is the root of
// the log here at the size co-signed, where it has one.
std::optional<std::string> contradiction(const Standing& standing, const Checkpoint& newest,
                                         const std::optional<Hash>& root_then);

}  // namespace tsuitate::audit
