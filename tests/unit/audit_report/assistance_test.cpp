// What the report says of help, observers and receipts.
#include <gtest/gtest.h>

#include "audit/report/assistance_texts.hpp"
#include "audit/report/sections.hpp"
#include "tests/unit/audit_report/logbook.hpp"

namespace tsuitate::tests {
namespace {

using namespace audit::report;
using policy::RecordKind;

std::string section_of(const Logbook& log, bool detailed) {
    const Wording wording(policy::Language::english, detailed, 540);
    return assistance_section(log.report.figures(), wording).markup;
}

TEST(Assistance, CountsWhatTheRecordsSay) {
    Logbook log;
    log.start();
    log.helped_session();
    log.helped_session("not-asked");
    const std::string id = log.open();
    log.help(RecordKind::help_asked, id, {.detail = "larger-keys"});
    log.help(RecordKind::assistance_refused, id, {.detail = "busy"});
    log.consent(id, {.detail = "declined"});
    log.consent(id, {.detail = "agreed", .manner = "hurried"});
    log.help(RecordKind::assistance_ended, id, {.detail = "expired", .clerk = "clerk-02"});
    log.help(RecordKind::change_answered, id, {.detail = "accepted"});
    log.help(RecordKind::observer_announced, id);
    log.help(RecordKind::observer_answered, id, {.detail = "later"});
    log.close(id);
    const AssistanceFigures help = log.report.figures().assistance;
    EXPECT_EQ(help.requested, 4U);
    EXPECT_EQ(help.not_put, 1U);
    EXPECT_EQ(help.asked, 4U);
    EXPECT_EQ(help.receipts, 2U);
    EXPECT_EQ(help.observers_announced, 3U);
    EXPECT_EQ(help.answers, (std::array<std::uint64_t, 6>{3, 1, 0, 0, 0, 0}));
    EXPECT_EQ(help.manners, (std::array<std::uint64_t, 4>{2, 1, 0, 0}));
    EXPECT_EQ(help.ends, (std::array<std::uint64_t, 7>{2, 1, 0, 0, 0, 0, 0}));
    EXPECT_EQ(help.reviews, (std::array<std::uint64_t, 4>{1, 0, 1, 0}));
    EXPECT_EQ(help.changes, (std::array<std::uint64_t, 3>{1, 0, 0}));
    EXPECT_EQ(help.observer_answers, (std::array<std::uint64_t, 5>{2, 0, 1, 0, 0}));
    EXPECT_EQ(help.steps.at(static_cast<std::size_t>(policy::HelpStep::larger_keys)), 1U);
    EXPECT_EQ(help.clerks.at("clerk-01"), 2U);
    EXPECT_EQ(help.clerks.at("clerk-02"), 1U);
    EXPECT_EQ(log.report.figures().days.at(0).consents, (OfConsentSteps<std::uint64_t>{4, 3, 1, 0}));
    EXPECT_EQ(help.by_half_hour.at(0).at(18), 4U) << "all before half past nine";
}

TEST(Assistance, OutsideThePeriodIsNotCounted) {
    Logbook log(false, policy::Language::english, "2026-11-20", "2026-11-21");
    log.start();
    log.helped_session("not-asked");
    EXPECT_FALSE(log.report.figures().assistance.any());
    EXPECT_EQ(log.count(Oddity::consent_denied), 0U);
    EXPECT_TRUE(log.report.figures().assistance.marks.empty());
}

TEST(Assistance, WhoDeniedItComesBeforeWhoAgreed) {
    Logbook log;
    log.start();
    log.helped_session("not-asked");
    log.helped_session("agreed");
    const std::string section = section_of(log, true);
    EXPECT_LT(section.find("was not asked"), section.find(">agreed<"));
    EXPECT_LT(section.find(">agreed<"), section.find("May a clerk help?"));
}

TEST(Assistance, ClerksAndMinutesAreToldOnlyInDetail) {
    for (const bool detailed : {false, true}) {
        Logbook log(detailed);
        log.start();
        log.make.now += 17 * 60;
        log.helped_session("not-agreed");
        log.make.now += 5 * 60;
        log.epoch();
        const std::string page = log.page();
        EXPECT_EQ(has(page, "clerk-01"), detailed);
        EXPECT_EQ(has(page, "09:17"), detailed);
        EXPECT_FALSE(has(page, "1234-5678")) << "receipts belong to citizens";
    }
}

TEST(Assistance, LooksTheSameForOneHelpedSessionAndForFour) {
    std::array<std::string, 2> sections;
    for (const std::size_t which : {0U, 1U}) {
        Logbook log;
        log.start();
        for (std::size_t i = 0; i < (which == 0 ? 1U : 4U); ++i) {
            log.helped_session();
        }
        sections.at(which) = section_of(log, false);
    }
    EXPECT_EQ(sections.at(0), sections.at(1));
}

TEST(Assistance, ADetailedReportDrawsHelpFromTheYesToItsEnd) {
    Logbook log(true);
    log.start();
    const std::string id = log.open();
    log.help(RecordKind::observer_announced, id);
    log.help(RecordKind::observer_answered, id, {.detail = "accepted"});
    log.consent(id, {.detail = "agreed"});
    log.help(RecordKind::assistance_ended, id, {.detail = "expired"}, 90);
    log.make.now += 60;
    log.close(id);
    const auto marks = log.report.figures().assistance.marks;
    ASSERT_EQ(marks.size(), 2U);
    EXPECT_EQ(marks.at(0).sign, HelpSign::helped);
    EXPECT_EQ(marks.at(0).to - marks.at(0).from, 90);
    EXPECT_EQ(marks.at(1).sign, HelpSign::observed);
    EXPECT_EQ(marks.at(1).to - marks.at(1).from, 90 + 60 + 1 + 22) << "until the session ended";
    EXPECT_TRUE(has(section_of(log, true), "observer, section chief"));
}

TEST(Assistance, ALogThatNeverEndsItsSessionsDoesNotFillTheMemory) {
    audit::report::Help help;
    Figures figures(std::get<Period>(period_of("2026-11-16", "2026-11-17")), 540);
    RecordMaker make;
    for (int i = 0; i < 5000; ++i) {
        const auto kind = RecordKind::observer_announced;
        help.see(make.make(kind, help_fields(kind, make.identifier())), make.now, figures);
    }
    EXPECT_LE(help.in_progress(), 1024U);
}

}  // namespace
}  // namespace tsuitate::tests
