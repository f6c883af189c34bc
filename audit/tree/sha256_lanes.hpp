// Four SHA-256 computations side by side, with the processor's SHA instructions. Each of these waits for the
// one before it, so that a second message beside the first costs next to nothing; with four, the unit that
// computes the rounds is mostly busy.
#pragma once

#include <span>
#include <string_view>

#include "audit/tree/hash.hpp"

namespace tsuitate::audit {

// Longer ones are not hashed in lanes.
inline constexpr std::size_t longest_in_a_lane = 1024;  // bytes of an entry

// Whether this processor can.
bool can_hash_in_lanes();

// As leaf_hashes and node_hashes of hash.hpp. Preconditions: can_hash_in_lanes(); no entry is longer than
// `longest_in_a_lane`.
void leaf_hashes_in_lanes(std::span<const std::string_view> entries, std::span<Hash> hashes);
void node_hashes_in_lanes(std::span<const Hash> children, std::span<Hash> nodes);

}  // namespace tsuitate::audit
