// TreeCheck: takes the tiles of a log in their order, says which record or which hash was altered, and
// computes the roots of the tree at the sizes that somebody has signed.
#pragma once

#include <map>
#include <optional>
#include <vector>

#include "audit/log/finding.hpp"
#include "audit/log/tile_read.hpp"
#include "audit/note/checkpoint.hpp"
#include "audit/tree/merkle.hpp"

namespace tsuitate::audit {

// Which records of a tile are those of the tree.
enum class Believed : std::uint8_t { all, salvaged, none };

// Records whose tile is not there; whether that is right depends on what is said of them later.
struct MissingEntries {
    std::uint64_t first = 0;  // sequences
    std::uint64_t last = 0;
    std::string path{};  // of the first tile
};

class TreeCheck {
  public:
    // `sizes`: where a root is wanted; `newest`: judges the last tile, above which there is none.
    TreeCheck(const LogDirectory& log, const Checkpoint& newest, const std::vector<std::uint64_t>& sizes);

    Believed take(const TileRead& tile, Findings& findings);
    // A tile that nobody wants to look at: the level above vouches for it.
    void skip(std::uint64_t number);
    // After the last tile: compares the levels above.
    void finish(Findings& findings);

    // The root of the first `size` records; nothing where hashes are missing, or the size was not asked for.
    std::optional<Hash> root_at(std::uint64_t size) const;
    const std::vector<MissingEntries>& missing() const { return missing_; }

  private:
    bool vouched_for(const TileRead& tile, const Hash& root) const;
    std::optional<Hash> hash_above(std::uint64_t number) const;
    static void report_altered_hashes(const TileRead& tile, Findings& findings);
    static void report_salvage(const TileRead& tile, Findings& findings);
    static void report_damage(const TileRead& tile, Findings& findings);
    void add(std::uint64_t number, std::uint64_t width, const TileTree* tree);
    void compare_level(unsigned level, const std::vector<Hash>& nodes, Findings& findings) const;

    const LogDirectory& log_;
    Checkpoint newest_;
    std::map<std::uint64_t, std::optional<Hash>> roots_;
    Edge tiles_;               // over the roots of complete tiles
    std::vector<Hash> nodes_;  // the same roots
    bool broken_ = false;      // hashes are missing: no root beyond can be computed
    std::vector<MissingEntries> missing_;
};

}  // namespace tsuitate::audit
