// Help stands out while which nobody stood by who had been announced and accepted.
#include <gtest/gtest.h>

#include "tests/unit/audit_report/logbook.hpp"

namespace tsuitate::tests {
namespace {

using namespace audit::report;
using policy::RecordKind;

class ObserverNotice : public testing::Test {
  protected:
    ObserverNotice() {
        log.start();
        id = log.open();
    }
    void agree() { log.consent(id, {.detail = "agreed"}); }
    void end_help(const std::string& how = "attempted") {
        log.help(RecordKind::assistance_ended, id, {.detail = how});
    }
    // What became of the notice, for each help that stands out.
    std::vector<std::string> told() const {
        std::vector<std::string> words;
        const Figures figures = log.report.figures();
        for (const Occurrence& one : figures.of(Oddity::help_without_observer).first) {
            words.push_back(one.word);
        }
        return words;
    }
    using Words = std::vector<std::string>;

    Logbook log;
    std::string id;
};

TEST_F(ObserverNotice, HelpWithNobodyAnnouncedStandsOut) {
    agree();
    EXPECT_EQ(told(), Words()) << "it may still be announced";
    end_help();
    EXPECT_EQ(told(), Words{"not-announced"});
    const std::string page = log.page();
    EXPECT_TRUE(has(page, "Help was given without an observer’s notice"));
    EXPECT_LT(page.find("Help was given without an observer’s notice"), page.find("id=\"summary\""));
}

TEST_F(ObserverNotice, AnAcceptedObserverIsNotice) {
    log.observer(id);
    agree();
    end_help();
    EXPECT_EQ(told(), Words());
    EXPECT_FALSE(has(log.page(), "observer’s notice"));
}

TEST_F(ObserverNotice, AnObserverMayComeWhileHelpLasts) {
    agree();
    log.observer(id);
    end_help();
    EXPECT_EQ(told(), Words());
}

TEST_F(ObserverNotice, WhoWasNotAcceptedOrHadLeftIsNone) {
    for (const char* answer : {"declined", "later", "unanswered", "interrupted"}) {
        log.observer(id, answer);
        agree();
        end_help();
    }
    log.observer(id);
    log.help(RecordKind::observer_left, id);
    agree();
    end_help();
    log.help(RecordKind::observer_announced, id);  // and not answered
    agree();
    end_help();
    EXPECT_EQ(told(), (Words{"declined", "later", "unanswered", "interrupted", "left", "unanswered"}));
}

TEST_F(ObserverNotice, EachHelpIsJudgedAnew) {
    log.observer(id);
    agree();
    end_help("withdrawn");
    log.help(RecordKind::observer_left, id);
    agree();
    end_help();
    EXPECT_EQ(told(), Words{"left"});
}

TEST_F(ObserverNotice, HelpThatNeverEndedIsJudgedWhenItsSessionEnds) {
    agree();
    log.close(id);
    EXPECT_EQ(told(), Words{"not-announced"});
}

TEST_F(ObserverNotice, AQuestionWithoutAYesIsNoHelp) {
    log.consent(id, {.detail = "declined"});
    log.close(id);
    EXPECT_EQ(told(), Words());
}

TEST_F(ObserverNotice, IsToldInBothLanguagesAndByDaysUnlessInDetail) {
    for (const auto language : {policy::Language::japanese, policy::Language::english}) {
        for (const bool detailed : {false, true}) {
            Logbook book(detailed, language);
            book.start();
            book.make.now += 17 * 60;
            const std::string session = book.open();
            book.consent(session, {.detail = "agreed"});
            book.help(RecordKind::assistance_ended, session, {.detail = "attempted"});
            book.make.now += 5 * 60;
            book.epoch();
            const std::string page = book.page();
            const bool japanese = language == policy::Language::japanese;
            EXPECT_TRUE(has(page, japanese ? "立会いの告知なしに補助が行われた"
                                           : "Help was given without an observer’s notice"));
            EXPECT_EQ(has(page, japanese ? "告知なし<" : "nobody was announced<"), detailed);
            EXPECT_EQ(has(page, "09:17"), detailed);
        }
    }
}

}  // namespace
}  // namespace tsuitate::tests
