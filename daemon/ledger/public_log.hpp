// PublicLog: the files below log/ that anybody may read: tiles and signed checkpoints.
#pragma once

#include <optional>
#include <string>
#include <variant>

#include "audit/note/checkpoint.hpp"
#include "audit/note/note.hpp"
#include "audit/publish/publisher.hpp"
#include "daemon/ledger/fault.hpp"

namespace tsuitate::ledger {

// Where a file of the published log lies in the storage.
std::string public_path(std::string_view path);
// The tiles of hashes as the storage has them.
audit::ReadTile published_tiles(Storage& storage);
// Whether an entries tile holds the entries of these leaf hashes.
bool are_entries_of(std::string_view tile, const std::vector<audit::Hash>& hashes);

class PublicLog {
  public:
    explicit PublicLog(Storage& storage) : storage_(storage) {}

    // The newest checkpoint, when it is this key's; nothing when there is none; a fault when it is another's
    // or no checkpoint at all.
    std::variant<std::optional<audit::Checkpoint>, LogFault> newest(
        const audit::VerifierKey& enrolment) const;

    // Where a log of this size can go on; nothing when its tiles do not lead to this root.
    std::optional<audit::Publisher> resume(const audit::Checkpoint& checkpoint) const;

    // On the disk when this returns: a checkpoint must not speak of tiles that a power cut can take.
    MaybeFault write_tiles(audit::Publisher& publisher);
    // The newest, and the last of this epoch until now.
    MaybeFault write_checkpoint(const audit::Note& note, std::uint64_t epoch);
    // Full tiles have taken the place of partial ones, and no newest checkpoint needs these any more. What
    // stays of them by a fault, the next start or an erasure removes.
    void forget_partial_tiles();
    // The first record of a log of this size; empty when it cannot be read.
    std::string first_record(std::uint64_t size) const;
    // The keys from which everything follows, where they are not there yet or not any more; only a copy of
    // what an outsider must keep.
    MaybeFault keep_anchor(const std::string& text);
    // What the newest checkpoint says, its epoch's file must say too: power may have been cut between them.
    MaybeFault repair_epoch_file(std::uint64_t epoch);

  private:
    std::optional<std::string> read(const std::string& path) const;

    Storage& storage_;
    std::vector<std::string> full_;  // tiles that became full since
};

}  // namespace tsuitate::ledger
