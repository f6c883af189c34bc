// TileRead: one tile of records and its tile of hashes, read and hashed. No judgement yet: what differs is
// for TreeCheck to explain.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "audit/log/log_directory.hpp"
#include "audit/log/record_view.hpp"
#include "audit/log/salvage.hpp"
#include "audit/record/kept.hpp"
#include "audit/tree/tile_nodes.hpp"

namespace tsuitate::audit {

struct TileRead {
    enum class Entries : std::uint8_t { whole, missing, damaged, not_read };

    std::uint64_t number = 0;
    std::uint64_t width = 0;
    std::optional<ReadError> error;  // anything but a missing file

    Entries entries = Entries::not_read;
    std::string entries_bytes;
    std::vector<std::string_view> records;  // as far as they could be taken apart
    std::size_t damaged_at = 0;             // byte
    std::string damage;
    std::vector<RecordOrReason> views;  // of `records`, when asked for

    // What is left of erased contents, as far as it fits the stored hashes.
    std::vector<Kept> kept;

    std::vector<Hash> computed;      // of `records`
    std::vector<Hash> stored;        // empty when the hash tile is missing or has the wrong size
    bool agree = false;              // both are there, whole and equal
    std::optional<Salvage> salvage;  // where the records are not those of `stored`, and that is known
    TileTree tree;  // over `computed` when they are whole, else over `stored` when there are some

    std::uint64_t first_sequence() const { return number * tile_width + 1; }
    // Where this record lies in its file, after its size.
    std::size_t byte_of(std::size_t record) const {
        return static_cast<std::size_t>(records[record].data() - entries_bytes.data());
    }
};

struct TileReadSettings {
    std::uint64_t size = 0;  // of the log
    bool records = true;     // read the records, not only their hashes
    bool views = true;       // and take them apart
};

// Reads tile `number` into `tile`, whose buffers it uses again.
void read_tile(const LogDirectory& log, const TileReadSettings& settings, std::uint64_t number,
               TileRead& tile);

}  // namespace tsuitate::audit
