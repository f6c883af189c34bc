#include "daemon/ledger/retention.hpp"

#include <algorithm>

#include "audit/record/kept.hpp"

namespace tsuitate::ledger {
namespace {

std::string entries_path(std::uint64_t tile) {
    return "log/" + audit::entries_tile_path(tile, audit::tile_width);
}

// Whether every record of this tile is older than `before`; nothing when the tile is gone already.
std::optional<bool> all_older(Storage& storage, std::uint64_t tile, const std::string& before) {
    std::string bytes;
    if (read_file(storage, entries_path(tile), bytes) != 0) {
        return std::nullopt;
    }
    const auto entries = audit::entries_of(bytes, audit::tile_width);
    if (!entries) {
        return false;
    }
    return std::all_of(entries->begin(), entries->end(), [&](std::string_view entry) {
        const auto record = audit::record_of(entry);
        const auto* read = std::get_if<audit::Record>(&record);
        return read != nullptr && read->text("time") < before;
    });
}

// The tiles from `first` to before `last` hold what goes.
struct Tiles {
    std::uint64_t first = 0;
    std::uint64_t last = 0;
};

Tiles old_tiles(Storage& storage, std::uint64_t records, const std::string& before) {
    Tiles tiles;
    const std::uint64_t full = records / audit::tile_width;
    while (tiles.first < full && !all_older(storage, tiles.first, before)) {
        ++tiles.first;
    }
    tiles.last = tiles.first;
    while (tiles.last < full && all_older(storage, tiles.last, before).value_or(false)) {
        ++tiles.last;
    }
    return tiles;
}

// Durable before the tile goes.
MaybeFault keep_what_must_stay(Storage& storage, std::uint64_t tile) {
    std::string bytes;
    const Errno unreadable = read_file(storage, entries_path(tile), bytes);
    const auto entries = audit::entries_of(bytes, audit::tile_width);
    if (unreadable != 0 || !entries) {
        return fault_of(unreadable != 0 ? unreadable : EIO, storage.place() + "/" + entries_path(tile));
    }
    const std::string path = "log/" + audit::kept_path(tile);
    // Also where nothing stays: its file says that the tile was erased, and not lost.
    const Errno error = storage.replace(path, audit::kept_text(audit::what_outlives(*entries)), true);
    return error == 0 ? std::nullopt : MaybeFault(fault_of(error, storage.place() + "/" + path));
}

MaybeFault remove(Storage& storage, const std::string& path) {
    const Errno error = storage.remove(path, true);
    return error == 0 ? std::nullopt : MaybeFault(fault_of(error, storage.place() + "/" + path));
}

}  // namespace

std::variant<Erased, LogFault> erase_entries(Storage& storage, AuditLog& log, const ErasureOrder& order) {
    const Tiles tiles = old_tiles(storage, log.records(), order.before);
    if (tiles.first == tiles.last) {
        return Erased{};
    }
    const Erased erased{.first = tiles.first * audit::tile_width + 1, .last = tiles.last * audit::tile_width};
    if (auto fault = log.record_erasure(erased.first, erased.last, order.rule, order.officer)) {
        return std::move(*fault);
    }
    for (std::uint64_t tile = tiles.first; tile < tiles.last; ++tile) {
        if (auto fault = keep_what_must_stay(storage, tile)) {
            return std::move(*fault);
        }
        if (auto fault = remove(storage, entries_path(tile))) {
            return std::move(*fault);
        }
    }
    if (auto fault = log.forget_journal_before(erased.last + 1)) {
        return std::move(*fault);
    }
    return erased;
}

}  // namespace tsuitate::ledger
