// A report that is not made in detail does not tell who was at the counter.
#include <gtest/gtest.h>

#include "audit/report/sections.hpp"
#include "tests/unit/audit_report/logbook.hpp"

namespace tsuitate::tests {
namespace {

using namespace audit::report;

TEST(Grouping, CountsBelowFiveAreOneGroupAndOthersRounded) {
    const Wording grouped(policy::Language::english, false, 540);
    EXPECT_EQ(grouped.count(0), "0");
    EXPECT_EQ(grouped.count(1), grouped.count(4));
    EXPECT_EQ(grouped.about(1), "fewer than 5");
    EXPECT_EQ(grouped.count(5), "5");
    EXPECT_EQ(grouped.count(7), "5");
    EXPECT_EQ(grouped.count(8), "10");
    EXPECT_EQ(grouped.count(1234), "1,235");
    EXPECT_EQ(grouped.drawn(1), grouped.drawn(4));
    const Wording detailed(policy::Language::english, true, 540);
    EXPECT_EQ(detailed.count(1), "1");
    EXPECT_EQ(detailed.count(1234), "1,234");
}

TEST(Grouping, APageLooksTheSameForOneSessionAndForFour) {
    std::array<std::string, 2> pages;
    for (const std::size_t which : {0U, 1U}) {
        Logbook log;
        log.start();
        for (std::size_t i = 0; i < (which == 0 ? 1U : 4U); ++i) {
            log.session("wrong");
        }
        Figures figures = log.report.figures();
        figures.last_record = figures.first_record;
        figures.records = 100;
        for (DayFigures& day : figures.days) {
            day.seconds_in_service = 3600;
        }
        const Wording wording(policy::Language::english, false, 540);
        pages.at(which) = (day_section(figures, wording) + card_section(figures, wording) +
                           course_section(figures, wording) + summary_section(figures, wording) +
                           refusal_section(figures, wording))
                              .markup;
    }
    EXPECT_EQ(pages.at(0), pages.at(1));
}

TEST(Grouping, NoCallerNoSessionNoMinuteOfAPersonUnlessInDetail) {
    for (const bool detailed : {false, true}) {
        Logbook log(detailed);
        log.start();
        log.make.now += 17 * 60;
        const std::string id = log.open();
        log.close(id, "failure");
        log.make.now += 11 * 60;
        log.add(policy::RecordKind::caller_refused, {{"caller-uid", std::uint64_t{4242}},
                                                     {"subject", std::string("open-session")},
                                                     {"count", std::uint64_t{1}}});
        log.make.now += 60;
        log.epoch();
        const std::string page = log.page();
        EXPECT_FALSE(has(page, id));
        EXPECT_EQ(has(page, "4242"), detailed);
        EXPECT_EQ(has(page, "09:17"), detailed);
        EXPECT_EQ(has(page, "09:28"), detailed);
        EXPECT_EQ(has(page, "In detail: handle with care"), detailed);
        EXPECT_EQ(has(page, "fewer than 5"), !detailed);
    }
}

}  // namespace
}  // namespace tsuitate::tests
