// Tile: where the C2SP tlog-tiles layout keeps hashes and entries. A tile holds up to 256 hashes of one
// level; tile level L holds the nodes of tree level 8 L.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "audit/tree/merkle.hpp"

namespace tsuitate::audit {

inline constexpr std::uint64_t tile_width = 256;
inline constexpr unsigned tile_height = 8;  // tree levels in a tile
inline constexpr std::size_t largest_entry = 0xffff;

// "tile/0/x001/067", or with ".p/70" while it holds only 70.
std::string hash_tile_path(unsigned tile_level, std::uint64_t number, std::uint64_t width);
std::string entries_tile_path(std::uint64_t number, std::uint64_t width);

// What the path of a tile says.
struct TilePath {
    bool entries = false;
    unsigned level = 0;  // of hashes
    std::uint64_t number = 0;
    std::uint64_t width = tile_width;

    bool full() const { return width == tile_width; }
    std::string text() const;
};

// Nothing when no tile has this path.
std::optional<TilePath> tile_path_of(std::string_view path);

// How many hashes tile `number` of this level holds in a tree of `size` leaves: 0 to 256.
std::uint64_t hash_tile_width(unsigned tile_level, std::uint64_t number, std::uint64_t size);

// Appends an entry as an entries tile holds it: its size in two bytes, big-endian, then the entry.
// Precondition: at most `largest_entry` bytes.
void append_entry(std::string& tile, std::string_view entry);
// The entries of a tile, as views into it; nothing when it does not hold exactly `count` of them.
std::optional<std::vector<std::string_view>> entries_of(std::string_view tile, std::uint64_t count);

}  // namespace tsuitate::audit
