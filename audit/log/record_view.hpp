// RecordView: a record as the verifier sees it on its way through the log: no allocation, views into the
// stored bytes. It accepts exactly what audit::record_of accepts, several times faster.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "audit/log/identifier.hpp"
#include "audit/log/record_time.hpp"
#include "audit/record/schema.hpp"

namespace tsuitate::audit {

struct RecordView {
    policy::RecordKind kind{};
    std::uint64_t sequence = 0;
    std::uint64_t uptime = 0;
    std::int64_t time = 0;  // seconds since 1970
    Identifier boot{};
    Identifier session{};         // zero where the event has none
    std::string_view pin_kind{};  // empty where the event has none, like the next four
    std::string_view outcome{};
    std::string_view detail{};
    std::string_view clerk{};
    std::string_view role{};
    std::uint64_t seconds = 0;  // that help would last; 0 where the event has none
    std::string_view bytes{};   // the whole record

    bool operator==(const RecordView&) const = default;
};

// The reason, when the bytes are no record.
using RecordOrReason = std::variant<RecordView, std::string>;
RecordOrReason view_of(std::string_view bytes);

// What the record before said, as it stands in its bytes, and what it means: boot, session, minute and kind
// of PIN are mostly the same again, and comparing is faster than reading. Not to be used once those bytes are
// gone.
struct RecordBefore {
    struct Read {
        std::string_view text{};
        Identifier value{};
    };
    Read boot{};
    Read session{};
    std::string_view minute{};  // "2026-11-23T05:40:"
    std::int64_t minute_begins = 0;
    std::string_view pin_kind{};  // in its quotes
};

// As view_of alone, of records that follow each other, in the place of what `view` held.
void view_of(std::string_view bytes, RecordBefore& before, RecordOrReason& view);

// The fast part of view_of alone, into an empty view: false when it cannot tell. For the tests.
bool fast_view_of(std::string_view bytes, RecordBefore& before, RecordView& view);

}  // namespace tsuitate::audit
