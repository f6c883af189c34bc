// What records may tell of help, observers and receipts, one after the other.
#include <gtest/gtest.h>

#include "audit/log/session_check.hpp"

namespace tsuitate::tests {
namespace {

using audit::What;
using policy::RecordKind;

// A record of one session. What does not belong to its kind is not looked at.
struct Step {
    RecordKind kind{};
    std::string_view detail{};
    std::string_view clerk = "clerk-01";
    std::string_view pin_kind = "signature";
    std::uint64_t later = 1;  // seconds after the one before
    std::string_view role = "supervisor";
};
using Steps = std::vector<Step>;

audit::Findings findings_in(const Steps& steps) {
    audit::SessionCheck check;
    audit::Findings findings;
    std::uint64_t sequence = 0;
    std::uint64_t uptime = 100;
    for (const Step& step : steps) {
        uptime += step.later;
        audit::RecordView record{
            .kind = step.kind, .sequence = ++sequence, .uptime = uptime, .detail = step.detail};
        if (policy::has_field(step.kind, policy::RecordField::session)) {
            record.session = {.high = 1, .low = 2};
        }
        record.pin_kind = step.pin_kind;
        record.clerk = step.clerk;
        record.role = step.role;
        record.seconds = 90;
        if (policy::has_field(step.kind, policy::RecordField::outcome)) {
            record.outcome = step.kind == RecordKind::pin_outcome ? "verified" : "stopped";
        }
        check.take(record, findings);
    }
    check.finish(findings);
    return findings;
}

std::string told(const audit::Findings& findings) {
    std::string text;
    for (const audit::Finding& finding : findings) {
        text += audit::sentence_of(finding, policy::Language::english) + "\n";
    }
    return text;
}

bool has(const audit::Findings& findings, What what) {
    return std::any_of(findings.begin(), findings.end(),
                       [what](const audit::Finding& one) { return one.what == what; });
}

Steps operator+(Steps left, const Steps& right) {
    left.insert(left.end(), right.begin(), right.end());
    return left;
}

const Step requested{RecordKind::assistance_requested};
const Step shown{RecordKind::consent_shown};
const Step agreed{RecordKind::consent_answered, "agreed"};
const Step declined{RecordKind::consent_answered, "declined"};
const Step attempt{RecordKind::pin_attempt};
const Step outcome{RecordKind::pin_outcome};
const Step help_done{RecordKind::assistance_ended, "attempted"};
const Step help_expired{RecordKind::assistance_ended, "expired"};
const Step reviewed{RecordKind::assistance_reviewed, "agreed"};
const Step change{RecordKind::change_answered, "accepted"};
const Step announced{RecordKind::observer_announced};
const Step observed{RecordKind::observer_answered, "accepted"};
const Step left{RecordKind::observer_left};
const Step receipt{RecordKind::receipt_issued};
const Step entry{RecordKind::entry_started};
const Step entry_ended{RecordKind::entry_ended};
const Step closed{RecordKind::session_ended, "closed"};

const Steps begin = {{RecordKind::session_opened}, entry};
const Steps helped = begin + Steps{requested, shown, agreed, attempt, outcome, help_done};
const Steps end = {receipt, closed};

TEST(AssistanceGrammar, takes_every_way_that_help_can_go) {
    const std::vector<Steps> right = {
        helped + Steps{reviewed, change} + end,
        helped + Steps{reviewed} + end,
        begin + Steps{requested, shown, declined, attempt, outcome} + end,
        begin + Steps{{RecordKind::help_asked, "call-clerk"}, requested, shown, declined, entry_ended} + end,
        // Asked again, by the same clerk and by another, after the first help was over.
        begin + Steps{shown, agreed, help_expired, shown, agreed, attempt, outcome, help_done, reviewed} +
            end,
        begin +
            Steps{shown,
                  agreed,
                  {RecordKind::assistance_ended, "clerk-changed"},
                  {RecordKind::consent_shown, {}, "clerk-02"},
                  {RecordKind::consent_answered, "declined", "clerk-02"},
                  entry_ended} +
            Steps{reviewed} + end,
        // The entry ended before the question was on the glass, or while it was.
        begin + Steps{requested, {RecordKind::consent_answered, "interrupted"}, entry_ended, closed},
        begin + Steps{shown, {RecordKind::consent_answered, "stopped"}, entry_ended} + end,
        // And while the help lasted; the attempt was not made after all.
        begin + Steps{shown, agreed, attempt, help_expired, entry_ended, reviewed} + end,
        // Two entries, the second one alone.
        helped + Steps{reviewed, change, entry, attempt, outcome} + end,
        begin + Steps{announced, observed, left, announced, observed, attempt, outcome} + end,
        begin + Steps{announced, left, attempt, outcome, closed},
        begin + Steps{attempt, outcome, closed},
    };
    for (const Steps& steps : right) {
        const auto findings = findings_in(steps);
        EXPECT_TRUE(findings.empty()) << told(findings);
    }
}

TEST(AssistanceGrammar, refuses_every_other_way) {
    const Step other_clerk{RecordKind::consent_answered, "agreed", "clerk-02"};
    const Step other_pin{RecordKind::consent_answered, "agreed", "clerk-01", "other"};
    const Step other_end{RecordKind::assistance_ended, "attempted", "clerk-02"};
    const Step other_role{RecordKind::observer_answered, "accepted", {}, {}, 1, "trainee"};
    const std::vector<std::pair<What, Steps>> wrong = {
        {What::consent_outside_entry, Steps{{RecordKind::session_opened}, shown}},
        {What::consent_outside_entry, Steps{{RecordKind::session_opened}, declined}},
        {What::consent_still_open, begin + Steps{shown, shown}},
        {What::consent_still_open, begin + Steps{shown, agreed, shown}},
        {What::consent_still_open, begin + Steps{shown, agreed, agreed}},
        {What::consent_not_shown, begin + Steps{agreed}},
        {What::consent_not_shown, begin + Steps{shown, declined, agreed}},
        {What::consent_not_shown, begin + Steps{shown, other_clerk}},
        {What::consent_not_shown, begin + Steps{shown, other_pin}},
        {What::consent_not_shown, begin + Steps{shown, declined, entry_ended, entry, agreed}},
        {What::consent_not_answered, begin + Steps{shown, attempt}},
        {What::consent_not_answered, begin + Steps{shown, entry_ended}},
        {What::consent_used_twice, begin + Steps{shown, agreed, attempt, attempt}},
        {What::assistance_not_agreed, begin + Steps{help_done}},
        {What::assistance_not_agreed, begin + Steps{shown, declined, help_done}},
        {What::assistance_not_agreed, begin + Steps{shown, agreed, other_end}},
        {What::assistance_not_agreed, begin + Steps{shown, agreed, help_done, help_done}},
        {What::assistance_not_ended, begin + Steps{shown, agreed, entry_ended}},
        {What::assistance_not_ended, begin + Steps{shown, agreed, attempt, outcome, closed}},
        {What::assistance_not_ended, begin + Steps{shown, agreed, attempt, outcome, entry}},
        {What::review_missing, helped + end},
        {What::review_without_assistance, begin + Steps{reviewed}},
        {What::review_without_assistance, helped + Steps{reviewed, reviewed}},
        {What::review_without_assistance,
         helped + Steps{{RecordKind::assistance_reviewed, "agreed", "clerk-02"}}},
        {What::change_without_assistance, begin + Steps{attempt, outcome, change}},
        {What::change_without_assistance, helped + Steps{change}},
        {What::change_without_assistance, helped + Steps{reviewed, change, change}},
        {What::change_without_assistance, begin + Steps{shown, agreed, help_expired, reviewed, change}},
        {What::change_without_assistance, helped + Steps{reviewed, entry, attempt, outcome, change}},
        {What::observer_not_announced, begin + Steps{observed}},
        {What::observer_not_announced, begin + Steps{announced, other_role}},
        {What::observer_not_announced, begin + Steps{announced, observed, observed}},
        {What::observer_not_announced, begin + Steps{left}},
        {What::receipt_missing, helped + Steps{reviewed, closed}},
        {What::receipt_missing, begin + Steps{announced, observed, attempt, outcome, closed}},
        {What::receipt_repeated, helped + Steps{reviewed, receipt, receipt}},
        {What::session_not_opened, helped + Steps{reviewed, closed, receipt}},
    };
    for (std::size_t i = 0; i < wrong.size(); ++i) {
        const auto& [what, steps] = wrong[i];
        const auto findings = findings_in(steps);
        EXPECT_TRUE(has(findings, what)) << i << ": " << audit::word_of(what) << "\n" << told(findings);
    }
}

TEST(AssistanceGrammar, an_attempt_after_the_agreed_time_is_told) {
    const auto after = [](std::uint64_t seconds) {
        Step late = attempt;
        late.later = seconds;
        return findings_in(begin + Steps{shown, agreed, late, outcome, help_done, reviewed} + end);
    };
    EXPECT_TRUE(after(90).empty()) << told(after(90));
    EXPECT_TRUE(after(93).empty()) << "times are whole seconds, and the record itself takes time";
    EXPECT_TRUE(has(after(94), What::consent_expired));
    EXPECT_TRUE(has(after(3600), What::consent_expired));
}

TEST(AssistanceGrammar, what_a_restart_of_the_ledger_lost_is_held_against_nobody) {
    const Step restarted{RecordKind::epoch_started, "start"};
    const std::vector<Steps> cut = {
        begin + Steps{shown, agreed, restarted, closed},
        begin + Steps{shown, restarted, closed},
        begin + Steps{shown, agreed, restarted, reviewed, receipt, closed},
        helped + Steps{restarted, closed},
    };
    for (const Steps& steps : cut) {
        EXPECT_TRUE(findings_in(steps).empty()) << told(findings_in(steps));
    }
}

TEST(AssistanceGrammar, what_lies_behind_a_gap_is_not_guessed) {
    audit::SessionCheck check;
    audit::Findings findings;
    check.gap();
    for (const RecordKind kind : {RecordKind::assistance_ended, RecordKind::assistance_reviewed,
                                  RecordKind::change_answered, RecordKind::observer_left}) {
        check.take({.kind = kind, .sequence = 9, .session = {.high = 1, .low = 1}}, findings);
    }
    EXPECT_TRUE(findings.empty()) << told(findings);
}

}  // namespace
}  // namespace tsuitate::tests
