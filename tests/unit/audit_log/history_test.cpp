// Rollback, fork, chains of keys, restarts: what the history of a log may be.
#include "tests/unit/audit_log/small_log.hpp"

namespace tsuitate::tests {
namespace {

using audit::What;
using policy::RecordKind;

TEST(History, a_rollback_shows_only_to_who_remembers) {
    const SmallLog log;
    ASSERT_EQ(log.states.size(), 3U);
    for (const fs::path& state : log.states) {
        const audit::Report alone = verify_at(state, {.anchor = log.anchor()});
        EXPECT_FALSE(alone.faulty()) << told(alone);
        const audit::Report report = verify_at(
            state, {.anchor = log.anchor(), .remembered = {{.path = "kept", .bytes = log.checkpoint()}}});
        EXPECT_TRUE(found(report, What::rollback)) << told(report);
    }
    for (const fs::path& state : log.states) {
        const audit::Report report = verify_at(
            log.path(),
            {.anchor = log.anchor(), .remembered = {{.path = "kept", .bytes = read(state / "checkpoint")}}});
        EXPECT_FALSE(report.faulty()) << told(report);
    }
}

TEST(History, newer_checkpoints_left_behind_show_a_rollback) {
    const SmallLog log;
    fs::copy(log.path() / "checkpoints/00000003", log.states[0] / "checkpoints/00000003");
    EXPECT_TRUE(found(verify_at(log.states[0], {.anchor = log.anchor()}), What::rollback));
}

TEST(History, a_fork_is_two_roots_of_one_size) {
    const SmallLog log;
    ScratchDirectory other;
    LogMaker fork(other.path() / "log", small_origin, small_seed);
    while (fork.size() < log.maker.size()) {
        fork.add(RecordKind::log_healed, {{"count", std::uint64_t{1}}});
    }
    fork.publish();
    const audit::Report report = verify_at(
        log.path(), {.anchor = log.anchor(),
                     .remembered = {{.path = "kept", .bytes = read(other.path() / "log/checkpoint")}}});
    EXPECT_TRUE(found(report, What::fork)) << told(report);
}

TEST(History, what_is_remembered_must_be_evidence_itself) {
    const SmallLog log;
    const auto remembering = [&](const std::string& bytes) {
        return verify_at(log.path(),
                         {.anchor = log.anchor(), .remembered = {{.path = "kept", .bytes = bytes}}});
    };
    EXPECT_TRUE(found(remembering("no note\n"), What::remembered_malformed));
    auto note = *audit::note_of(log.checkpoint());
    note.signatures.erase(note.signatures.begin());
    EXPECT_TRUE(found(remembering(note.bytes()), What::remembered_unsigned));
    const audit::Checkpoint foreign{.origin = "counter2.example/log", .size = 1};
    EXPECT_TRUE(found(remembering(signed_note(foreign.text(), 1, epoch_key(1))), What::remembered_malformed));
}

TEST(History, another_log_with_other_keys_is_not_this_one) {
    const SmallLog log;
    ScratchDirectory other;
    LogMaker forged(other.path() / "log", small_origin, small_seed + 1);
    forged.publish();
    const audit::Report report = verify_at(other.path() / "log", {.anchor = log.anchor()});
    EXPECT_TRUE(found(report, What::enrolment_signature_missing)) << told(report);
    EXPECT_TRUE(found(report, What::epoch_key_wrong)) << told(report);
    EXPECT_EQ(report.trust.records, 0U);
    LogMaker named(other.path() / "named", "counter2.example/log", small_seed);
    named.publish();
    EXPECT_TRUE(found(verify_at(other.path() / "named", {.anchor = log.anchor()}), What::origin_differs));
    // Without an anchor it is a log like any other, and the report says that nobody checked whose.
    const audit::Report alone = verify_at(other.path() / "log", {});
    EXPECT_FALSE(alone.faulty()) << told(alone);
    EXPECT_TRUE(found(alone, What::no_anchor));
}

TEST(History, a_witness_that_is_asked_for_must_have_signed) {
    const SmallLog log;
    const audit::SigningKey key = epoch_key(99);
    const audit::VerifierKey witness{
        .name = "witness.example/w", .use = audit::KeyUse::cosignature, .key = key.public_key()};
    const audit::VerifySettings settings{.anchor = log.anchor(), .witnesses = {witness}};
    EXPECT_TRUE(found(verify_at(log.path(), settings), What::witness_missing));
    auto note = *audit::note_of(log.checkpoint());
    note.signatures.push_back(audit::cosign(note.text, witness.name, key, 1'795'000'000));
    write(log.path() / "checkpoint", note.bytes());
    EXPECT_TRUE(verify_at(log.path(), settings).findings.empty());
    note.signatures.back().bytes.back() ^= 1U;
    write(log.path() / "checkpoint", note.bytes());
    EXPECT_TRUE(found(verify_at(log.path(), settings), What::witness_missing));
}

TEST(History, records_that_waited_too_long_for_a_witness_are_told) {
    ScratchDirectory scratch;
    LogMaker maker(scratch.path() / "log", small_origin, small_seed);
    const audit::SigningKey key = epoch_key(99);
    const audit::VerifierKey witness{
        .name = "witness.example/w", .use = audit::KeyUse::cosignature, .key = key.public_key()};
    audit::VerifySettings settings{.anchor = audit::anchor_of(maker.anchor()), .witnesses = {witness}};
    const auto cosigned = [&](std::uint64_t time) {
        auto note = *audit::note_of(read(scratch.path() / "log/checkpoint"));
        note.signatures.push_back(audit::cosign(note.text, witness.name, key, time));
        settings.remembered.push_back({.path = std::to_string(time), .bytes = note.bytes()});
    };
    constexpr std::uint64_t noon = 1'795'000'000;
    maker.publish();
    cosigned(noon);
    cosigned(noon + 9000);  // a quiet morning: nothing was written that could have been signed
    maker.add_session("signature", "verified");
    maker.publish();
    cosigned(noon + 9000 + 3600);
    settings.longest_witness_gap = 3600;
    const audit::Report none = verify_at(scratch.path() / "log", settings);
    EXPECT_FALSE(none.faulty()) << told(none);
    EXPECT_FALSE(found(none, What::witness_missing)) << told(none);
    EXPECT_FALSE(found(none, What::witness_gap)) << told(none);
    const std::uint64_t before = maker.size();
    maker.add_session("signature", "verified");
    maker.publish();
    cosigned(noon + 9000 + 2 * 3600 + 1);
    const audit::Report report = verify_at(scratch.path() / "log", settings);
    EXPECT_FALSE(report.faulty()) << told(report);
    const auto gap =
        std::find_if(report.findings.begin(), report.findings.end(),
                     [](const audit::Finding& finding) { return finding.what == What::witness_gap; });
    ASSERT_NE(gap, report.findings.end()) << told(report);
    EXPECT_EQ(gap->first, before + 1);
    EXPECT_EQ(gap->last, maker.size());
    // A signature that is none closes no gap, and one by somebody else neither.
    std::string& last = settings.remembered.back().bytes;
    last[last.size() - 4] = last[last.size() - 4] == 'A' ? 'B' : 'A';
    EXPECT_FALSE(found(verify_at(scratch.path() / "log", settings), What::witness_gap));
    // Records that no signature reaches, while the log's own clock went on.
    audit::VerifySettings first_only = settings;
    first_only.remembered.resize(1);
    first_only.longest_witness_gap = 1;
    const auto newest = std::get<audit::LogDirectory>(audit::LogDirectory::open(scratch.path() / "log"));
    auto early = *audit::note_of(first_only.remembered[0].bytes);
    early.signatures.back() = audit::cosign(early.text, witness.name, key, 1);
    first_only.remembered[0].bytes = early.bytes();
    EXPECT_TRUE(found(audit::verify(newest, first_only), What::witness_gap));
}

TEST(History, what_a_power_cut_left_unsealed_is_told) {
    ScratchDirectory scratch;
    LogMaker maker(scratch.path() / "log", small_origin, small_seed);
    maker.publish();
    maker.add_session("signature", "verified");
    maker.next_epoch(false, true);
    maker.publish();
    const audit::Report report =
        verify_at(scratch.path() / "log", {.anchor = audit::anchor_of(maker.anchor())});
    EXPECT_FALSE(report.faulty()) << told(report);
    ASSERT_TRUE(found(report, What::records_unsealed)) << told(report);
    EXPECT_EQ(report.findings.front().first, 2U);
    EXPECT_EQ(report.findings.front().last, 6U);
}

TEST(History, an_epoch_that_says_it_ended_in_good_order_and_did_not_is_a_fault) {
    ScratchDirectory scratch;
    LogMaker maker(scratch.path() / "log", small_origin, small_seed);
    maker.publish();
    maker.add_session("signature", "verified");
    maker.next_epoch(false, false);
    maker.publish();
    const audit::Report report =
        verify_at(scratch.path() / "log", {.anchor = audit::anchor_of(maker.anchor())});
    EXPECT_TRUE(found(report, What::checkpoint_incomplete)) << told(report);
}

// Whole epochs without a checkpoint would let the current key stand in for all of them.
TEST(History, an_epoch_that_nobody_sealed_is_a_fault_even_after_a_start) {
    ScratchDirectory scratch;
    LogMaker maker(scratch.path() / "log", small_origin, small_seed);
    maker.add_session("signature", "verified");
    maker.next_epoch(false, true);
    maker.publish();
    const audit::Report report =
        verify_at(scratch.path() / "log", {.anchor = audit::anchor_of(maker.anchor())});
    EXPECT_TRUE(found(report, What::checkpoint_missing)) << told(report);
}

audit::JsonObject epoch_fields(std::uint64_t number, const audit::SigningKey& signer,
                               bool restarted = false) {
    audit::Epoch epoch{.number = number,
                       .key = epoch_key(number).public_key(),
                       .next_key = epoch_key(number + 1).public_key(),
                       .chain_restarted = restarted,
                       .after_start = true};
    epoch.signature = signer.sign(audit::epoch_statement(small_origin, epoch));
    return audit::fields_of(epoch);
}

audit::Report with_epoch_record(RecordKind kind, const audit::JsonObject& fields,
                                std::set<std::uint64_t> accepted = {}) {
    ScratchDirectory scratch;
    LogMaker maker(scratch.path() / "log", small_origin, small_seed);
    maker.publish();
    maker.add(kind, fields);
    maker.publish();
    return verify_at(scratch.path() / "log",
                     {.anchor = audit::anchor_of(maker.anchor()), .accepted_restarts = std::move(accepted)});
}

TEST(History, keys_follow_each_other) {
    EXPECT_TRUE(found(with_epoch_record(RecordKind::epoch_started, epoch_fields(3, epoch_key(3))),
                      What::epoch_number_wrong));
    EXPECT_TRUE(found(with_epoch_record(RecordKind::epoch_started, epoch_fields(1, epoch_key(1))),
                      What::epoch_number_wrong));
    EXPECT_TRUE(found(with_epoch_record(RecordKind::epoch_started, epoch_fields(2, epoch_key(3))),
                      What::epoch_statement_wrong));
    audit::Epoch strange{.number = 2,
                         .key = epoch_key(50).public_key(),
                         .next_key = epoch_key(51).public_key(),
                         .after_start = true};
    strange.signature = epoch_key(50).sign(audit::epoch_statement(small_origin, strange));
    EXPECT_TRUE(found(with_epoch_record(RecordKind::epoch_started, audit::fields_of(strange)),
                      What::epoch_key_wrong));
}

TEST(History, a_restarted_chain_is_a_fault_until_somebody_accepts_it) {
    const auto fields = epoch_fields(2, enrolment_key(), true);
    const audit::Report report = with_epoch_record(RecordKind::chain_restarted, fields);
    EXPECT_TRUE(found(report, What::chain_restarted)) << told(report);
    EXPECT_LT(report.trust.records, report.size);
    const audit::Report accepted = with_epoch_record(RecordKind::chain_restarted, fields, {2});
    ASSERT_TRUE(found(accepted, What::chain_restarted));
    for (const audit::Finding& finding : accepted.findings) {
        EXPECT_NE(finding.what == What::chain_restarted, finding.severity() == audit::Severity::fault);
    }
    EXPECT_TRUE(
        found(with_epoch_record(RecordKind::chain_restarted, epoch_fields(2, epoch_key(2), true), {2}),
              What::epoch_statement_wrong));
}

}  // namespace
}  // namespace tsuitate::tests
