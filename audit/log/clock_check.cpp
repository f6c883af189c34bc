#include "audit/log/clock_check.hpp"

#include <cstdlib>

namespace tsuitate::audit {
namespace {

// Both clocks are cut to whole seconds, and read one after the other.
constexpr std::int64_t most_difference = 2;  // seconds

}  // namespace

void ClockCheck::take(const RecordView& record, Findings& findings) {
    const auto report = [&](What what, std::string detail) {
        findings.push_back(
            {.what = what, .first = record.sequence, .last = record.sequence, .detail = std::move(detail)});
    };
    if (begun_ && record.boot == boot_) {
        const std::int64_t up = static_cast<std::int64_t>(record.uptime) - static_cast<std::int64_t>(uptime_);
        const std::int64_t jump = record.time - time_ - up;
        if (up < 0) {
            report(What::uptime_backwards, std::to_string(uptime_) + " > " + std::to_string(record.uptime));
        } else if (std::abs(jump) > most_difference) {
            report(What::clock_jumped, std::to_string(jump));
        }
    } else if (begun_) {
        ended_.insert(boot_);
        if (ended_.contains(record.boot)) {
            report(What::boot_returned, record.boot.text());
        }
    }
    begun_ = true;
    boot_ = record.boot;
    time_ = record.time;
    uptime_ = record.uptime;
}

}  // namespace tsuitate::audit
