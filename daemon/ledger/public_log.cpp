#include "daemon/ledger/public_log.hpp"

#include <algorithm>

#include "audit/record/kept.hpp"
#include "daemon/ledger/former_tiles.hpp"

namespace tsuitate::ledger {
namespace {

constexpr std::string_view root = "log/";

std::string epoch_file(std::uint64_t epoch) {
    constexpr std::size_t digits = 8;
    std::string number = std::to_string(epoch);
    number.insert(0, digits - std::min(digits, number.size()), '0');
    return public_path("checkpoints/" + number);
}

std::string checkpoint_file() {
    return public_path("checkpoint");
}

}  // namespace

std::string public_path(std::string_view path) {
    return std::string(root).append(path);
}

audit::ReadTile published_tiles(Storage& storage) {
    return [&storage](unsigned level, std::uint64_t number,
                      std::uint64_t width) -> std::optional<std::vector<audit::Hash>> {
        std::string bytes;
        if (read_file(storage, public_path(audit::hash_tile_path(level, number, width)), bytes) != 0) {
            return std::nullopt;
        }
        return audit::hashes_of(bytes, width);
    };
}

bool are_entries_of(std::string_view tile, const std::vector<audit::Hash>& hashes) {
    const auto found = audit::entries_of(tile, hashes.size());
    return found && std::equal(found->begin(), found->end(), hashes.begin(),
                               [](std::string_view entry, const audit::Hash& hash) {
                                   return audit::leaf_hash(entry) == hash;
                               });
}

std::optional<std::string> PublicLog::read(const std::string& path) const {
    std::string bytes;
    return read_file(storage_, public_path(path), bytes) == 0 ? std::optional(std::move(bytes))
                                                              : std::nullopt;
}

std::variant<std::optional<audit::Checkpoint>, LogFault> PublicLog::newest(
    const audit::VerifierKey& enrolment) const {
    const std::string file = storage_.place() + "/" + checkpoint_file();
    std::string bytes;
    const Errno error = read_file(storage_, checkpoint_file(), bytes);
    if (error == ENOENT) {
        return std::optional<audit::Checkpoint>();
    }
    if (error != 0) {
        return fault_of(error, file);
    }
    const auto note = audit::note_of(bytes);
    auto checkpoint = note ? audit::checkpoint_of(note->text) : std::nullopt;
    if (!checkpoint || checkpoint->origin != enrolment.name) {
        return LogFault{.reason = file + " is no checkpoint of the log \"" + enrolment.name + "\""};
    }
    if (!audit::signed_by(*note, enrolment)) {
        return LogFault{.reason =
                            file +
                            " was not signed with this machine's enrolment key; are keys and log of the same "
                            "machine?"};
    }
    return checkpoint;
}

std::optional<audit::Publisher> PublicLog::resume(const audit::Checkpoint& checkpoint) const {
    const audit::ReadTile tiles = published_tiles(storage_);
    const auto edge = audit::edge_of(checkpoint.size, audit::nodes_from_tiles(checkpoint.size, tiles));
    if (!edge || edge->root() != checkpoint.root) {
        return std::nullopt;
    }
    std::string entries;
    const std::uint64_t width = checkpoint.size % audit::tile_width;
    if (width > 0) {
        const auto bytes = read(audit::entries_tile_path(checkpoint.size / audit::tile_width, width));
        const auto hashes = tiles(0, checkpoint.size / audit::tile_width, width);
        if (!bytes || !hashes || !are_entries_of(*bytes, *hashes)) {
            return std::nullopt;
        }
        entries = *bytes;
    }
    return audit::Publisher::resume(*edge, tiles, std::move(entries));
}

MaybeFault PublicLog::write_tiles(audit::Publisher& publisher) {
    MaybeFault fault;
    publisher.publish_tiles([&](const std::string& path, std::string_view bytes) {
        const Errno error = storage_.replace(public_path(path), bytes, true);
        if (error != 0) {
            fault = fault_of(error, storage_.place() + "/" + public_path(path));
        } else if (path.find(".p/") == std::string::npos) {
            full_.push_back(public_path(path));
        }
        return error == 0;
    });
    return fault;
}

MaybeFault PublicLog::write_checkpoint(const audit::Note& note, std::uint64_t epoch) {
    const std::string bytes = note.bytes();
    for (const std::string& path : {checkpoint_file(), epoch_file(epoch)}) {
        if (const Errno error = storage_.replace(path, bytes, true)) {
            return fault_of(error, storage_.place() + "/" + path);
        }
    }
    return std::nullopt;
}

void PublicLog::forget_partial_tiles() {
    for (const std::string& path : full_) {
        forget_former(storage_, path, false);
    }
    full_.clear();
}

std::string PublicLog::first_record(std::uint64_t size) const {
    const std::uint64_t width = audit::hash_tile_width(0, 0, size);
    const auto tile = read(audit::entries_tile_path(0, width));
    const auto entries = tile ? audit::entries_of(*tile, width) : std::nullopt;
    if (entries && !entries->empty()) {
        return std::string(entries->front());
    }
    const auto text = read(audit::kept_path(0));
    const auto kept = text ? audit::kept_of(*text) : std::nullopt;
    return kept && !kept->empty() && kept->front().index == 0 ? kept->front().bytes : "";
}

MaybeFault PublicLog::keep_anchor(const std::string& text) {
    if (read("anchor") == text) {
        return std::nullopt;
    }
    const std::string path = public_path("anchor");
    const Errno error = storage_.replace(path, text, true);
    return error == 0 ? std::nullopt : MaybeFault(fault_of(error, storage_.place() + "/" + path));
}

MaybeFault PublicLog::repair_epoch_file(std::uint64_t epoch) {
    const auto newest = read("checkpoint");
    const auto note = newest ? audit::note_of(*newest) : std::nullopt;
    const std::string mark = "/epoch/" + std::to_string(epoch);
    const bool of_epoch = note && std::any_of(note->signatures.begin(), note->signatures.end(),
                                              [&](const auto& line) { return line.name.ends_with(mark); });
    if (!of_epoch) {
        return std::nullopt;
    }
    const Errno error = storage_.replace(epoch_file(epoch), *newest, true);
    return error == 0 ? std::nullopt
                      : MaybeFault(fault_of(error, storage_.place() + "/" + epoch_file(epoch)));
}

}  // namespace tsuitate::ledger
