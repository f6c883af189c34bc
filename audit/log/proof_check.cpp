#include "audit/log/proof_check.hpp"

#include <algorithm>
#include <array>

#include "audit/log/checkpoints.hpp"
#include "audit/log/record_view.hpp"
#include "audit/note/tlog_proof.hpp"

namespace tsuitate::audit {
namespace {

struct FaultText {
    ProofFault fault{};
    std::string_view word;
    std::string_view english;
    std::string_view japanese;
};

constexpr std::array texts = {
    FaultText{ProofFault::malformed, "malformed", "this is no proof, or a part of it is missing",
              "これは証明ではないか、一部が欠けています"},
    FaultText{ProofFault::no_record, "no-record", "the proof does not say which record it proves",
              "どの記録の証明かが書かれていません"},
    FaultText{ProofFault::checkpoint_malformed, "checkpoint-malformed", "the proof has no usable checkpoint",
              "使えるチェックポイントがありません"},
    FaultText{ProofFault::other_log, "other-log", "the proof is of another log than the anchor",
              "アンカーとは別のログの証明です"},
    FaultText{ProofFault::enrolment_signature, "enrolment-signature",
              "the checkpoint in it is not signed by the enrolment key of the anchor",
              "チェックポイントにアンカーの登録鍵の署名がありません"},
    FaultText{ProofFault::epoch_signature, "epoch-signature",
              "the checkpoint in it is not signed by the key of its epoch",
              "チェックポイントに期間の鍵の署名がありません"},
    FaultText{ProofFault::other_history, "other-history",
              "the checkpoint in it is not one of the log beside it",
              "チェックポイントは添えられたログのものではありません"},
    FaultText{ProofFault::witness, "witness", "a witness that was asked for has not co-signed the checkpoint",
              "求められた証人の署名がチェックポイントにありません"},
    FaultText{ProofFault::not_included, "not-included", "the record is not in the tree that was signed",
              "この記録は署名されたハッシュ木の中にありません"},
    FaultText{ProofFault::record_malformed, "record-malformed",
              "what was proven does not fit the schema of any record",
              "証明されたものは記録の形式に合いません"},
    FaultText{ProofFault::sequence_differs, "sequence-differs",
              "the record names another sequence than its place in the tree",
              "記録の番号がハッシュ木の中の位置と違います"},
};

const FaultText& texts_of(ProofFault fault) {
    return *std::find_if(texts.begin(), texts.end(),
                         [&](const FaultText& one) { return one.fault == fault; });
}

// The anchor knows the key of epoch 1; of later ones it takes the log to know them.
std::optional<ProofFault> fault_of_epoch(const Note& note, const Anchor& anchor, EpochChain* chain,
                                         ProofVerdict& verdict) {
    const std::string epochs = anchor.origin() + "/epoch/";
    const bool of_an_epoch =
        std::any_of(note.signatures.begin(), note.signatures.end(),
                    [&](const SignatureLine& line) { return line.name.starts_with(epochs); });
    const Signed by_first = signed_how(note, anchor.first_epoch);
    if (!of_an_epoch || by_first == Signed::wrong) {
        return ProofFault::epoch_signature;
    }
    if (chain == nullptr) {
        verdict.of_its_epoch = by_first == Signed::valid;
        return std::nullopt;
    }
    if (!chain->has(verdict.checkpoint)) {
        return ProofFault::other_history;
    }
    const auto key = chain->key_at(verdict.checkpoint.size);
    verdict.of_its_epoch = key && signed_how(note, *key) == Signed::valid;
    return verdict.of_its_epoch ? std::nullopt : std::optional(ProofFault::epoch_signature);
}

std::optional<ProofFault> fault_of_signatures(const Note& note, const Anchor& anchor,
                                              const std::vector<VerifierKey>& witnesses) {
    if (signed_how(note, anchor.enrolment) != Signed::valid) {
        return ProofFault::enrolment_signature;
    }
    const bool witnessed = std::all_of(witnesses.begin(), witnesses.end(), [&](const VerifierKey& witness) {
        return signed_how(note, witness) == Signed::valid;
    });
    return witnessed ? std::nullopt : std::optional(ProofFault::witness);
}

std::optional<ProofFault> fault_of_record(const TlogProof& proof, const Checkpoint& checkpoint) {
    if (!is_included(leaf_hash(proof.extra), proof.index, checkpoint.size, checkpoint.root, proof.hashes)) {
        return ProofFault::not_included;
    }
    const auto viewed = view_of(proof.extra);
    const auto* view = std::get_if<RecordView>(&viewed);
    if (view == nullptr) {
        return ProofFault::record_malformed;
    }
    return view->sequence == proof.index + 1 ? std::nullopt : std::optional(ProofFault::sequence_differs);
}

}  // namespace

std::string_view word_of(ProofFault fault) {
    return texts_of(fault).word;
}

std::string_view text_of(ProofFault fault, policy::Language language) {
    return language == policy::Language::japanese ? texts_of(fault).japanese : texts_of(fault).english;
}

ProofVerdict check_proof(std::string_view text, const Anchor& anchor,
                         const std::vector<VerifierKey>& witnesses, EpochChain* chain) {
    const auto proof = tlog_proof_of(text);
    // Only one way of writing a proof: what a proof says cannot be changed without breaking it.
    if (!proof || proof->text() != text) {
        return {.fault = ProofFault::malformed};
    }
    ProofVerdict verdict{.record = proof->extra};
    if (proof->extra.empty()) {
        verdict.fault = ProofFault::no_record;
        return verdict;
    }
    const auto checkpoint = signed_checkpoint_of("", proof->checkpoint.bytes());
    const auto* found = std::get_if<SignedCheckpoint>(&checkpoint);
    if (found == nullptr) {
        verdict.fault = ProofFault::checkpoint_malformed;
        return verdict;
    }
    verdict.checkpoint = found->checkpoint;
    if (verdict.checkpoint.origin != anchor.origin()) {
        verdict.fault = ProofFault::other_log;
        return verdict;
    }
    verdict.fault = fault_of_signatures(proof->checkpoint, anchor, witnesses);
    if (!verdict.fault) {
        verdict.fault = fault_of_epoch(proof->checkpoint, anchor, chain, verdict);
    }
    if (!verdict.fault) {
        verdict.fault = fault_of_record(*proof, verdict.checkpoint);
    }
    return verdict;
}

}  // namespace tsuitate::audit
