// Query: which records somebody wants to see, and the way through the log to them.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "audit/log/record_checks.hpp"
#include "audit/log/record_view.hpp"
#include "audit/log/tree_reader.hpp"

namespace tsuitate::audit {

struct Query {
    std::optional<std::int64_t> from{};  // seconds since 1970
    std::optional<std::int64_t> to{};    // before
    std::string session{};               // its id, or how it begins
    std::string pin_kind{};
    std::string outcome{};
    std::optional<std::uint64_t> caller{};     // its uid
    std::vector<policy::RecordKind> events{};  // one of these; none: any
    std::string subject{};
    std::string clerk{};
    std::string role{};  // of an observer
    bool panel = false;  // about the touch panel itself

    bool wants(const RecordView& record) const;
};

struct Hit {
    RecordView record;  // views into what is valid until the next hit
    std::uint64_t sequence = 0;
    bool verified = false;  // it is in the tree of the checkpoint
};

// Records on the way that could not be looked at.
struct Unread {
    std::uint64_t first = 0;  // sequences
    std::uint64_t last = 0;
    std::string why{};
    bool erased = false;  // and a record says so
};

// Calls `hit` for each record in the log's order, until it returns false.
std::vector<Unread> scan(const LogDirectory& log, TreeReader& tree, const Query& query,
                         const std::function<bool(const Hit&)>& hit);

// "2026-11-23", "2026-11-23T05:40:12Z": UTC.
std::optional<std::int64_t> time_of(std::string_view text);
std::optional<policy::RecordKind> event_named(std::string_view name);

}  // namespace tsuitate::audit
