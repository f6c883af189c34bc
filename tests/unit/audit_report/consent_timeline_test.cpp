// When consents were asked for, given, refused and withdrawn: told to everybody, and leading to nobody.
#include <gtest/gtest.h>

#include "audit/report/assistance_texts.hpp"
#include "audit/report/consent_timeline.hpp"
#include "tests/unit/audit_report/logbook.hpp"

namespace tsuitate::tests {
namespace {

using namespace audit::report;
using policy::RecordKind;

std::string drawn(const Figures& figures, bool detailed) {
    return consent_timeline(figures, Wording(policy::Language::english, detailed, 540)).markup;
}

Figures figures_of(const std::string& from, const std::string& to) {
    return {std::get<Period>(period_of(from, to)), 540};
}

// In each of the first lanes as many as given, of one day and one half hour.
void put(Figures& figures, std::size_t day, std::size_t half_hour,
         const OfConsentSteps<std::uint64_t>& counts) {
    for (std::size_t step = 0; step < consent_steps; ++step) {
        figures.days.at(day).consents.at(step) += counts.at(step);
        figures.assistance.by_half_hour.at(step).at(half_hour) += counts.at(step);
    }
}

std::size_t times(const std::string& text, std::string_view wanted) {
    std::size_t found = 0;
    for (std::size_t at = text.find(wanted); at != std::string::npos; at = text.find(wanted, at + 1)) {
        ++found;
    }
    return found;
}

TEST(ConsentTimeline, EachStepIsCountedByDayAndHalfHour) {
    Logbook log;
    log.start();
    const std::string id = log.open();
    log.consent(id, {.detail = "declined"});
    log.make.now += 40 * 60;
    log.consent(id, {.detail = "unanswered"});
    log.consent(id, {.detail = "agreed"});
    log.help(RecordKind::assistance_ended, id, {.detail = "withdrawn"});
    log.consent(id, {.detail = "agreed"});
    log.help(RecordKind::assistance_ended, id, {.detail = "attempted"});
    const Figures figures = log.report.figures();
    EXPECT_EQ(figures.days.at(0).consents, (OfConsentSteps<std::uint64_t>{4, 2, 2, 1}));
    EXPECT_EQ(figures.days.at(1).consents, (OfConsentSteps<std::uint64_t>{}));
    const auto at = [&](std::size_t half_hour) {
        OfConsentSteps<std::uint64_t> counts{};
        for (std::size_t step = 0; step < consent_steps; ++step) {
            counts.at(step) = figures.assistance.by_half_hour.at(step).at(half_hour);
        }
        return counts;
    };
    EXPECT_EQ(at(18), (OfConsentSteps<std::uint64_t>{1, 0, 1, 0}));  // 09:00
    EXPECT_EQ(at(19), (OfConsentSteps<std::uint64_t>{3, 2, 1, 1}));  // 09:30
}

TEST(ConsentTimeline, ALaneOfFewerThanFiveDaysHasNoTimes) {
    Figures figures = figures_of("2026-11-16", "2026-11-22");
    for (const std::size_t day : {0U, 1U, 2U, 3U}) {
        put(figures, day, 20, {7, 5, 1, 0});
    }
    put(figures, 4, 20, {7, 5, 0, 0});
    const std::string page = drawn(figures, false);
    EXPECT_EQ(times(page, "on fewer than 5 days: no times are shown"), 1U) << "the refused ones";
    EXPECT_EQ(times(page, "aria-label=\"10:00 (35)\""), 1U) << "asked";
    EXPECT_EQ(times(page, "aria-label=\"10:00 (25)\""), 1U) << "given";
    EXPECT_EQ(times(page, "10:00 (&lt;5)"), 0U);
    EXPECT_TRUE(has(page, "aria-label=\"Mon 16 Nov (&lt;5)")) << "the day of a refusal may be told";
    const std::string detailed = drawn(figures, true);
    EXPECT_EQ(times(detailed, "no times are shown"), 0U);
    EXPECT_EQ(times(detailed, "aria-label=\"10:00 (4)\""), 1U);
}

TEST(ConsentTimeline, AReportAboutOneDayHasNoTimes) {
    Figures figures = figures_of("2026-11-16", "2026-11-16");
    put(figures, 0, 20, {9, 9, 0, 9});
    put(figures, 0, 22, {1, 1, 0, 1});
    const std::string page = drawn(figures, false);
    EXPECT_EQ(times(page, "no times are shown"), 3U);
    EXPECT_FALSE(has(page, "11:00 ("));
}

TEST(ConsentTimeline, LooksTheSameForOneAnswerAndForFour) {
    std::array<std::string, 2> pages;
    for (const std::size_t which : {0U, 1U}) {
        Figures figures = figures_of("2026-11-16", "2026-11-29");
        for (std::uint64_t i = 0; i < (which == 0 ? 1U : 4U); ++i) {
            put(figures, 3, 20 + i, {1, 0, 1, 0});  // at other times, too
        }
        pages.at(which) = drawn(figures, false);
    }
    EXPECT_EQ(pages.at(0), pages.at(1));
    EXPECT_FALSE(has(pages.at(0), "aria-label=\"10:00"));
}

TEST(ConsentTimeline, BarsStandInTheColumnOfTheirDay) {
    Figures figures = figures_of("2026-11-16", "2026-11-29");  // 14 days of 30 in a drawing of 420
    put(figures, 4, 20, {10, 0, 0, 0});
    const std::string page = drawn(figures, false);
    EXPECT_TRUE(has(page, "class=\"session\" x=\"121\" y=\"11\" width=\"28\" height=\"17\"")) << page;
}

TEST(ConsentTimeline, ALongPeriodIsDrawnByWeeks) {
    Figures figures = figures_of("2026-01-01", "2026-12-31");
    put(figures, 7, 20, {3, 0, 0, 0});
    put(figures, 13, 20, {4, 0, 0, 0});  // of the same week
    const std::string page = drawn(figures, true);
    EXPECT_TRUE(has(page, "Consents to help, by week"));
    EXPECT_TRUE(has(page, "(7)"));
}

TEST(ConsentTimeline, NoneIsDrawnWhereNobodyAskedToHelp) {
    EXPECT_EQ(drawn(figures_of("2026-11-16", "2026-11-17"), false), "");
}

}  // namespace
}  // namespace tsuitate::tests
