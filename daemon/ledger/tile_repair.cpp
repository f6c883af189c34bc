#include "daemon/ledger/tile_repair.hpp"

#include <algorithm>

#include "audit/record/kept.hpp"
#include "audit/record/schema.hpp"
#include "daemon/ledger/public_log.hpp"

namespace tsuitate::ledger {
namespace {

// The newest full tiles of records, and of their hashes: 16,384 records, more than a counter writes in a day.
constexpr std::uint64_t newest_tiles = 64;

std::optional<std::uint64_t> size_of(Storage& storage, const std::string& path) {
    std::uint64_t size = 0;
    return storage.size(public_path(path), size) == 0 ? std::optional(size) : std::nullopt;
}

// Only whole tiles are erased, and the file of what stays is there before the contents go.
bool was_erased(Storage& storage, std::uint64_t tile) {
    return size_of(storage, audit::kept_path(tile)).has_value();
}

bool has_right_size(Storage& storage, unsigned level, std::uint64_t tile) {
    constexpr std::uint64_t smallest_entries = audit::tile_width * 3;  // a size each, and at least a byte
    const auto hashes = size_of(storage, audit::hash_tile_path(level, tile, audit::tile_width));
    if (hashes != audit::tile_width * sizeof(audit::Hash)) {
        return false;
    }
    const auto entries = level > 0 ? std::optional(smallest_entries)
                                   : size_of(storage, audit::entries_tile_path(tile, audit::tile_width));
    return entries ? *entries >= smallest_entries : was_erased(storage, tile);
}

// Whether the tile leads to what the level above says of it, and its records to the tile.
bool has_right_content(Storage& storage, std::uint64_t size, unsigned level, std::uint64_t tile) {
    const audit::ReadTile tiles = published_tiles(storage);
    const auto hashes = tiles(level, tile, audit::tile_width);
    const unsigned above = (level + 1) * audit::tile_height;
    if (!hashes || audit::root_of_leaves(*hashes) != audit::nodes_from_tiles(size, tiles)({above, tile})) {
        return false;
    }
    std::string entries;
    const std::string path = public_path(audit::entries_tile_path(tile, audit::tile_width));
    return level > 0 || was_erased(storage, tile) ||
           (read_file(storage, path, entries) == 0 && are_entries_of(entries, *hashes));
}

struct Range {
    std::uint64_t first = 0;  // sequences
    std::uint64_t last = 0;
};

// One way through the log, from what the tiles say of records that the journal does not hold any more, and
// from the journal.
class Way {
  public:
    Way(Storage& storage, std::uint64_t size, std::vector<Range> erased, audit::Publisher::Write write)
        : storage_(storage), size_(size), erased_(std::move(erased)), write_(std::move(write)) {}

    MaybeFault go(const ReadJournal& read_journal) {
        return read_journal([this](std::uint64_t sequence, std::string_view record) {
            if (publisher_.size() == 0) {
                take_hashes_before(sequence);
            }
            note_erasure(record);
            if (sequence == publisher_.size() + 1 && sequence <= size_) {
                take(sequence, record);
            }
        });
    }

    bool leads_to(const audit::Checkpoint& checkpoint) const {
        return publisher_.size() == checkpoint.size && publisher_.root() == checkpoint.root;
    }
    // That the records of the journal tell of.
    const std::vector<Range>& erasures() const { return told_; }
    audit::Publisher& publisher() { return publisher_; }

  private:
    void take(std::uint64_t sequence, std::string_view record) {
        const bool erased = std::any_of(erased_.begin(), erased_.end(), [&](const Range& range) {
            return range.first <= sequence && sequence <= range.last;
        });
        if (erased) {
            publisher_.add_erased(audit::leaf_hash(record));
        } else {
            publisher_.add(record);
        }
        write_full_tiles();
    }
    void take_hashes_before(std::uint64_t sequence) {
        const audit::ReadTile tiles = published_tiles(storage_);
        while (publisher_.size() + 1 < sequence && publisher_.size() < size_) {
            const std::uint64_t tile = publisher_.size() / audit::tile_width;
            const auto hashes = tiles(0, tile, audit::hash_tile_width(0, tile, size_));
            if (!hashes) {
                return;
            }
            const std::uint64_t wanted = sequence - 1 - publisher_.size();
            for (std::size_t i = 0; i < std::min<std::uint64_t>(wanted, hashes->size()); ++i) {
                publisher_.add_erased((*hashes)[i]);
            }
            write_full_tiles();
        }
    }
    // Not to hold a whole log in memory.
    void write_full_tiles() {
        if (publisher_.size() % audit::tile_width == 0) {
            publisher_.publish_full_tiles(write_);
        }
    }
    void note_erasure(std::string_view record) {
        if (record.find(R"("event":"entries-erased")") == std::string_view::npos) {
            return;
        }
        const auto parsed = audit::record_of(record);
        if (const auto* said = std::get_if<audit::Record>(&parsed)) {
            told_.push_back({.first = said->number("first"), .last = said->number("last")});
        }
    }

    Storage& storage_;
    std::uint64_t size_;
    std::vector<Range> erased_;
    audit::Publisher::Write write_;
    audit::Publisher publisher_;
    std::vector<Range> told_;
};

}  // namespace

bool full_tiles_are_whole(Storage& storage, std::uint64_t size) {
    for (unsigned level = 0; (size >> (level * audit::tile_height)) >= audit::tile_width; ++level) {
        const std::uint64_t full = size >> (level * audit::tile_height) >> audit::tile_height;
        for (std::uint64_t tile = 0; tile < full; ++tile) {
            const bool newest = tile + newest_tiles >= full;
            if (!has_right_size(storage, level, tile) ||
                (newest && !has_right_content(storage, size, level, tile))) {
                return false;
            }
        }
    }
    return true;
}

std::variant<std::optional<audit::Publisher>, LogFault> remade_tiles(Storage& storage,
                                                                     const audit::Checkpoint& checkpoint,
                                                                     const ReadJournal& read_journal) {
    Way looking(storage, checkpoint.size, {}, [](const std::string&, std::string_view) { return true; });
    if (auto fault = looking.go(read_journal)) {
        return std::move(*fault);
    }
    if (!looking.leads_to(checkpoint)) {
        return std::optional<audit::Publisher>();
    }
    MaybeFault fault;
    const audit::Publisher::Write write = [&](const std::string& path, std::string_view bytes) {
        std::string there;
        const std::string file = public_path(path);
        const bool differs = read_file(storage, file, there) != 0 || there != bytes;
        if (const Errno error = differs && !fault ? storage.replace(file, bytes, true) : 0) {
            fault = fault_of(error, storage.place() + "/" + file);
        }
        return !fault;
    };
    Way writing(storage, checkpoint.size, looking.erasures(), write);
    if (auto unreadable = writing.go(read_journal)) {
        return std::move(*unreadable);
    }
    if (!writing.publisher().publish_tiles(write)) {
        return std::move(*fault);
    }
    return std::optional(std::move(writing.publisher()));
}

}  // namespace tsuitate::ledger
