// Which record lets a detailed report be made.
#include "audit/report/permit.hpp"

#include <gtest/gtest.h>

#include "tests/unit/audit_report/logbook.hpp"

namespace tsuitate::tests {
namespace {

using namespace audit::report;
using policy::RecordKind;

Period days(const std::string& from, const std::string& to) {
    return std::get<Period>(period_of(from, to));
}

audit::Record permit_record(const std::string& first, const std::string& last) {
    RecordMaker make;
    return make.make(RecordKind::report_permitted,
                     {{"caller-uid", std::uint64_t{2001}}, {"first-day", first}, {"last-day", last}});
}

TEST(Permit, SaysWhoAndForWhichDays) {
    const auto permit = permit_of(permit_record("2026-11-01", "2026-11-30"));
    ASSERT_TRUE(permit);
    EXPECT_EQ(permit->sequence, 1U);
    EXPECT_EQ(permit->caller_uid, 2001U);
    EXPECT_EQ(permit->period.first, days("2026-11-01", "2026-11-30").first);
    EXPECT_EQ(permit->period.last, days("2026-11-01", "2026-11-30").last);
}

TEST(Permit, CoversItsDaysAndNoOther) {
    const auto permit = permit_of(permit_record("2026-11-01", "2026-11-30"));
    ASSERT_TRUE(permit);
    EXPECT_TRUE(permit->covers(days("2026-11-01", "2026-11-30")));
    EXPECT_TRUE(permit->covers(days("2026-11-16", "2026-11-16")));
    EXPECT_FALSE(permit->covers(days("2026-10-31", "2026-11-30")));
    EXPECT_FALSE(permit->covers(days("2026-11-30", "2026-12-01")));
}

TEST(Permit, IsNoOtherRecordAndNoTurnedPeriod) {
    RecordMaker make;
    EXPECT_FALSE(permit_of(make.make(
        RecordKind::log_read,
        {{"caller-uid", std::uint64_t{1}}, {"subject", std::string("query")}, {"count", std::uint64_t{1}}})));
    EXPECT_FALSE(permit_of(permit_record("2026-11-30", "2026-11-01")));
    EXPECT_FALSE(permit_of(permit_record("2024-11-30", "2026-11-01"))) << "longer than a report may be";
}

TEST(Permit, StandsOnTheDetailedPageAndOnNoOther) {
    for (const bool detailed : {false, true}) {
        Logbook log(detailed);
        log.start();
        log.permit = permit_of(permit_record("2026-11-01", "2026-11-30"));
        EXPECT_EQ(has(log.page(), "uid 2001"), detailed);
    }
}

}  // namespace
}  // namespace tsuitate::tests
