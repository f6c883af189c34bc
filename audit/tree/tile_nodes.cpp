#include "audit/tree/tile_nodes.hpp"

#include <algorithm>
#include <bit>

namespace tsuitate::audit {

ReadNode nodes_from_tiles(std::uint64_t size, ReadTile read) {
    return [size, read = std::move(read)](const Node& node) -> std::optional<Hash> {
        const unsigned tile_level = node.level / tile_height;
        const unsigned above = node.level % tile_height;
        const std::uint64_t first = node.index << above;
        const std::uint64_t count = std::uint64_t{1} << above;
        const std::uint64_t number = first / tile_width;
        const std::uint64_t width = hash_tile_width(tile_level, number, size);
        const std::uint64_t at = first % tile_width;
        if (at + count > width) {
            return std::nullopt;
        }
        const auto hashes = read(tile_level, number, width);
        if (!hashes || hashes->size() < at + count) {
            return std::nullopt;
        }
        Edge subtree;
        for (std::uint64_t i = 0; i < count; ++i) {
            subtree.add((*hashes)[at + i]);
        }
        return subtree.root();
    };
}

std::optional<Edge> edge_of(std::uint64_t size, const ReadNode& read) {
    std::vector<Hash> subtrees;
    std::uint64_t begin = 0;
    for (std::uint64_t rest = size; rest > 0; rest -= std::bit_floor(rest)) {
        const auto level = static_cast<unsigned>(std::bit_width(rest) - 1);
        const auto hash = read(Node{.level = level, .index = begin >> level});
        if (!hash) {
            return std::nullopt;
        }
        subtrees.push_back(*hash);
        begin += std::bit_floor(rest);
    }
    return Edge(size, std::move(subtrees));
}

void TileTree::put(std::span<const Hash> leaves) {
    count_ = leaves.size();
    std::copy(leaves.begin(), leaves.end(), nodes_.begin());
    Hash* below = nodes_.data();
    std::size_t places = tile_width;
    for (std::size_t above = count_ / 2; above > 0; above /= 2) {
        node_hashes({below, 2 * above}, {below + places, above});
        below += places;
        places /= 2;
    }
}

Hash TileTree::root_of(std::size_t count) const {
    // From the right, where the smallest of the complete subtrees stands (RFC 6962: the left is always
    // complete).
    std::optional<Hash> root;
    const Hash* level = nodes_.data();
    for (std::size_t places = tile_width; count > 0; count /= 2) {
        if (count % 2 == 1) {
            root = root ? node_hash(level[count - 1], *root) : level[count - 1];
        }
        level += places;
        places /= 2;
    }
    return *root;
}

Hash root_of_leaves(const std::vector<Hash>& leaves) {
    TileTree tree;
    tree.put(leaves);
    return tree.root();
}

std::optional<std::vector<Hash>> hashes_of(std::string_view tile, std::uint64_t width) {
    if (tile.size() != width * sizeof(Hash)) {
        return std::nullopt;
    }
    std::vector<Hash> hashes(width);
    for (Hash& hash : hashes) {
        std::copy_n(tile.begin(), hash.size(), hash.begin());
        tile.remove_prefix(hash.size());
    }
    return hashes;
}

}  // namespace tsuitate::audit
