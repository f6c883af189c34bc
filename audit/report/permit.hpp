// Permit: a record by which an officer let a detailed report be made about some days. Who makes the page
// looks for it in the log itself, so that the log tells of it before there is one.
#pragma once

#include <cstdint>
#include <optional>

#include "audit/record/schema.hpp"
#include "audit/report/time.hpp"

namespace tsuitate::audit::report {

struct Permit {
    std::uint64_t sequence = 0;
    Seconds time = 0;
    std::uint64_t caller_uid = 0;
    Period period;

    // All days of the report must be of those permitted.
    bool covers(const Period& wanted) const {
        return period.first <= wanted.first && wanted.last <= period.last;
    }
};

// Nothing when the record permits nothing.
std::optional<Permit> permit_of(const Record& record);

}  // namespace tsuitate::audit::report
