#include "daemon/ledger/retention.hpp"

#include "audit/record/kept.hpp"
#include "daemon/ledger/former_tiles.hpp"

namespace tsuitate::ledger {
namespace {

std::string entries_path(std::uint64_t tile) {
    return "log/" + audit::entries_tile_path(tile, audit::tile_width);
}

enum class Age : std::uint8_t { gone, older, younger };

LogFault damaged(Storage& storage, std::uint64_t tile) {
    return {.reason = storage.place() + "/" + entries_path(tile) +
                      " is damaged: restore it from a copy first, or it cannot be told what is erased"};
}

// Whether every record of this tile is older than `before`. Only records that were signed can say so.
std::variant<Age, LogFault> age_of(Storage& storage, const AuditLog& log, std::uint64_t tile,
                                   const std::string& before) {
    std::string bytes;
    const Errno error = read_file(storage, entries_path(tile), bytes);
    if (error == ENOENT) {
        return Age::gone;
    }
    if (error != 0) {
        return fault_of(error, storage.place() + "/" + entries_path(tile));
    }
    const auto entries = audit::entries_of(bytes, audit::tile_width);
    if (!entries) {
        return damaged(storage, tile);
    }
    for (const std::string_view entry : *entries) {
        const auto record = audit::record_of(entry);
        const auto* read = std::get_if<audit::Record>(&record);
        if (read == nullptr) {
            return damaged(storage, tile);
        }
        if (read->text("time") >= before) {
            return Age::younger;
        }
    }
    if (!log.are_signed(tile, *entries)) {
        return damaged(storage, tile);
    }
    return Age::older;
}

// The tiles from `first` to before `last` hold what goes; all before are gone.
struct Tiles {
    std::uint64_t first = 0;
    std::uint64_t last = 0;
};

std::variant<Tiles, LogFault> old_tiles(Storage& storage, const AuditLog& log, const std::string& before) {
    Tiles tiles;
    const std::uint64_t full = log.records() / audit::tile_width;
    for (; tiles.last < full; ++tiles.last) {
        auto age = age_of(storage, log, tiles.last, before);
        if (auto* fault = std::get_if<LogFault>(&age)) {
            return std::move(*fault);
        }
        if (std::get<Age>(age) == Age::younger) {
            break;
        }
        if (std::get<Age>(age) == Age::gone) {
            if (tiles.first < tiles.last) {
                break;
            }
            ++tiles.first;
        }
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

MaybeFault erase_tile(Storage& storage, std::uint64_t tile) {
    if (auto fault = keep_what_must_stay(storage, tile)) {
        return fault;
    }
    // The partial ones first: who finds the full one gone must be sure that it was the last.
    if (auto fault = forget_former(storage, entries_path(tile), true)) {
        return fault;
    }
    return remove(storage, entries_path(tile));
}

bool was_erased(Storage& storage, std::uint64_t tile) {
    std::uint64_t size = 0;
    return storage.size("log/" + audit::kept_path(tile), size) == 0 &&
           storage.size(entries_path(tile), size) == ENOENT;
}

// The records of the tiles before this one go from the journal too, also those that an interrupted erasure
// left. A tile that was lost, and not erased, has no file of what stays: the journal is then the last that
// has it.
MaybeFault forget_journal(Storage& storage, AuditLog& log, std::uint64_t tiles) {
    auto begin = log.journal_begin();
    if (auto* fault = std::get_if<LogFault>(&begin)) {
        return std::move(*fault);
    }
    std::uint64_t size = 0;
    for (std::uint64_t tile = (std::get<std::uint64_t>(begin) - 1) / audit::tile_width; tile < tiles;
         ++tile) {
        const std::string kept = "log/" + audit::kept_path(tile);
        if (storage.size(kept, size) != 0) {
            return LogFault{.reason = storage.place() + "/" + kept +
                                      " is missing, so it cannot be told whether its records were erased or "
                                      "lost: the journal keeps them. Restore it from a copy"};
        }
    }
    return log.forget_journal_before(tiles * audit::tile_width + 1);
}

}  // namespace

std::variant<Erased, LogFault> erase_entries(Storage& storage, AuditLog& log, const ErasureOrder& order) {
    if (auto fault = log.published() ? std::nullopt : log.publish()) {
        return std::move(*fault);
    }
    auto found = old_tiles(storage, log, order.before);
    if (auto* fault = std::get_if<LogFault>(&found)) {
        return std::move(*fault);
    }
    const auto& tiles = std::get<Tiles>(found);
    Erased erased;
    if (tiles.first < tiles.last) {
        erased = {.first = tiles.first * audit::tile_width + 1, .last = tiles.last * audit::tile_width};
        if (auto fault = log.record_erasure(erased.first, erased.last, order.rule, order.officer)) {
            return std::move(*fault);
        }
    }
    for (std::uint64_t tile = tiles.first; tile < tiles.last; ++tile) {
        if (auto fault = erase_tile(storage, tile)) {
            return std::move(*fault);
        }
    }
    // Also of what an interrupted erasure left there.
    std::uint64_t end = tiles.last;
    while (was_erased(storage, end)) {
        ++end;
    }
    if (auto fault = forget_journal(storage, log, end)) {
        return std::move(*fault);
    }
    return erased;
}

}  // namespace tsuitate::ledger
