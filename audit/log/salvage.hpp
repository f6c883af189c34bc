// Salvage: which records of a tile are still there when its bytes are not what they were: each record is
// known by its hash, wherever it stands, and what happened to the others follows.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "audit/tree/hash.hpp"

namespace tsuitate::audit {

struct Salvage {
    struct Piece {
        std::string_view bytes;
        std::size_t byte = 0;  // where it begins in the file, after its size
    };
    struct Place {
        std::uint64_t index = 0;  // of the record in its tile
        Piece piece;
    };
    struct Inserted {
        Piece piece;
        std::optional<std::uint64_t> after;  // index of the record before it; nothing at the beginning
    };

    std::vector<std::optional<Piece>> genuine;  // for each record of the tile
    std::vector<Place> altered;                 // what stands where a record should be
    std::vector<std::uint64_t> missing;         // indices of which nothing is left
    std::vector<Inserted> inserted;             // belongs nowhere
    std::vector<Place> repeated;                // further copies of a record that is there
    std::vector<Place> moved;                   // genuine, and not in its place
    // The first place where a size does not lead to the next record.
    std::optional<std::size_t> broken;
};

// `tile`: the bytes of an entries tile; `leaves`: the hashes of its records in the tree.
Salvage salvage(std::string_view tile, const std::vector<Hash>& leaves);

}  // namespace tsuitate::audit
