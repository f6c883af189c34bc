// TileRepair: finds published tiles that were lost or damaged, and makes them again from the journal. Writes
// nothing that does not lead to the root of the newest checkpoint, and nothing whose contents were erased.
#pragma once

#include <functional>
#include <optional>
#include <variant>

#include "audit/note/checkpoint.hpp"
#include "audit/publish/publisher.hpp"
#include "daemon/ledger/fault.hpp"
#include "daemon/ledger/journal.hpp"

namespace tsuitate::ledger {

// Whether the full tiles of a log of this size are there: by the sizes of all of them, and by what is in the
// newest (whatever is older was among the newest at an earlier start). The partial ones are not looked at.
bool full_tiles_are_whole(Storage& storage, std::uint64_t size);

// Reads everything that the journal holds.
using ReadJournal = std::function<MaybeFault(const Journal::OnRecord&)>;

// Makes what is missing or different again, and gives where the log goes on; nothing when journal and tiles
// together do not lead to the checkpoint.
std::variant<std::optional<audit::Publisher>, LogFault> remade_tiles(Storage& storage,
                                                                     const audit::Checkpoint& checkpoint,
                                                                     const ReadJournal& read_journal);

}  // namespace tsuitate::ledger
