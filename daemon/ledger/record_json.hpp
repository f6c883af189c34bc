// RecordJson: the fields of a record, from what the vault says and from the ledger's own.
#pragma once

#include <string>
#include <variant>

#include "audit/record/schema.hpp"
#include "daemon/ledger/moment.hpp"
#include "daemon/wire/messages.hpp"

namespace tsuitate::ledger {

struct RefusedRecord {
    std::string reason;
};

// The stored bytes of a record, or why it is refused: a field that its kind does not have is filled, one that
// it has is not, or a value is none of those that it may have (audit/record/schema.hpp).
std::variant<std::string, RefusedRecord> json_of(policy::RecordKind kind, audit::JsonObject fields,
                                                 std::uint64_t sequence, const Moment& moment);
std::variant<std::string, RefusedRecord> json_of(const wire::VaultWriteRecord& record, std::uint64_t sequence,
                                                 const Moment& moment);

}  // namespace tsuitate::ledger
