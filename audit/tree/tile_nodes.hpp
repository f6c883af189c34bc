// TileNodes: any node of the tree, computed from the tiles that a log of this size has.
#pragma once

#include <functional>
#include <optional>
#include <vector>

#include "audit/tree/proof.hpp"
#include "audit/tree/tile.hpp"

namespace tsuitate::audit {

// Gives the hashes of a tile of this width, or nothing where it cannot be read.
using ReadTile = std::function<std::optional<std::vector<Hash>>(unsigned tile_level, std::uint64_t number,
                                                                std::uint64_t width)>;

ReadNode nodes_from_tiles(std::uint64_t size, ReadTile read);

// The edge of a tree of this size; nothing where a node cannot be read.
std::optional<Edge> edge_of(std::uint64_t size, const ReadNode& read);

// The root of a complete or partial tile. Precondition: not empty.
Hash root_of_leaves(const std::vector<Hash>& leaves);

// The hashes in the bytes of a tile; nothing when it does not hold exactly `width` of them.
std::optional<std::vector<Hash>> hashes_of(std::string_view tile, std::uint64_t width);

}  // namespace tsuitate::audit
