// Sessions beside each other and in great number: what is remembered of the last one, and what is sorted,
// changes nothing.
#include <gtest/gtest.h>

#include <random>

#include "audit/log/session_check.hpp"

namespace tsuitate::tests {
namespace {

using audit::Identifier;
using audit::What;
using policy::RecordKind;

class Sessions {
  public:
    void take(RecordKind kind, const Identifier& session, std::string_view detail = {}) {
        check_.take({.kind = kind,
                     .sequence = ++sequence_,
                     .session = session,
                     .pin_kind = "signature",
                     .detail = detail},
                    findings_);
    }
    void open_and_end(const Identifier& session) {
        take(RecordKind::session_opened, session);
        take(RecordKind::session_ended, session);
    }
    void gap() { check_.gap(); }
    audit::Findings finish() {
        check_.finish(findings_);
        return findings_;
    }

  private:
    audit::SessionCheck check_;
    audit::Findings findings_;
    std::uint64_t sequence_ = 0;
};

constexpr Identifier one = {.high = 1, .low = 2};
constexpr Identifier other = {.high = 1, .low = 3};
constexpr Identifier later = {.high = 5, .low = 2};

using Told = std::vector<std::pair<What, std::uint64_t>>;  // what, and of which record

Told told_by(const audit::Findings& findings) {
    Told told;
    for (const audit::Finding& finding : findings) {
        told.emplace_back(finding.what, finding.first);
    }
    return told;
}

TEST(Sessions, BesideEachOtherAreEachJudgedAlone) {
    Sessions sessions;
    for (const RecordKind kind : {RecordKind::session_opened, RecordKind::entry_started,
                                  RecordKind::last_try_agreed, RecordKind::pin_attempt}) {
        sessions.take(kind, one);
        sessions.take(kind, {.high = 5, .low = 2});
    }
    EXPECT_TRUE(sessions.finish().empty());

    Sessions wrong;
    wrong.take(RecordKind::session_opened, one);
    wrong.take(RecordKind::command_sent, {.high = 5, .low = 2});  // record 2: never opened
    wrong.take(RecordKind::entry_started, one);
    wrong.take(RecordKind::session_opened, {.high = 5, .low = 2});
    wrong.take(RecordKind::last_try_agreed, {.high = 5, .low = 2});  // record 5: the entry is the other's
    const Told expected = {{What::session_not_opened, 2U}, {What::entry_not_started, 5U}};
    EXPECT_EQ(told_by(wrong.finish()), expected);
}

TEST(Sessions, AreForgottenWhenTheyHaveEnded) {
    Sessions ended;
    ended.open_and_end(one);
    ended.take(RecordKind::command_sent, one);
    ASSERT_EQ(ended.finish().size(), 1U);
    EXPECT_EQ(ended.finish()[0].what, What::session_not_opened);

    Sessions interrupted;
    interrupted.take(RecordKind::session_opened, one);
    interrupted.take(RecordKind::service_started, {});
    interrupted.take(RecordKind::command_sent, one);
    const Told expected = {{What::session_interrupted, 1U}, {What::session_not_opened, 3U}};
    EXPECT_EQ(told_by(interrupted.finish()), expected);
}

TEST(Sessions, UnknownBehindAGapStayTheSame) {
    Sessions sessions;
    sessions.gap();
    sessions.take(RecordKind::pin_attempt, one);
    sessions.take(RecordKind::pin_attempt, other);
    sessions.take(RecordKind::pin_attempt, one);  // the second without an entry between
    const Told expected = {{What::attempt_without_entry, 3U}};
    EXPECT_EQ(told_by(sessions.finish()), expected);
}

// What happened to all that were open is held against none that was opened after it.
TEST(Sessions, OpenedBehindAGapAreJudgedAsAlways) {
    Sessions sessions;
    sessions.take(RecordKind::session_opened, one);
    sessions.gap();
    sessions.gap();
    sessions.take(RecordKind::session_opened, later);
    sessions.take(RecordKind::pin_attempt, one);  // what was entered lies in the gap
    sessions.take(RecordKind::pin_attempt, later);
    sessions.gap();
    sessions.take(RecordKind::session_opened, {.high = 7, .low = 7});
    sessions.take(RecordKind::service_started, {});
    const Told expected = {{What::attempt_without_entry, 4U}, {What::session_interrupted, 5U}};
    EXPECT_EQ(told_by(sessions.finish()), expected);
}

TEST(Sessions, OpenedAfterAStartOfTheLedgerAreJudgedAsAlways) {
    Sessions sessions;
    constexpr Identifier never_ended = {.high = 7, .low = 7};
    sessions.take(RecordKind::session_opened, never_ended);
    sessions.take(RecordKind::session_opened, one);
    sessions.take(RecordKind::entry_started, one);
    sessions.take(RecordKind::epoch_started, {}, "start");
    sessions.take(RecordKind::session_opened, later);
    sessions.take(RecordKind::entry_started, later);
    sessions.take(RecordKind::epoch_started, {}, "period");
    sessions.take(RecordKind::session_ended, one);
    sessions.take(RecordKind::session_ended, later);
    sessions.take(RecordKind::session_opened, one);  // goes on where the log ends
    const Told expected = {
        {What::entry_not_ended, 9U}, {What::session_interrupted, 1U}, {What::session_reopened, 10U}};
    EXPECT_EQ(told_by(sessions.finish()), expected);
}

// Whoever makes a log up chooses its identifiers. Were their places foreseen, this would take
// half an hour.
TEST(Sessions, WithIdentifiersChosenAlikeAreFoundAsFast) {
    Sessions sessions;
    constexpr std::uint64_t many = 700'000;
    for (std::uint64_t number = 1; number <= many; ++number) {
        sessions.take(RecordKind::session_opened, {.high = number, .low = number});
    }
    for (std::uint64_t number = 1; number <= many; ++number) {
        sessions.take(RecordKind::session_ended, {.high = number, .low = number});
    }
    EXPECT_TRUE(sessions.finish().empty());
}

// Half of what they have is not what they are.
TEST(Sessions, WithOneHalfInCommonAreNotTheSame) {
    Sessions sessions;
    for (std::uint64_t number = 1; number <= 300; ++number) {
        sessions.open_and_end({.high = 0, .low = number});
        sessions.open_and_end({.high = number, .low = 0});
    }
    EXPECT_EQ(told_by(sessions.finish()), Told());
}

// Each that was opened before is found, whatever else its identifier has in common with others.
TEST(Sessions, OpenedTwiceAreFoundAmongMany) {
    std::mt19937_64 random(3);
    for (const std::uint64_t step : {std::uint64_t{0}, std::uint64_t{1} << 32U, std::uint64_t{1}}) {
        Sessions sessions;
        const auto identifier = [&](std::uint64_t number) {
            return Identifier{.high = step == 0 ? random() : number * step, .low = number};
        };
        std::vector<Identifier> opened;
        for (std::uint64_t number = 1; number <= 5000; ++number) {
            opened.push_back(identifier(number));
            sessions.open_and_end(opened.back());
        }
        for (const std::size_t again : {4999U, 0U, 2500U, 0U}) {
            sessions.open_and_end(opened[again]);
        }
        std::vector<std::pair<std::uint64_t, std::string>> told;
        for (const audit::Finding& finding : sessions.finish()) {
            EXPECT_EQ(finding.what, What::session_reopened);
            told.emplace_back(finding.first, finding.detail);
        }
        std::sort(told.begin(), told.end());
        const std::vector<std::pair<std::uint64_t, std::string>> expected = {{10001, "of record 9999"},
                                                                             {10003, "of record 1"},
                                                                             {10005, "of record 5001"},
                                                                             {10007, "of record 10003"}};
        EXPECT_EQ(told, expected) << step;
    }
}

}  // namespace
}  // namespace tsuitate::tests
