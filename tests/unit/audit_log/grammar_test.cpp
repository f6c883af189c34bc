// What records may tell one after the other: sessions, clocks, forms, numbers.
#include "tests/unit/audit_log/small_log.hpp"

namespace tsuitate::tests {
namespace {

using audit::What;
using policy::RecordKind;

const std::string one(32, '1');

// A log that its maker fills, published and verified.
struct Filled {
    explicit Filled(const std::function<void(LogMaker&)>& fill)
        : maker(scratch.path() / "log", small_origin, 7) {
        maker.publish();
        fill(maker);
        maker.publish();
        report = verify_at(scratch.path() / "log", {.anchor = audit::anchor_of(maker.anchor())});
    }
    ScratchDirectory scratch;
    LogMaker maker;
    audit::Report report;
};

// A step of a session: its event, and an outcome where it has one.
struct Step {
    RecordKind kind;
    std::string outcome;
    std::string pin_kind = "signature";
};

void add(LogMaker& maker, const Step& step) {
    audit::JsonObject fields = {{"session", one}};
    if (policy::has_field(step.kind, policy::RecordField::pin_kind)) {
        fields.emplace("pin-kind", step.pin_kind);
    }
    if (policy::has_field(step.kind, policy::RecordField::tries_left)) {
        fields.emplace("tries-left", std::uint64_t{3});
    }
    if (policy::has_field(step.kind, policy::RecordField::outcome)) {
        fields.emplace("outcome", step.outcome);
    }
    if (step.kind == RecordKind::session_opened) {
        fields.emplace("procedure", std::string());
        fields.emplace("caller-uid", std::uint64_t{0});
    }
    if (step.kind == RecordKind::session_ended) {
        fields.emplace("detail", std::string("closed"));
    }
    if (step.kind == RecordKind::command_sent) {
        fields.emplace("detail", std::string("compute-signature"));
    }
    maker.add(step.kind, fields);
}

audit::Report of_steps(const std::vector<Step>& steps) {
    return Filled([&](LogMaker& maker) {
               for (const Step& step : steps) {
                   add(maker, step);
               }
           })
        .report;
}

constexpr auto opened = RecordKind::session_opened;
constexpr auto started = RecordKind::entry_started;
constexpr auto agreed = RecordKind::last_try_agreed;
constexpr auto attempt = RecordKind::pin_attempt;
constexpr auto outcome = RecordKind::pin_outcome;
constexpr auto ended = RecordKind::entry_ended;
constexpr auto sent = RecordKind::command_sent;
constexpr auto closed = RecordKind::session_ended;

TEST(Grammar, takes_every_way_that_a_session_can_go) {
    const std::vector<std::vector<Step>> right = {
        {{opened, {}}, {closed, {}}},
        {{opened, {}}, {started, {}}, {attempt, {}}, {outcome, "verified"}, {sent, {}}, {closed, {}}},
        {{opened, {}}, {started, {}}, {agreed, {}}, {attempt, {}}, {outcome, "locked"}, {closed, {}}},
        {{opened, {}}, {started, {}}, {ended, "stopped"}, {started, {}}, {ended, "timed-out"}, {closed, {}}},
        // The caller left while the attempt was being written.
        {{opened, {}}, {started, {}}, {attempt, {}}, {ended, "withdrawn"}, {closed, {}}},
        {{opened, {}}, {started, {}}, {attempt, {}}, {outcome, "card-removed"}, {closed, {}}},
        // Still open.
        {{opened, {}}, {started, {}}, {attempt, {}}},
    };
    for (const auto& steps : right) {
        const audit::Report report = of_steps(steps);
        EXPECT_TRUE(report.findings.empty()) << told(report);
    }
}

TEST(Grammar, refuses_every_other_way) {
    const std::vector<std::pair<What, std::vector<Step>>> wrong = {
        {What::session_not_opened, {{started, {}}}},
        {What::session_not_opened, {{opened, {}}, {closed, {}}, {sent, {}}}},
        {What::session_reopened, {{opened, {}}, {closed, {}}, {opened, {}}, {closed, {}}}},
        {What::session_reopened, {{opened, {}}, {opened, {}}, {closed, {}}}},
        {What::attempt_without_entry, {{opened, {}}, {attempt, {}}}},
        {What::attempt_without_entry, {{opened, {}}, {started, {}}, {attempt, {}}, {attempt, {}}}},
        {What::outcome_without_attempt, {{opened, {}}, {started, {}}, {outcome, "verified"}}},
        {What::outcome_without_attempt, {{opened, {}}, {outcome, "verified"}}},
        {What::entry_not_started, {{opened, {}}, {ended, "stopped"}}},
        {What::entry_not_started, {{opened, {}}, {agreed, {}}}},
        {What::entry_not_ended, {{opened, {}}, {started, {}}, {started, {}}}},
        {What::entry_not_ended, {{opened, {}}, {started, {}}, {closed, {}}}},
        {What::entry_not_ended, {{opened, {}}, {started, {}}, {attempt, {}}, {closed, {}}}},
        {What::outcome_impossible, {{opened, {}}, {started, {}}, {ended, "verified"}}},
        {What::outcome_impossible, {{opened, {}}, {started, {}}, {attempt, {}}, {outcome, "stopped"}}},
        {What::pin_kind_differs, {{opened, {}}, {started, {}}, {attempt, {}, "other"}}},
        {What::pin_kind_differs, {{opened, {}}, {started, {}}, {attempt, {}}, {outcome, "wrong", "other"}}},
    };
    for (const auto& [what, steps] : wrong) {
        const audit::Report report = of_steps(steps);
        EXPECT_TRUE(found(report, what)) << audit::word_of(what) << "\n" << told(report);
        EXPECT_TRUE(report.faulty());
    }
}

TEST(Grammar, a_session_that_a_restart_cut_off_is_told) {
    const auto started_service = [](LogMaker& maker) {
        maker.add(RecordKind::service_started, {{"detail", std::string("0.1.0")}});
    };
    const Filled filled([&](LogMaker& maker) {
        add(maker, {opened, {}});
        add(maker, {started, {}});
        maker.next_epoch(true, true);
        started_service(maker);
    });
    EXPECT_FALSE(filled.report.faulty()) << told(filled.report);
    EXPECT_TRUE(found(filled.report, What::session_interrupted));
    // The ledger alone was started anew: the vault ended the entry without a record, and the session with
    // one.
    const Filled ledger([&](LogMaker& maker) {
        add(maker, {opened, {}});
        add(maker, {started, {}});
        maker.next_epoch(true, true);
        add(maker, {closed, {}});
    });
    EXPECT_TRUE(ledger.report.findings.empty()) << told(ledger.report);
}

TEST(Grammar, clocks_run_forwards_within_a_boot) {
    const auto with = [](const std::function<void(LogMaker&)>& between) {
        return Filled([&](LogMaker& maker) {
                   maker.add_session("signature", "verified");
                   between(maker);
                   maker.add_session("signature", "verified");
               })
            .report;
    };
    EXPECT_TRUE(found(with([](LogMaker& maker) { maker.uptime -= 3; }), What::uptime_backwards));
    const audit::Report jumped = with([](LogMaker& maker) { maker.now -= 3600; });
    EXPECT_TRUE(found(jumped, What::clock_jumped));
    EXPECT_FALSE(jumped.faulty());
    const audit::Report later = with([](LogMaker& maker) {
        maker.uptime += 5000;
        maker.now += 5000;
    });
    EXPECT_TRUE(later.findings.empty()) << told(later);
    const audit::Report booted = with([](LogMaker& maker) {
        maker.boot = std::string(32, 'b');
        maker.uptime = 5;
        maker.now += 86'400;
    });
    EXPECT_TRUE(booted.findings.empty()) << told(booted);
    const audit::Report returned = with([](LogMaker& maker) {
        const std::string before = maker.boot;
        maker.boot = std::string(32, 'b');
        maker.add_session("signature", "verified");
        maker.boot = before;
    });
    EXPECT_TRUE(found(returned, What::boot_returned)) << told(returned);
}

TEST(Grammar, what_does_not_fit_the_schema_is_not_believed) {
    for (const std::string bytes : {"", "{}", "1234", R"({"event":"pin-attempt","pin":"1234"})"}) {
        const Filled filled([&](LogMaker& maker) { maker.add_bytes(bytes); });
        EXPECT_TRUE(found(filled.report, What::record_malformed)) << told(filled.report);
    }
    const Filled repeated([](LogMaker& maker) {
        maker.add(RecordKind::log_healed, {{"count", std::uint64_t{1}}, {"sequence", std::uint64_t{1}}});
    });
    EXPECT_TRUE(found(repeated.report, What::sequence_wrong)) << told(repeated.report);
    const SmallLog log;
    auto records = records_of(log.path(), log.maker.size());
    records.erase(records.begin());
    const auto checkpoint = put_records(log.path(), records);
    write(log.path() / "checkpoint", signed_note(checkpoint.text(), 3, epoch_key(3)));
    EXPECT_TRUE(found(verify_at(log.path(), {.anchor = log.anchor()}), What::epoch_missing));
}

}  // namespace
}  // namespace tsuitate::tests
