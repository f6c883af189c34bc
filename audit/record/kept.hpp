// Kept: what stays of a tile whose contents were erased: the records on which the chain of keys, and the
// reasons of erasures, rest. Their hashes are in the tree as before, so they are proven as before.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "policy/record/record.hpp"

namespace tsuitate::audit {

struct Kept {
    std::uint64_t index = 0;  // in its tile
    std::string bytes;
};

// Whether erasing leaves records of this kind.
constexpr bool outlives_erasure(policy::RecordKind kind) {
    return kind == policy::RecordKind::epoch_started || kind == policy::RecordKind::chain_restarted ||
           kind == policy::RecordKind::entries_erased;
}

// Which of a tile's entries stay.
std::vector<Kept> what_outlives(const std::vector<std::string_view>& entries);

// "kept/<number>": the file of this tile, a line a record: its index, a space, its bytes.
std::string kept_path(std::uint64_t tile);
std::string kept_text(const std::vector<Kept>& kept);
// Nothing when it is no such text.
std::optional<std::vector<Kept>> kept_of(std::string_view text);

}  // namespace tsuitate::audit
