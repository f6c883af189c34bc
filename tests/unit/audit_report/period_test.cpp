// A report covers its days, in local time, and no others.
#include <gtest/gtest.h>

#include "tests/unit/audit_report/logbook.hpp"

namespace tsuitate::tests {
namespace {

using namespace audit::report;

TEST(Period, TakesRealDatesInOrderOnly) {
    EXPECT_TRUE(std::holds_alternative<Period>(period_of("2028-02-29", "2028-02-29")));
    for (const auto& [from, to] :
         {std::pair("2026-02-29", "2026-03-01"), std::pair("2026-11-17", "2026-11-16"),
          std::pair("2026-11-1", "2026-11-16"), std::pair("2026-11-16", "+026-11-17"),
          std::pair("", "2026-11-16"), std::pair("2026-01-01", "2027-01-02"),
          std::pair("2026-11-16", "2026-11-16T00:00:00Z")}) {
        EXPECT_TRUE(std::holds_alternative<std::string>(period_of(from, to))) << from << " " << to;
    }
    EXPECT_EQ(std::get<Period>(period_of("2028-01-01", "2028-12-31")).days(), longest_period);
}

TEST(Period, ReadsTimesStrictly) {
    EXPECT_EQ(seconds_of("1970-01-02T00:00:01Z"), 86401);
    for (const char* text : {"1970-01-02T24:00:00Z", "1970-01-02T00:60:00Z", "1970-13-02T00:00:00Z",
                             "1970-01-02 00:00:00Z", "1970-01-02T00:00:00+", "1970-01-02T-1:00:00Z"}) {
        EXPECT_EQ(seconds_of(text), std::nullopt) << text;
    }
}

TEST(Period, BeginsAndEndsAtMidnightOfTheCounter) {
    constexpr Seconds midnight = 1'794'754'800;  // 2026-11-16 in Japan
    for (const auto& [time, inside] :
         {std::pair(midnight - 1, false), std::pair(midnight, true),
          std::pair(midnight + seconds_a_day - 1, true), std::pair(midnight + seconds_a_day, false)}) {
        Logbook log(false, policy::Language::english, "2026-11-16", "2026-11-16");
        log.make.now = time - 1;
        log.make.boot();
        log.open();
        EXPECT_EQ(log.report.figures().days.at(0).sessions, inside ? 1U : 0U) << time;
    }
}

TEST(Period, KnowsTheStateInWhichItBegins) {
    Logbook log(true, policy::Language::english, "2026-11-17", "2026-11-17");
    log.start();
    for (int quarter = 0; quarter < 24 * 4; ++quarter) {  // through the night
        log.make.now += 15 * 60;
        log.epoch();
    }
    const Figures figures = log.report.figures();
    EXPECT_GT(figures.days.at(0).seconds_in_service, 8 * seconds_an_hour);
    EXPECT_EQ(figures.services_started, 0U);
    EXPECT_EQ(figures.days.at(0).device.at(0).seconds.at(static_cast<std::size_t>(DeviceState::ready)),
              figures.days.at(0).seconds_in_service);
}

TEST(Period, WithoutRecordsIsSaid) {
    const Logbook log;
    EXPECT_TRUE(has(log.page(), "none in this period"));
    EXPECT_TRUE(has(log.page(), "Nothing wrong was found"));
}

}  // namespace
}  // namespace tsuitate::tests
