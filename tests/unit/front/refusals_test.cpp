#include "daemon/front/refusals.hpp"

#include <gtest/gtest.h>

namespace tsuitate::front {
namespace {

using std::chrono::milliseconds;

const Refusals::Time start = Refusals::Time() + std::chrono::hours(1);

TEST(Refusals, the_first_is_reported_at_once) {
    Refusals refusals;
    const auto report = refusals.note(1000, "open-session", start);
    ASSERT_TRUE(report.has_value());
    EXPECT_EQ(report->caller_uid, 1000U);
    EXPECT_EQ(report->count, 1U);
    EXPECT_EQ(report->action.view(), "open-session");
    EXPECT_TRUE(report->valid());
}

TEST(Refusals, a_flood_is_one_report_a_second) {
    Refusals refusals;
    unsigned reports = 0;
    unsigned reported = 0;
    for (int i = 0; i < 10'000; ++i) {
        const auto now = start + milliseconds(i);
        if (const auto report = refusals.note(1000, "open-session", now)) {
            ++reports;
            reported += report->count;
        }
        for (const auto& report : refusals.due(now)) {
            ++reports;
            reported += report.count;
        }
    }
    for (const auto& report : refusals.due(start + std::chrono::minutes(1))) {
        ++reports;
        reported += report.count;
    }
    EXPECT_LE(reports, 11U);
    EXPECT_EQ(reported, 10'000U);
}

TEST(Refusals, users_are_summed_apart) {
    Refusals refusals;
    EXPECT_TRUE(refusals.note(1000, "open-session", start).has_value());
    EXPECT_TRUE(refusals.note(1001, "open-session", start).has_value());
    EXPECT_FALSE(refusals.note(1000, "open-session", start + milliseconds(1)).has_value());
    EXPECT_FALSE(refusals.note(1000, "open-session", start + milliseconds(2)).has_value());
    EXPECT_FALSE(refusals.note(1001, "enter-pin", start + milliseconds(3)).has_value());
    const auto reports = refusals.due(start + Refusals::interval);
    ASSERT_EQ(reports.size(), 2U);
    EXPECT_EQ(reports[0].count, 2U);
    EXPECT_EQ(reports[1].count, 1U);
}

TEST(Refusals, different_actions_are_several) {
    Refusals refusals;
    refusals.note(1000, "open-session", start);
    refusals.note(1000, "open-session", start);
    refusals.note(1000, "enter-pin", start);
    const auto reports = refusals.due(start + Refusals::interval);
    ASSERT_EQ(reports.size(), 1U);
    EXPECT_EQ(reports[0].action.view(), "several");
}

TEST(Refusals, nothing_is_due_before_its_second) {
    Refusals refusals;
    EXPECT_FALSE(refusals.next_due().has_value());
    refusals.note(1000, "open-session", start);
    refusals.note(1000, "open-session", start);
    EXPECT_TRUE(refusals.due(start + milliseconds(999)).empty());
    EXPECT_EQ(refusals.next_due(), start + Refusals::interval);
}

TEST(Refusals, quiet_users_are_forgotten) {
    Refusals refusals;
    refusals.note(1000, "open-session", start);
    EXPECT_TRUE(refusals.due(start + Refusals::interval).empty());
    EXPECT_FALSE(refusals.next_due().has_value());
}

TEST(Refusals, memory_is_bounded) {
    Refusals refusals;
    unsigned at_once = 0;
    std::uint32_t summed = 0;
    for (std::uint32_t uid = 0; uid < 10'000; ++uid) {
        at_once += refusals.note(uid, "open-session", start).has_value() ? 1U : 0U;
    }
    const auto reports = refusals.due(start + Refusals::interval);
    for (const auto& report : reports) {
        EXPECT_EQ(report.caller_uid, Refusals::other_users);
        summed += report.count;
    }
    EXPECT_EQ(at_once, Refusals::most_users + 1);
    EXPECT_EQ(at_once + summed, 10'000U);
}

}  // namespace
}  // namespace tsuitate::front
