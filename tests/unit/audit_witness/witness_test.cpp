#include <gtest/gtest.h>

#include <random>

#include "tests/unit/audit_witness/log_in_memory.hpp"

namespace tsuitate::tests {
namespace {

using audit::AddCheckpoint;
using audit::Verdict;

TEST(Witness, cosigns_the_first_checkpoint_and_each_that_continues_it) {
    Office office;
    std::uint64_t known = 0;
    for (const std::uint64_t size : {5U, 5U, 8U, 21U, 64U, 65U}) {
        const AddCheckpoint request = office.log.request(known, size);
        const auto answer = office.ask(request);
        EXPECT_EQ(answer.status, 200U) << size;
        EXPECT_EQ(cosigned(answer, request, office.witness->verifier_key()), some_time) << size;
        known = size;
    }
}

TEST(Witness, its_signature_is_of_the_cosignature_kind_and_one_line) {
    Office office;
    const auto answer = office.ask(office.log.request(0, 3));
    EXPECT_EQ(office.witness->verifier_key().use, audit::KeyUse::cosignature);
    EXPECT_EQ(std::count(answer.body.begin(), answer.body.end(), '\n'), 1);
    EXPECT_TRUE(answer.body.starts_with("\xe2\x80\x94 office.example/witness "));
}

TEST(Witness, answers_409_with_the_size_it_knows) {
    Office office;
    EXPECT_EQ(office.ask(office.log.request(3, 5)).status, 409U);
    EXPECT_EQ(office.ask(office.log.request(3, 5)).body, "0\n");
    office.ask(office.log.request(0, 7));
    for (const std::uint64_t wrong : {0U, 6U, 8U}) {
        const auto answer = office.ask(office.log.request(wrong, 9));
        EXPECT_EQ(answer.status, 409U) << wrong;
        EXPECT_EQ(answer.body, "7\n");
        EXPECT_EQ(answer.content_type, "text/x.tlog.size");
    }
}

TEST(Witness, answers_409_to_a_log_that_went_back) {
    Office office;
    office.ask(office.log.request(0, 7));
    const auto answer = office.ask(office.log.request(4, 4));
    EXPECT_EQ(answer.status, 409U);
    EXPECT_EQ(answer.body, "7\n");
    EXPECT_LT(answer.size, answer.known_size);
}

TEST(Witness, answers_404_to_a_log_it_was_not_told_of) {
    Office office;
    const LogInMemory stranger("stranger.example/log");
    EXPECT_EQ(office.ask(stranger.request(0, 3)).status, 404U);
    EXPECT_EQ(office.memory.writes, 0U);
}

TEST(Witness, answers_403_without_a_valid_signature_of_a_trusted_key) {
    Office office;
    const LogInMemory other_key("counter.example/log", 2);
    EXPECT_EQ(office.ask(other_key.request(0, 3)).status, 403U);
    AddCheckpoint altered = office.log.request(0, 3);
    altered.note.signatures.front().bytes.front() ^= 1U;
    EXPECT_EQ(office.ask(altered).status, 403U);
    AddCheckpoint another_text = office.log.request(0, 3);
    another_text.note.text = office.log.checkpoint(4).text();
    EXPECT_EQ(office.ask(another_text).status, 403U);
    EXPECT_EQ(office.memory.writes, 0U);
}

TEST(Witness, ignores_signatures_of_strangers_beside_a_valid_one) {
    Office office;
    AddCheckpoint request = office.log.request(0, 3);
    request.note.signatures.insert(request.note.signatures.begin(),
                                   audit::sign_note(request.note.text, "stranger.example", key_of(7)));
    EXPECT_EQ(office.ask(request).status, 200U);
    EXPECT_EQ(office.memory.notes.begin()->second.signatures.size(), 1U) << "and does not remember them";
}

TEST(Witness, answers_400_to_an_old_size_above_the_new_one) {
    Office office;
    EXPECT_EQ(office.ask(office.log.request(5, 4)).status, 400U);
}

TEST(Witness, answers_422_to_every_wrong_proof) {
    Office office;
    office.ask(office.log.request(0, 5));
    const AddCheckpoint right = office.log.request(5, 13);
    std::vector<AddCheckpoint> wrong;
    for (std::size_t i = 0; i < right.proof.size(); ++i) {
        wrong.push_back(right);
        wrong.back().proof[i][i % 32] ^= 0x40U;
        wrong.push_back(right);
        wrong.back().proof.erase(wrong.back().proof.begin() + static_cast<std::ptrdiff_t>(i));
        wrong.push_back(right);
        wrong.back().proof.insert(wrong.back().proof.begin() + static_cast<std::ptrdiff_t>(i),
                                  right.proof[i]);
        wrong.push_back(right);
        std::swap(wrong.back().proof[i], wrong.back().proof[(i + 1) % right.proof.size()]);
    }
    wrong.push_back(right);
    wrong.back().proof.clear();
    wrong.push_back(right);
    wrong.back().proof.push_back(audit::empty_root());
    for (const std::uint64_t size : {12U, 14U, 16U}) {  // a true proof of another step
        wrong.push_back(right);
        wrong.back().proof = office.log.request(5, size).proof;
    }
    wrong.push_back(right);
    wrong.back().proof = office.log.request(4, 13).proof;
    for (const AddCheckpoint& request : wrong) {
        const auto answer = office.ask(request);
        EXPECT_EQ(answer.status, 422U);
        EXPECT_FALSE(cosigned(answer, request, office.witness->verifier_key()));
    }
    EXPECT_EQ(office.ask(right).status, 200U) << "control: the right one";
}

TEST(Witness, answers_422_to_a_proof_where_none_belongs) {
    Office office;
    AddCheckpoint first = office.log.request(0, 5);
    first.proof.push_back(audit::empty_root());
    EXPECT_EQ(office.ask(first).status, 422U);
    office.ask(office.log.request(0, 5));
    AddCheckpoint again = office.log.request(5, 5);
    again.proof.push_back(audit::empty_root());
    EXPECT_EQ(office.ask(again).status, 422U);
}

TEST(Witness, signs_no_empty_log_with_contents) {
    Office office;
    AddCheckpoint odd = office.log.request(0, 0);
    odd.checkpoint.root = office.log.checkpoint(3).root;
    odd.note = office.log.note(odd.checkpoint);
    EXPECT_EQ(office.ask(odd).status, 422U);
    EXPECT_EQ(office.ask(office.log.request(0, 0)).status, 200U);
}

TEST(Witness, refuses_other_contents_of_the_same_size_and_keeps_the_evidence) {
    Office office;
    const LogInMemory other("counter.example/log", 1, "forged ");
    const AddCheckpoint honest = office.log.request(0, 6);
    office.ask(honest);
    for (const std::uint64_t old_size : {0U, 6U}) {
        const AddCheckpoint forged = other.request(old_size, 6);
        const auto answer = office.ask(forged);
        EXPECT_EQ(answer.status, 409U);
        EXPECT_EQ(answer.body, "6\n");
        EXPECT_EQ(answer.verdict, Verdict::fork);
        ASSERT_FALSE(office.memory.conflicts.empty());
        EXPECT_EQ(office.memory.conflicts.back().first, honest.note.bytes());
        EXPECT_EQ(office.memory.conflicts.back().second, forged.note.bytes());
    }
}

TEST(Witness, refuses_a_larger_log_with_another_past_and_keeps_the_evidence) {
    Office office;
    const LogInMemory other("counter.example/log", 1, "forged ");
    office.ask(office.log.request(0, 6));
    const auto answer = office.ask(other.request(6, 9));
    EXPECT_EQ(answer.status, 422U);
    EXPECT_EQ(office.memory.conflicts.size(), 1U);
}

TEST(Witness, signs_nothing_when_its_memory_fails) {
    Office office;
    office.ask(office.log.request(0, 4));
    const AddCheckpoint request = office.log.request(4, 6);
    for (bool FakeMemory::*fault :
         {&FakeMemory::cannot_recall, &FakeMemory::fails_before, &FakeMemory::fails_after}) {
        office.memory.*fault = true;
        const auto answer = office.ask(request);
        EXPECT_EQ(answer.status, 500U);
        EXPECT_FALSE(cosigned(answer, request, office.witness->verifier_key()));
        office.memory.*fault = false;
    }
}

TEST(Witness, killed_between_memory_and_answer_signs_the_same_again_and_nothing_else) {
    Office office;
    office.ask(office.log.request(0, 4));
    office.ask(office.log.request(4, 6));  // remembered; the answer never arrived
    office.start();
    const LogInMemory other("counter.example/log", 1, "forged ");
    EXPECT_EQ(office.ask(office.log.request(4, 6)).body, "6\n");
    EXPECT_EQ(office.ask(other.request(4, 6)).verdict, Verdict::fork);
    EXPECT_EQ(office.ask(office.log.request(6, 6)).status, 200U);
}

TEST(Witness, writes_before_it_signs_again_what_it_knows_already) {
    // What it read back after a kill may be in place and not yet durable.
    Office office;
    office.memory.fails_after = true;
    EXPECT_EQ(office.ask(office.log.request(0, 4)).status, 500U);
    office.start();
    EXPECT_EQ(office.ask(office.log.request(4, 4)).status, 500U);
    office.memory.fails_after = false;
    const unsigned before = office.memory.writes;
    EXPECT_EQ(office.ask(office.log.request(4, 4)).status, 200U);
    EXPECT_EQ(office.memory.writes, before + 1);
}

TEST(Witness, does_not_take_a_damaged_memory_for_an_unknown_log) {
    Office office;
    office.ask(office.log.request(0, 4));
    office.memory.notes.begin()->second.text = "something else\n";
    EXPECT_EQ(office.ask(office.log.request(0, 4)).status, 500U);
    office.memory.notes.begin()->second.text = LogInMemory("other.example/log").checkpoint(0).text();
    EXPECT_EQ(office.ask(office.log.request(0, 4)).status, 500U);
}

TEST(Witness, looks_after_each_log_by_itself) {
    Office office;
    const LogInMemory second("second.example/log", 3);
    office.witness.emplace("office.example/witness", key_of(9),
                           std::vector{office.log.verifier(), second.verifier()}, office.memory,
                           [] { return some_time; });
    EXPECT_EQ(office.ask(office.log.request(0, 9)).status, 200U);
    EXPECT_EQ(office.ask(second.request(0, 4)).status, 200U);
    EXPECT_EQ(office.ask(second.request(4, 5)).status, 200U);
    // The first log's key is worth nothing for the second log, whatever name stands beside its signature.
    AddCheckpoint borrowed = second.request(5, 6);
    borrowed.note.signatures = {audit::sign_note(borrowed.note.text, "counter.example/log", key_of(1))};
    EXPECT_EQ(office.ask(borrowed).status, 403U);
    const LogInMemory pretender("second.example/log", 1);
    EXPECT_EQ(office.ask(pretender.request(5, 6)).status, 403U);
}

// Two versions of a log that part at their first record, offered in any order, with kills and failures
// between: of what was signed, no two contradict each other.
TEST(Witness, never_signs_two_contradicting_checkpoints) {
    std::mt19937 random(20261123);
    std::uint64_t signed_in_all = 0;
    for (int run = 0; run < 200; ++run) {
        Office office;
        const LogInMemory other("counter.example/log", 1, "forged ");
        std::map<bool, std::uint64_t> largest;  // by version: true is the honest one
        for (int step = 0; step < 20; ++step) {
            const bool honest = random() % 2 == 0;
            const LogInMemory& log = honest ? office.log : other;
            const std::uint64_t size = 1 + random() % 12;
            const std::uint64_t old_size = random() % 3 == 0 ? random() % (size + 1) : [&] {
                const auto known = office.memory.notes.find("counter.example/log");
                return known == office.memory.notes.end() ? 0
                                                          : audit::checkpoint_of(known->second.text)->size;
            }();
            office.memory.fails_before = random() % 8 == 0;
            office.memory.fails_after = random() % 8 == 0;
            const AddCheckpoint request = log.request(old_size, size);
            if (cosigned(office.ask(request), request, office.witness->verifier_key())) {
                largest[honest] = std::max(largest[honest], size);
                ++signed_in_all;
            }
            if (random() % 4 == 0) {
                office.start();
            }
        }
        EXPECT_LT(largest.size(), 2U) << "both versions were signed";
    }
    EXPECT_GT(signed_in_all, 400U) << "control: something was signed";
}

}  // namespace
}  // namespace tsuitate::tests
