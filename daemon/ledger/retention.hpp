// Retention: when the legal time is over, the contents of old records go, and their hashes stay: the tree
// still proves what remains. A record says what was erased, under which rule and by whom, before anything is
// erased.
#pragma once

#include <cstdint>

#include "daemon/ledger/audit_log.hpp"
#include "daemon/ledger/erasure_order.hpp"

namespace tsuitate::ledger {

struct Erased {
    std::uint64_t first = 0;  // sequences; 0 when nothing is old enough
    std::uint64_t last = 0;
};

// Erases whole tiles of 256 records, from the oldest on, and the same records from the journal. Repeating it
// after a power cut finishes it.
std::variant<Erased, LogFault> erase_entries(Storage& storage, AuditLog& log, const ErasureOrder& order);

}  // namespace tsuitate::ledger
