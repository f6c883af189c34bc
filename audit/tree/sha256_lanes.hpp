// Many SHA-256 computations side by side: within one, each instruction waits for the one before it, and most
// of the processor stands still. In four lanes with the SHA instructions, or in sixteen with AVX-512, where
// every instruction works on all of them.
#pragma once

#include <span>
#include <string_view>

#include "audit/tree/hash.hpp"

namespace tsuitate::audit {

// Longer ones are not hashed in lanes.
inline constexpr std::size_t longest_in_a_lane = 1024;  // bytes of an entry

struct LaneHashing {
    // Whether this processor can. The other two must not be called where it cannot.
    bool (*possible)();
    // As leaf_hashes and node_hashes of hash.hpp. No entry is longer than `longest_in_a_lane`.
    void (*leaf_hashes)(std::span<const std::string_view> entries, std::span<Hash> hashes);
    void (*node_hashes)(std::span<const Hash> children, std::span<Hash> nodes);
};

const LaneHashing& four_lanes();
const LaneHashing& sixteen_lanes();

// The fastest that is possible, for so many at once; null where none is.
const LaneHashing* fastest_lanes(std::size_t count);

}  // namespace tsuitate::audit
