// Publisher: turns records, in their order, into the files of the tlog-tiles layout. Does no I/O of its own:
// it is given a way to write a file, and keeps in memory no more than the tiles that are not full.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "audit/tree/tile_nodes.hpp"

namespace tsuitate::audit {

class Publisher {
  public:
    // Writes a file below the log's directory, in the place of one that is there; false when it cannot.
    using Write = std::function<bool(const std::string& path, std::string_view bytes)>;

    Publisher() = default;
    // Goes on where a log of this edge stands. `read` gives its tiles and `entries` the bytes of its last,
    // partial entries tile. Nothing where a tile cannot be read.
    static std::optional<Publisher> resume(const Edge& edge, const ReadTile& read, std::string entries);

    void add(std::string_view entry);
    // An entry whose contents are gone: its hash stays in the tree, and its tile of entries is not written.
    void add_erased(const Hash& leaf);
    std::uint64_t size() const { return edge_.size(); }
    Hash root() const { return edge_.root(); }
    const Edge& edge() const { return edge_; }

    // Writes the tiles that became full since the last time, for who adds more than memory should hold.
    bool publish_full_tiles(const Write& write);
    // Writes every tile that changed since the last time. False when one could not be written; the next call
    // tries again. A checkpoint may be signed only after that.
    bool publish_tiles(const Write& write);

  private:
    struct Pending {
        std::string path;
        std::string bytes;
    };
    void add_leaf(const Hash& leaf);
    void finish_tile(unsigned tile_level, std::uint64_t number);

    Edge edge_;
    std::uint64_t published_ = 0;             // size of the tree at the last publication
    std::vector<std::vector<Hash>> partial_;  // the hashes of the last tile of each level, fewer than 256
    std::string entries_;                     // the last entries tile, fewer than 256 entries
    bool erased_ = false;                     // some of these are gone
    std::vector<Pending> full_;               // became full since
};

}  // namespace tsuitate::audit
