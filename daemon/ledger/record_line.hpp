// RecordLine: one record as one line of canonical JSON (the subset of RFC 8785 that the log needs: sorted
// ASCII keys, strings and integers). The bytes of the line are what is stored, and what proofs will be made
// of.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "daemon/wire/messages.hpp"

namespace tsuitate::ledger {

inline constexpr std::size_t longest_line = 1024;  // bytes, with the line feed
inline constexpr int schema_version = 1;

// When a record is made: wall time for people, boot and uptime for who doubts the wall clock. Whole seconds
// only: finer times would help to guess what was typed.
struct Moment {
    std::int64_t unix_seconds = 0;
    std::string boot;  // boot id, 32 hexadecimal digits
    std::int64_t uptime_seconds = 0;
};

struct RefusedRecord {
    std::string reason;
};

// The line, or why the record is refused: a field that its kind does not have is filled, or one that it has
// is not.
std::variant<std::string, RefusedRecord> line_of(const wire::VaultWriteRecord& record, std::uint64_t sequence,
                                                 const Moment& moment);

// The ledger's own record: a torn tail of `bytes` bytes was cut off.
std::string healed_line(std::uint64_t bytes, std::uint64_t sequence, const Moment& moment);

// The sequence number of a whole line without its line feed; nothing when it is not a line of this log.
std::optional<std::uint64_t> sequence_of(std::string_view line);

}  // namespace tsuitate::ledger
