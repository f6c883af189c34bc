// LogReader: what an officer asks of the audit log, answered from its published files. Reads, and never
// writes.
#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "daemon/front/errors.hpp"
#include "policy/record/record.hpp"

namespace tsuitate::front {

struct LogQuery {
    std::string from;     // UTC, RFC 3339; empty: from the begin
    std::string to;       // before this; empty: to the end
    std::string session;  // 32 hexadecimal digits; empty: any
    std::uint32_t limit = 0;
    std::vector<policy::RecordKind> kinds = {};  // none: any
};

inline constexpr std::uint32_t most_records = 1000;  // in one answer

// The query as a caller gave it, or what is wrong with it.
std::variant<LogQuery, CallError> log_query_from(const std::string& from, const std::string& to,
                                                 const std::string& session, std::uint32_t limit);

class LogReader {
  public:
    // `directory` is the log/ of docs/audit-log.md.
    explicit LogReader(std::string directory) : directory_(std::move(directory)) {}

    // The stored bytes of the newest records that fit, oldest first. A record that is not what the tree says
    // is an error: nothing is shown of a log that does not hold together.
    std::variant<std::vector<std::string>, CallError> query(const LogQuery& query) const;

    // The record with this sequence, its inclusion and the newest checkpoint, as a C2SP tlog-proof.
    std::variant<std::string, CallError> prove(std::uint64_t sequence) const;

  private:
    std::string directory_;
};

}  // namespace tsuitate::front
