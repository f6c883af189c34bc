// Everything that stands out is noticed, and nothing is where all is well.
#include <gtest/gtest.h>

#include "audit/report/html.hpp"
#include "audit/report/oddity_texts.hpp"
#include "tests/unit/audit_report/logbook.hpp"

namespace tsuitate::tests {
namespace {

using namespace audit::report;
using policy::RecordKind;

TEST(Oddities, AreNoneOnAGoodDay) {
    Logbook log;
    log.start();
    for (int i = 0; i < 20; ++i) {
        log.session();
        log.make.now += 14 * 60;
        log.epoch();
    }
    const std::string id = log.open();
    log.agree(id);
    log.attempt(id, 1);
    log.outcome(id, "verified");
    log.close(id);
    log.add(RecordKind::service_stopped, {{"detail", std::string("asked")}});
    log.make.now += 15 * seconds_an_hour;
    log.make.boot();
    log.start();
    for (std::size_t kind = 0; kind < oddity_kinds; ++kind) {
        EXPECT_EQ(log.count(static_cast<Oddity>(kind)), 0U) << texts::oddities.at(kind).title.english;
    }
    EXPECT_TRUE(has(log.page(), "Nothing in the records stands out"));
}

// What to do to a log so that exactly this stands out.
struct Case {
    Oddity what;
    std::function<void(Logbook&)> happen;
};

std::vector<Case> machine_cases() {
    return {
        {Oddity::records_missing, [](Logbook& log) { log.make.sequence += 3; }},
        {Oddity::time_unreadable,
         [](Logbook& log) {
             log.add(RecordKind::log_read, {{"caller-uid", std::uint64_t{1}},
                                            {"subject", std::string("query")},
                                            {"count", std::uint64_t{1}},
                                            {"time", std::string("2026-11-31T00:00:00Z")}});
         }},
        {Oddity::chain_restarted,
         [](Logbook& log) {
             log.make.epoch += 7;
             audit::Record record = log.make.next_epoch("start");
             record.kind = RecordKind::chain_restarted;
             log.report.add(record);
         }},
        {Oddity::key_out_of_order, [](Logbook& log) { ++log.make.epoch; }},
        {Oddity::ended_without_stop, [](Logbook& log) { log.make.boot(); }},
        {Oddity::reader_hung,
         [](Logbook& log) {
             log.add(RecordKind::service_stopped, {{"detail", std::string("reader-hung")}});
         }},
        {Oddity::restarted,
         [](Logbook& log) {
             log.add(RecordKind::service_stopped, {{"detail", std::string("asked")}});
             log.start();
         }},
        {Oddity::silence, [](Logbook& log) { log.make.now += seconds_an_hour; }},
        {Oddity::clock_jump, [](Logbook& log) { log.make.clock_error = 60; }},
        {Oddity::clock_jump, [](Logbook& log) { log.make.clock_error = -60; }},
    };
}

std::vector<Case> device_cases() {
    return {
        {Oddity::log_healed,
         [](Logbook& log) {
             log.add(RecordKind::log_healed, {{"count", std::uint64_t{9}}});
         }},
        {Oddity::entries_erased,
         [](Logbook& log) {
             log.add(RecordKind::entries_erased, {{"first", std::uint64_t{1}},
                                                  {"last", std::uint64_t{2}},
                                                  {"detail", std::string("rule")},
                                                  {"subject", std::string("officer")}});
         }},
        {Oddity::device_failed,
         [](Logbook& log) {
             log.add(RecordKind::device_changed,
                     {{"subject", std::string("panel")}, {"detail", std::string("failed")}});
         }},
        {Oddity::device_refused,
         [](Logbook& log) {
             log.add(RecordKind::device_changed,
                     {{"subject", std::string("keypad")}, {"detail", std::string("refused")}});
         }},
        {Oddity::version_changed,
         [](Logbook& log) {
             log.add(RecordKind::service_stopped, {{"detail", std::string("asked")}});
             log.make.now += 20 * seconds_an_hour;
             log.make.boot();
             log.start("0.2.0");
         }},
    };
}

std::vector<Case> session_cases() {
    return {
        {Oddity::last_try_unasked,
         [](Logbook& log) {
             const std::string id = log.open();
             log.attempt(id, 1);
             log.outcome(id, "verified");
             log.close(id);
         }},
        {Oddity::command_touches_pin,
         [](Logbook& log) {
             const std::string id = log.open();
             log.add(RecordKind::command_refused, {{"session", id}, {"detail", std::string("touches-pin")}});
             log.close(id);
         }},
        {Oddity::inconclusive, [](Logbook& log) { log.session("inconclusive"); }},
        {Oddity::attempt_unanswered,
         [](Logbook& log) {
             const std::string id = log.open();
             log.attempt(id, 3);
             log.close(id);
         }},
        {Oddity::session_failed, [](Logbook& log) { log.close(log.open(), "failure"); }},
        {Oddity::session_never_ended,
         [](Logbook& log) {
             log.open();
             for (int i = 0; i < 5; ++i) {
                 log.make.now += 14 * 60;
                 log.epoch();
             }
         }},
        {Oddity::session_out_of_order, [](Logbook& log) { log.close(std::string(32, 'a')); }},
        {Oddity::caller_refused,
         [](Logbook& log) {
             log.add(RecordKind::caller_refused, {{"caller-uid", std::uint64_t{1}},
                                                  {"subject", std::string("prove")},
                                                  {"count", std::uint64_t{1}}});
         }},
        {Oddity::log_read,
         [](Logbook& log) {
             log.add(RecordKind::log_read, {{"caller-uid", std::uint64_t{1}},
                                            {"subject", std::string("query")},
                                            {"count", std::uint64_t{1}}});
         }},
        {Oddity::report_permitted,
         [](Logbook& log) {
             log.add(RecordKind::report_permitted, {{"caller-uid", std::uint64_t{1}},
                                                    {"first-day", std::string("2026-11-01")},
                                                    {"last-day", std::string("2026-11-15")}});
         }},
    };
}

// In a session of its own.
Case help_case(Oddity what, const std::function<void(Logbook&, const std::string&)>& happen) {
    return {what, [happen](Logbook& log) {
                const std::string id = log.open();
                happen(log, id);
                log.close(id);
            }};
}

std::vector<Case> help_cases() {
    return {
        {Oddity::consent_denied, [](Logbook& log) { log.helped_session("not-asked"); }},
        {Oddity::consent_denied, [](Logbook& log) { log.helped_session("not-agreed"); }},
        {Oddity::review_unanswered, [](Logbook& log) { log.helped_session("unanswered"); }},
        help_case(Oddity::consent_doubtful,
                  [](Logbook& log, const std::string& id) {
                      log.observer(id);
                      log.consent(id, {.detail = "agreed", .manner = "hurried"});
                  }),
        help_case(Oddity::consent_doubtful,
                  [](Logbook& log, const std::string& id) {
                      log.observer(id);
                      log.consent(id, {.detail = "agreed", .manner = "other-hand"});
                  }),
        help_case(Oddity::help_pressed,
                  [](Logbook& log, const std::string& id) {
                      for (int i = 0; i < 3; ++i) {
                          log.consent(id, {.detail = "declined"});
                      }
                  }),
        help_case(Oddity::call_unanswered,
                  [](Logbook& log, const std::string& id) {
                      log.help(RecordKind::help_asked, id, {.detail = "call-clerk"});
                      log.help(RecordKind::help_asked, id, {.detail = "larger-keys"});
                  }),
        help_case(Oddity::observer_declined,
                  [](Logbook& log, const std::string& id) {
                      log.help(RecordKind::observer_announced, id);
                      log.help(RecordKind::observer_answered, id, {.detail = "declined"});
                  }),
        help_case(Oddity::help_expired,
                  [](Logbook& log, const std::string& id) {
                      log.observer(id);
                      log.consent(id, {.detail = "agreed"});
                      log.help(RecordKind::assistance_ended, id, {.detail = "expired"});
                  }),
        help_case(Oddity::help_withdrawn,
                  [](Logbook& log, const std::string& id) {
                      log.observer(id);
                      log.consent(id, {.detail = "agreed"});
                      log.help(RecordKind::assistance_ended, id, {.detail = "withdrawn"});
                  }),
    };
}

TEST(Oddities, HelpThatWentAsItShouldDoesNotStandOut) {
    Logbook log;
    log.start();
    log.helped_session();
    const std::string id = log.open();
    log.help(RecordKind::help_asked, id, {.detail = "call-clerk"});
    log.consent(id, {.detail = "declined", .manner = "hurried"});
    log.help(RecordKind::observer_announced, id);
    log.help(RecordKind::observer_answered, id, {.detail = "accepted"});
    log.close(id);
    for (std::size_t kind = 0; kind < oddity_kinds; ++kind) {
        EXPECT_EQ(log.count(static_cast<Oddity>(kind)), 0U) << texts::oddities.at(kind).title.english;
    }
}

TEST(Oddities, AreNoticedEachAndShownFirst) {
    std::vector<Case> cases = machine_cases();
    for (const auto& more : {device_cases(), session_cases(), help_cases()}) {
        cases.insert(cases.end(), more.begin(), more.end());
    }
    for (const Case& one : cases) {
        for (const bool detailed : {false, true}) {
            Logbook log(detailed);
            log.start();
            log.session();
            one.happen(log);
            log.epoch();
            const std::string page = log.page();
            const std::string_view title = texts::of(one.what).title.english;
            for (std::size_t kind = 0; kind < oddity_kinds; ++kind) {
                EXPECT_EQ(log.count(static_cast<Oddity>(kind)),
                          static_cast<Oddity>(kind) == one.what ? 1U : 0U)
                    << title << ": " << texts::oddities.at(kind).title.english;
            }
            const std::size_t place = page.find("<strong>" + escaped(title).markup);
            EXPECT_LT(place, page.find("id=\"summary\"")) << title;
            EXPECT_EQ(has(page, "Faults: 1"), is_fault(one.what)) << title;
            // And beside the drawing of its day.
            const std::string_view short_title = texts::of(one.what).short_title.english;
            EXPECT_TRUE(has(page.substr(page.find("id=\"course\"")), escaped(short_title).markup)) << title;
        }
    }
}

TEST(Oddities, AnErasedRangeIsNoHole) {
    Logbook log;
    log.make.sequence = 9;
    log.start();
    log.make.sequence += 40;
    log.epoch();
    log.add(RecordKind::entries_erased, {{"first", std::uint64_t{16}},
                                         {"last", std::uint64_t{55}},
                                         {"detail", std::string("rule")},
                                         {"subject", std::string("officer")}});
    EXPECT_EQ(log.count(Oddity::records_missing), 0U);
}

TEST(Oddities, APowerCutDuringACheckLeavesItsResultUnknown) {
    Logbook log;
    log.start();
    log.attempt(log.open(), 3);
    log.make.boot();
    log.start();
    EXPECT_EQ(log.count(Oddity::ended_without_stop), 1U);
    EXPECT_EQ(log.count(Oddity::session_never_ended), 1U);
    EXPECT_EQ(log.count(Oddity::attempt_unanswered), 1U);
}

TEST(Oddities, OneAgreementCoversOneAttempt) {
    Logbook log;
    log.start();
    const std::string id = log.open();
    log.agree(id);
    log.attempt(id, 1);
    log.outcome(id, "wrong");
    log.attempt(id, 1);
    log.outcome(id, "locked");
    log.close(id);
    EXPECT_EQ(log.count(Oddity::last_try_unasked), 1U);
}

TEST(Oddities, WhatTheVerifierFoundComesFirstOfAll) {
    Logbook log;
    log.start();
    const std::string page = log.report.html(
        {.counter = "",
         .origin = "o",
         .size = 1,
         .root = "r",
         .witnesses = {},
         .verified = true,
         .made_at = 0,
         .findings = {{Severity::notice, "a small thing"}, {Severity::fault, "a grave thing"}}});
    EXPECT_TRUE(has(page, "Faults: 1"));
    EXPECT_TRUE(has(page, "Notices: 1"));
    EXPECT_LT(page.find("a grave thing"), page.find("a small thing"));
    EXPECT_LT(page.find("a small thing"), page.find("From the records"));
}

TEST(Oddities, ALogThatNobodyVerifiedIsNotCalledGood) {
    const Logbook log;
    const std::string page = log.report.html({.counter = "",
                                              .origin = "o",
                                              .size = 1,
                                              .root = "r",
                                              .witnesses = {},
                                              .verified = false,
                                              .made_at = 0,
                                              .findings = {}});
    EXPECT_TRUE(has(page, "This log was not verified"));
    EXPECT_FALSE(has(page, "Nothing wrong was found"));
}

}  // namespace
}  // namespace tsuitate::tests
