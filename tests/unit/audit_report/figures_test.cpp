// The figures are those of the records, and need no more memory for more records.
#include <malloc.h>

#include <gtest/gtest.h>

#include "audit/report/sections.hpp"
#include "tests/unit/audit_report/logbook.hpp"

namespace tsuitate::tests {
namespace {

using namespace audit::report;
using policy::Outcome;
using policy::RecordKind;

TEST(Figures, CountSessionsAttemptsAndOutcomesByDay) {
    Logbook log(true);
    log.start();
    log.session("verified");
    log.session("wrong");
    log.session("locked");
    const std::string id = log.open();
    log.add(RecordKind::entry_started, {{"session", id}, {"pin-kind", std::string("signature")}});
    log.add(RecordKind::entry_ended,
            {{"session", id}, {"pin-kind", std::string("signature")}, {"outcome", std::string("stopped")}});
    log.add(RecordKind::command_sent, {{"session", id}, {"detail", std::string("compute-signature")}});
    log.add(RecordKind::command_refused, {{"session", id}, {"detail", std::string("not-listed")}});
    log.close(id, "stopped");
    const Figures figures = log.report.figures();
    const DayFigures& day = figures.days.at(0);
    EXPECT_EQ(day.sessions, 4U);
    EXPECT_EQ(day.sessions_by_hour.at(9), 4U);
    EXPECT_EQ(day.attempts, 3U);
    EXPECT_EQ(day.answered.at(static_cast<std::size_t>(Outcome::verified)), 1U);
    EXPECT_EQ(day.answered.at(static_cast<std::size_t>(Outcome::wrong)), 1U);
    EXPECT_EQ(day.ended_early.at(static_cast<std::size_t>(Outcome::stopped)), 1U);
    EXPECT_EQ(figures.pin_kinds.at("signature").locked_here, 1U);
    EXPECT_EQ(figures.commands_sent.at("compute-signature"), 1U);
    EXPECT_EQ(figures.commands_refused.at("not-listed"), 1U);
    EXPECT_EQ(figures.days.at(1).sessions, 0U);
    for (const char* told : {"compute a signature (1)", "not on the list", "signature certificate"}) {
        EXPECT_TRUE(has(log.page(), told)) << told;
    }
}

TEST(Figures, AddUpTheStatesOfADevice) {
    Logbook log;
    log.start();
    log.add(RecordKind::device_changed,
            {{"subject", std::string("panel")}, {"detail", std::string("failed")}}, 60);
    log.add(RecordKind::device_changed,
            {{"subject", std::string("panel")}, {"detail", std::string("absent")}}, 600);
    log.add(RecordKind::device_changed, {{"subject", std::string("panel")}, {"detail", std::string("ready")}},
            300);
    const Figures figures = log.report.figures();
    const DeviceDay& panel = figures.days.at(0).device.at(static_cast<std::size_t>(Device::panel));
    EXPECT_EQ(panel.seconds.at(static_cast<std::size_t>(DeviceState::failed)), 600);
    EXPECT_EQ(panel.seconds.at(static_cast<std::size_t>(DeviceState::absent)), 300);
    EXPECT_TRUE(has(log.page(), "10 min"));
}

TEST(Figures, HelpAndObserversAreSpokenOfOnlyWhereTheLogHasThem) {
    Logbook log;
    log.start();
    log.session();
    EXPECT_FALSE(has(log.page(), "id=\"assistance\""));
    log.helped_session();
    EXPECT_TRUE(has(log.page(), "id=\"assistance\""));
}

std::size_t in_use() {
    return mallinfo2().uordblks;
}

TEST(Figures, AMillionRecordsNeedNoMoreMemoryThanAThousand) {
    Logbook log(true, policy::Language::english, "2026-01-01", "2026-12-31");
    log.start();
    const auto live = [&log](int sessions) {
        for (int i = 0; i < sessions; ++i) {
            log.session(i % 7 == 0 ? "inconclusive" : "verified");
            log.add(RecordKind::log_read, {{"caller-uid", static_cast<std::uint64_t>(i)},
                                           {"subject", std::string("query")},
                                           {"count", std::uint64_t{1}}});
            log.open();  // never ends
        }
    };
    live(2'000);
    const std::size_t before = in_use();
    live(30'000);  // 210,000 records
    constexpr std::size_t slack = 256 * 1024;
    EXPECT_LT(in_use(), before + slack);
    EXPECT_LE(log.report.sessions_in_progress(), 1024U);
    constexpr std::size_t largest_page = 2 * 1024 * 1024;  // of a whole year
    EXPECT_LT(log.page().size(), largest_page);
}

}  // namespace
}  // namespace tsuitate::tests
