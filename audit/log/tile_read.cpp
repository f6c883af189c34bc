#include "audit/log/tile_read.hpp"

#include <algorithm>
#include <cstring>

namespace tsuitate::audit {
namespace {

constexpr unsigned bits_a_byte = 8;

void take_apart(TileRead& tile) {
    std::string_view rest = tile.entries_bytes;
    tile.records.clear();
    const auto damaged = [&](std::string why) {
        tile.entries = TileRead::Entries::damaged;
        tile.damaged_at = tile.entries_bytes.size() - rest.size();
        tile.damage = std::move(why);
    };
    tile.entries = TileRead::Entries::whole;
    while (tile.records.size() < tile.width) {
        if (rest.size() < 2) {
            return damaged("the file ends after " + std::to_string(tile.records.size()) + " of " +
                           std::to_string(tile.width) + " records");
        }
        const std::size_t size = static_cast<std::size_t>(static_cast<std::uint8_t>(rest[0])) << bits_a_byte |
                                 static_cast<std::uint8_t>(rest[1]);
        if (rest.size() - 2 < size) {
            return damaged("a record of " + std::to_string(size) + " bytes is announced, " +
                           std::to_string(rest.size() - 2) + " are left");
        }
        tile.records.push_back(rest.substr(2, size));
        rest.remove_prefix(2 + size);
    }
    if (!rest.empty()) {
        damaged(std::to_string(rest.size()) + " bytes too many");
    }
}

void hash_and_view(TileRead& tile, bool views) {
    tile.computed.resize(tile.records.size());
    leaf_hashes(tile.records, tile.computed);
    tile.views.resize(views ? tile.records.size() : 0);
    RecordBefore before;
    for (std::size_t i = 0; i < tile.views.size(); ++i) {
        view_of(tile.records[i], before, tile.views[i]);
    }
}

void read_hashes(const LogDirectory& log, TileRead& tile) {
    thread_local std::string bytes;
    tile.stored.clear();
    auto error = log.read(hash_tile_path(0, tile.number, tile.width), bytes);
    if (error) {
        if (!error->missing()) {
            tile.error = std::move(error);
        }
        return;
    }
    if (bytes.size() != tile.width * sizeof(Hash)) {
        return;
    }
    tile.stored.resize(tile.width);
    std::memcpy(tile.stored.data(), bytes.data(), bytes.size());
}

void read_kept(const LogDirectory& log, TileRead& tile) {
    tile.kept.clear();
    std::string text;
    if (tile.entries != TileRead::Entries::missing || log.read(kept_path(tile.number), text)) {
        return;
    }
    for (Kept& one : kept_of(text).value_or(std::vector<Kept>())) {
        if (one.index < tile.stored.size() && leaf_hash(one.bytes) == tile.stored[one.index]) {
            tile.kept.push_back(std::move(one));
        }
    }
}

}  // namespace

void read_tile(const LogDirectory& log, const TileReadSettings& settings, std::uint64_t number,
               TileRead& tile) {
    tile.number = number;
    tile.width = hash_tile_width(0, number, settings.size);
    tile.error.reset();
    tile.entries = TileRead::Entries::not_read;
    tile.records.clear();
    if (settings.records) {
        auto error = log.read(entries_tile_path(number, tile.width), tile.entries_bytes);
        if (!error) {
            take_apart(tile);
        } else {
            tile.entries = TileRead::Entries::missing;
            if (!error->missing()) {
                tile.error = std::move(error);
            }
        }
    }
    hash_and_view(tile, settings.views);
    read_hashes(log, tile);
    read_kept(log, tile);
    tile.agree = tile.entries == TileRead::Entries::whole && tile.computed == tile.stored;
    const bool readable =
        tile.entries == TileRead::Entries::whole || tile.entries == TileRead::Entries::damaged;
    tile.salvage = readable && !tile.agree && !tile.stored.empty()
                       ? std::optional(salvage(tile.entries_bytes, tile.stored))
                       : std::nullopt;
    if (tile.entries == TileRead::Entries::whole) {
        tile.tree.put(tile.computed);
    } else if (!tile.stored.empty()) {
        tile.tree.put(tile.stored);
    }
}

}  // namespace tsuitate::audit
