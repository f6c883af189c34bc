// Proofs of single records, anchors, and looking records up.
#include "tests/unit/audit_log/small_log.hpp"

#include "audit/log/proof_check.hpp"
#include "audit/log/query.hpp"
#include "audit/log/story.hpp"

namespace tsuitate::tests {
namespace {

using audit::ProofFault;

std::string proof_of(const SmallLog& log, std::uint64_t sequence) {
    const auto directory = audit::LogDirectory::open(log.path().string());
    auto tree = audit::TreeReader::open(std::get<audit::LogDirectory>(directory));
    return std::get<audit::TlogProof>(std::get<audit::TreeReader>(tree).prove(sequence)).text();
}

TEST(ProofOfARecord, holds_for_every_record) {
    const SmallLog log;
    const auto records = records_of(log.path(), log.maker.size());
    for (std::uint64_t sequence = 1; sequence <= log.maker.size(); ++sequence) {
        const auto verdict = audit::check_proof(proof_of(log, sequence), log.anchor(), {});
        EXPECT_FALSE(verdict.fault.has_value()) << sequence;
        EXPECT_EQ(verdict.record, records[sequence - 1]);
        EXPECT_EQ(verdict.checkpoint.size, log.maker.size());
    }
}

TEST(ProofOfARecord, breaks_with_every_byte) {
    const SmallLog log;
    const std::string proof = proof_of(log, 17);
    // The anchor knows the key of epoch 1 alone: what the line of epoch 3 signs, only the whole log shows.
    const std::size_t epoch_line = proof.rfind("\xe2\x80\x94 " + small_origin + "/epoch/3");
    ASSERT_NE(epoch_line, std::string::npos);
    for (std::size_t i = 0; i < epoch_line; ++i) {
        std::string changed = proof;
        changed[i] = static_cast<char>(changed[i] ^ 1);
        EXPECT_TRUE(audit::check_proof(changed, log.anchor(), {}).fault.has_value()) << i;
    }
    for (std::size_t i = 0; i < proof.size(); ++i) {
        EXPECT_TRUE(audit::check_proof(proof.substr(0, i), log.anchor(), {}).fault.has_value()) << i;
    }
}

TEST(ProofOfARecord, fails_for_the_reason_named) {
    const SmallLog log;
    const auto check = [&](const std::function<void(audit::TlogProof&)>& change) {
        auto proof = *audit::tlog_proof_of(proof_of(log, 17));
        change(proof);
        return audit::check_proof(proof.text(), log.anchor(), {}).fault;
    };
    const std::string whole = proof_of(log, 17);
    EXPECT_EQ(audit::check_proof(whole.substr(0, whole.find("\n\n") + 2), log.anchor(), {}).fault,
              ProofFault::malformed);  // without a checkpoint
    EXPECT_EQ(check([](auto& proof) { proof.extra.clear(); }), ProofFault::no_record);
    EXPECT_EQ(check([](auto& proof) { proof.extra[20] = 'x'; }), ProofFault::not_included);
    EXPECT_EQ(check([](auto& proof) { proof.index = 15; }), ProofFault::not_included);
    EXPECT_EQ(check([](auto& proof) { proof.hashes.pop_back(); }), ProofFault::not_included);
    EXPECT_EQ(check([](auto& proof) { proof.checkpoint.text = "no\ncheckpoint\n"; }),
              ProofFault::checkpoint_malformed);
    EXPECT_EQ(
        check([](auto& proof) { proof.checkpoint.signatures.erase(proof.checkpoint.signatures.begin()); }),
        ProofFault::enrolment_signature);
    EXPECT_EQ(check([](auto& proof) { proof.checkpoint.signatures.pop_back(); }),
              ProofFault::epoch_signature);
    EXPECT_EQ(check([](auto& proof) {
                  proof.checkpoint.text.replace(0, small_origin.size(), "counter2.example/log");
              }),
              ProofFault::other_log);
    const audit::VerifierKey witness{
        .name = "witness.example/w", .use = audit::KeyUse::cosignature, .key = epoch_key(99).public_key()};
    EXPECT_EQ(audit::check_proof(whole, log.anchor(), {witness}).fault, ProofFault::witness);
}

// Who has the enrolment key and that of epoch 3 today makes a receipt in the name of epoch 2.
std::string forged_receipt(const SmallLog& log, const audit::SigningKey& with) {
    auto records = records_of(log.path(), log.maker.size());
    const auto second =
        *audit::checkpoint_of(audit::note_of(read(log.path() / "checkpoints/00000002"))->text);
    records.resize(second.size);
    const std::size_t at = records[10].find("wrong");
    records[10].replace(at, 5, "locked");
    ScratchDirectory scratch;
    const std::string text = put_records(scratch.path(), records).text();
    write(scratch.path() / "checkpoint", signed_note(text, 2, with));
    const auto directory = audit::LogDirectory::open(scratch.path().string());
    auto tree = audit::TreeReader::open(std::get<audit::LogDirectory>(directory));
    return std::get<audit::TlogProof>(std::get<audit::TreeReader>(tree).prove(11)).text();
}

TEST(ProofOfARecord, forged_for_an_earlier_epoch_is_found_out_with_the_log_and_its_worth_told_without) {
    const SmallLog log;
    const auto directory = audit::LogDirectory::open(log.path().string());
    auto chain = std::get<audit::EpochChain>(
        audit::EpochChain::read(std::get<audit::LogDirectory>(directory), log.anchor()));
    const std::string forged = forged_receipt(log, epoch_key(3));
    const auto alone = audit::check_proof(forged, log.anchor(), {});
    EXPECT_FALSE(alone.fault.has_value());
    EXPECT_FALSE(alone.of_its_epoch) << "only the enrolment key vouches for it";
    EXPECT_EQ(audit::check_proof(forged, log.anchor(), {}, &chain).fault, ProofFault::other_history);
    const std::string right = proof_of(log, 11);
    EXPECT_FALSE(audit::check_proof(right, log.anchor(), {}).of_its_epoch);
    const auto verdict = audit::check_proof(right, log.anchor(), {}, &chain);
    EXPECT_FALSE(verdict.fault.has_value());
    EXPECT_TRUE(verdict.of_its_epoch);
}

TEST(ProofOfARecord, must_be_signed_by_the_key_of_its_own_epoch) {
    const SmallLog log;
    const auto directory = audit::LogDirectory::open(log.path().string());
    auto chain = std::get<audit::EpochChain>(
        audit::EpochChain::read(std::get<audit::LogDirectory>(directory), log.anchor()));
    auto proof = *audit::tlog_proof_of(proof_of(log, 17));
    for (const std::uint64_t epoch : {2U, 4U}) {
        proof.checkpoint = *audit::note_of(signed_note(proof.checkpoint.text, epoch, epoch_key(epoch)));
        EXPECT_FALSE(audit::check_proof(proof.text(), log.anchor(), {}).fault.has_value());
        EXPECT_EQ(audit::check_proof(proof.text(), log.anchor(), {}, &chain).fault,
                  ProofFault::epoch_signature);
    }
    proof.checkpoint = *audit::note_of(signed_note(proof.checkpoint.text, 3, epoch_key(3)));
    EXPECT_TRUE(audit::check_proof(proof.text(), log.anchor(), {}, &chain).of_its_epoch);
    proof.checkpoint = *audit::note_of(signed_note(proof.checkpoint.text, 1, epoch_key(1)));
    EXPECT_EQ(audit::check_proof(proof.text(), log.anchor(), {}, &chain).fault, ProofFault::epoch_signature);
}

TEST(ProofOfARecord, can_be_had_under_a_checkpoint_that_a_witness_cosigned) {
    const SmallLog log;
    const audit::VerifierKey witness{
        .name = "witness.example/w", .use = audit::KeyUse::cosignature, .key = epoch_key(99).public_key()};
    const auto directory = audit::LogDirectory::open(log.path().string());
    const auto& opened = std::get<audit::LogDirectory>(directory);
    auto tree = std::get<audit::TreeReader>(audit::TreeReader::open(opened));
    auto chain = std::get<audit::EpochChain>(audit::EpochChain::read(opened, log.anchor()));
    for (const fs::path& state : log.states) {
        auto note = *audit::note_of(read(state / "checkpoint"));
        note.signatures.push_back(audit::cosign(note.text, witness.name, epoch_key(99), 1'795'000'000));
        const auto checkpoint = *audit::checkpoint_of(note.text);
        for (std::uint64_t sequence = 1; sequence <= checkpoint.size; ++sequence) {
            const auto proof = tree.prove_under(sequence, note, checkpoint);
            ASSERT_TRUE(std::holds_alternative<audit::TlogProof>(proof)) << std::get<std::string>(proof);
            const auto verdict =
                audit::check_proof(std::get<audit::TlogProof>(proof).text(), log.anchor(), {witness}, &chain);
            EXPECT_FALSE(verdict.fault.has_value()) << sequence;
            EXPECT_TRUE(verdict.of_its_epoch);
        }
        EXPECT_TRUE(
            std::holds_alternative<std::string>(tree.prove_under(checkpoint.size + 1, note, checkpoint)));
        auto longer = checkpoint;
        longer.size = log.maker.size() + 1;
        EXPECT_TRUE(std::holds_alternative<std::string>(tree.prove_under(1, note, longer)));
        auto other = checkpoint;
        other.root[0] ^= 1U;
        EXPECT_TRUE(std::holds_alternative<std::string>(tree.prove_under(1, note, other)));
    }
}

TEST(ProofOfARecord, cannot_be_had_for_a_record_that_was_changed) {
    const SmallLog log;
    const fs::path file = log.path() / audit::entries_tile_path(0, log.maker.size());
    std::string bytes = read(file);
    bytes[40] = static_cast<char>(bytes[40] ^ 1);
    write(file, bytes);
    const auto directory = audit::LogDirectory::open(log.path().string());
    auto tree = audit::TreeReader::open(std::get<audit::LogDirectory>(directory));
    EXPECT_TRUE(std::holds_alternative<std::string>(std::get<audit::TreeReader>(tree).prove(1)));
    EXPECT_TRUE(std::holds_alternative<audit::TlogProof>(std::get<audit::TreeReader>(tree).prove(2)));
    EXPECT_TRUE(std::holds_alternative<std::string>(std::get<audit::TreeReader>(tree).prove(0)));
    EXPECT_TRUE(
        std::holds_alternative<std::string>(std::get<audit::TreeReader>(tree).prove(log.maker.size() + 1)));
}

TEST(Anchor, is_its_text_and_nothing_else) {
    const SmallLog log;
    const std::string text = log.maker.anchor();
    ASSERT_TRUE(audit::anchor_of(text).has_value());
    EXPECT_EQ(audit::anchor_of(text)->text(), text);
    for (std::size_t i = 0; i < text.size(); ++i) {
        std::string changed = text;
        changed[i] = static_cast<char>(changed[i] ^ 1);
        EXPECT_FALSE(audit::anchor_of(changed).has_value()) << i;
        EXPECT_FALSE(audit::anchor_of(text.substr(0, i)).has_value()) << i;
    }
    EXPECT_FALSE(audit::anchor_of(text + "\n").has_value());
}

TEST(Anchor, has_a_fingerprint_that_can_be_read_out) {
    // The example of the proquint paper: 127.0.0.1.
    EXPECT_EQ(audit::proquint(0x7f00), "lusab");
    EXPECT_EQ(audit::proquint(0x0001), "babad");
    const std::string fingerprint = SmallLog().anchor().fingerprint();
    EXPECT_EQ(fingerprint.size(), 8U * 5 + 7);
}

std::vector<std::uint64_t> hits(const SmallLog& log, const audit::Query& query, bool verified = true) {
    const auto directory = audit::LogDirectory::open(log.path().string());
    const auto& opened = std::get<audit::LogDirectory>(directory);
    auto tree = audit::TreeReader::open(opened);
    std::vector<std::uint64_t> sequences;
    audit::scan(opened, std::get<audit::TreeReader>(tree), query, [&](const audit::Hit& hit) {
        EXPECT_EQ(hit.verified, verified);
        sequences.push_back(hit.sequence);
        return true;
    });
    return sequences;
}

TEST(Query, finds_what_was_asked_for) {
    const SmallLog log;
    EXPECT_EQ(hits(log, {}).size(), log.maker.size());
    EXPECT_EQ(hits(log, {.outcome = "wrong"}), (std::vector<std::uint64_t>{11}));
    EXPECT_EQ(hits(log, {.events = {policy::RecordKind::epoch_started}}).size(), 3U);
    EXPECT_EQ(hits(log, {.subject = "reader"}).size(), 1U);
    EXPECT_EQ(hits(log, {.caller = 1000}).size(), 7U);
    EXPECT_TRUE(hits(log, {.caller = 100}).empty()) << "another number, not the beginning of it";
    EXPECT_EQ(hits(log, {.pin_kind = "user-authentication"}).size(), 9U);
    EXPECT_TRUE(hits(log, {.session = "ffffffffffffffffffffffffffffffff"}).empty());
    const std::int64_t begin = audit::time_of("2026-11-18T11:06:40Z").value();
    EXPECT_EQ(hits(log, {.from = begin + 1, .to = begin + 3}), (std::vector<std::uint64_t>{2, 3}));
    EXPECT_FALSE(audit::time_of("2026-02-30").has_value());
    EXPECT_FALSE(audit::time_of("yesterday").has_value());
}

TEST(Query, says_of_records_that_they_are_not_the_signed_ones) {
    const SmallLog log;
    auto note = *audit::note_of(log.checkpoint());
    auto checkpoint = *audit::checkpoint_of(note.text);
    checkpoint.root[0] ^= 1U;
    note.text = checkpoint.text();
    write(log.path() / "checkpoint", note.bytes());
    EXPECT_EQ(hits(log, {}, false).size(), log.maker.size());
}

TEST(Story, tells_a_session_in_both_languages) {
    const SmallLog log;
    std::vector<audit::Event> events;
    std::string session;
    for (const std::string& bytes : records_of(log.path(), log.maker.size())) {
        auto record = std::get<audit::Record>(audit::record_of(bytes));
        if (record.kind == policy::RecordKind::session_opened && events.empty()) {
            session = record.text("session");
        }
        if (!session.empty() && record.has("session") && record.text("session") == session) {
            events.push_back({.record = std::move(record), .verified = true});
        }
    }
    ASSERT_EQ(events.size(), 5U);
    for (const auto language : {policy::Language::japanese, policy::Language::english}) {
        const std::string story = audit::story_of(session, events, language);
        EXPECT_EQ(story.find('{'), std::string::npos) << story;
        EXPECT_EQ(story.find('!'), std::string::npos) << story;
        EXPECT_NE(story.find("20:06:42"), std::string::npos) << story;  // 11:06:42 UTC
    }
    events[2].verified = false;
    EXPECT_NE(audit::story_of(session, events, policy::Language::english).find("\n! "), std::string::npos);
}

TEST(Finding, reads_as_a_sentence_in_both_languages) {
    for (std::size_t i = 0; i <= static_cast<std::size_t>(audit::What::more_findings); ++i) {
        const audit::Finding finding{.what = static_cast<audit::What>(i),
                                     .first = 3,
                                     .last = 9,
                                     .path = "tile/0/000",
                                     .byte = 96,
                                     .key = "a-key",
                                     .detail = "a-detail"};
        for (const auto language : {policy::Language::japanese, policy::Language::english}) {
            EXPECT_EQ(audit::sentence_of(finding, language).find('{'), std::string::npos);
            EXPECT_NE(audit::sentence_of(finding, language).find("96"), std::string::npos);
        }
        EXPECT_FALSE(audit::word_of(finding.what).empty());
    }
}

// With the usual origin, ten years of epochs, and the longest way through the tree.
TEST(ProofOfARecord, of_a_receipt_is_small_in_a_log_of_ten_million) {
    constexpr std::uint64_t size = 10'000'000;
    constexpr std::uint64_t epoch = 350'640;
    const std::string origin = "tsuitate/0123456789abcdef";
    const auto nothing = [](const audit::Node&) { return std::optional(audit::Hash{}); };
    audit::TlogProof proof;
    for (std::uint64_t index = 0; index < size; index += 99'991) {
        const auto hashes = audit::inclusion_proof(index, size, nothing);
        if (hashes->size() > proof.hashes.size()) {
            proof.hashes = *hashes;
            proof.index = index;
        }
    }
    EXPECT_EQ(proof.hashes.size(), 24U) << "as deep as such a tree is";
    const audit::Checkpoint checkpoint{.origin = origin, .size = size, .root = {}};
    proof.checkpoint = {.text = checkpoint.text(),
                        .signatures = {audit::sign_note(checkpoint.text(), origin, epoch_key(1)),
                                       audit::sign_note(checkpoint.text(),
                                                        audit::epoch_key_name(origin, epoch), epoch_key(2))}};
    EXPECT_LE(proof.text().size(), 1600U);
    proof.extra =
        R"({"boot":"7f0c4a5e3c6e4c0f9d6a1d2b3c4d5e6f","event":"receipt-issued","receipt":"1234-5678-9018",)"
        R"("sequence":9999991,"session":"f74946cb827dd89a3819fb66ed5b318a","time":"2036-11-23T05:40:12Z",)"
        R"("uptime":31536000,"version":1})";
    EXPECT_LE(proof.text().size(), 1800U) << "and with the record itself in it";
}

}  // namespace
}  // namespace tsuitate::tests
