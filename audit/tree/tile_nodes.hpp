// TileNodes: any node of the tree, computed from the tiles that a log of this size has.
#pragma once

#include <array>
#include <functional>
#include <optional>
#include <span>
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

// The tree over a complete or partial tile.
class TileTree {
  public:
    // In the place of the tree before. Precondition: 1 to `tile_width` leaves.
    void put(std::span<const Hash> leaves);
    Hash root() const { return root_of(count_); }
    // The root of the first so many leaves, with a few hashes more. Precondition: 1 to as many as there are.
    Hash root_of(std::size_t count) const;

  private:
    std::size_t count_ = 0;  // leaves
    // Level after level, each of half as many places as the one below; where a subtree is not complete, its
    // place stays as it is.
    std::array<Hash, 2 * tile_width> nodes_;
};

// The root of a complete or partial tile. Precondition: not empty.
Hash root_of_leaves(const std::vector<Hash>& leaves);

// The hashes in the bytes of a tile; nothing when it does not hold exactly `width` of them.
std::optional<std::vector<Hash>> hashes_of(std::string_view tile, std::uint64_t width);

}  // namespace tsuitate::audit
