#include <iostream>

#include "audit/log/proof_check.hpp"
#include "audit/log/tree_reader.hpp"
#include "audit/note/tlog_proof.hpp"
#include "audit/tool/commands.hpp"
#include "audit/tool/opening.hpp"

namespace tsuitate::audit_tool {

namespace {

// Under the newest checkpoint, or under the one in the file. The reason, when there is none.
std::variant<audit::TlogProof, std::string> proof_under(audit::TreeReader& tree,
                                                        const ProveRequest& request) {
    if (request.checkpoint.empty()) {
        return tree.prove(request.sequence);
    }
    const auto bytes = audit::read_file(request.checkpoint);
    if (const auto* error = std::get_if<audit::ReadError>(&bytes)) {
        return error->text();
    }
    auto found = audit::signed_checkpoint_of(request.checkpoint, std::get<std::string>(bytes));
    if (const auto* reason = std::get_if<std::string>(&found)) {
        return request.checkpoint + ": " + *reason;
    }
    const auto& checkpoint = std::get<audit::SignedCheckpoint>(found);
    return tree.prove_under(request.sequence, checkpoint.note, checkpoint.checkpoint);
}

}  // namespace

int prove(const Common& common, const ProveRequest& request) {
    const auto log = open_log(common.log);
    if (!log) {
        return exit_cannot_read;
    }
    auto tree = audit::TreeReader::open(*log);
    if (const auto* reason = std::get_if<std::string>(&tree)) {
        complain(*reason);
        return exit_cannot_read;
    }
    auto proof = proof_under(std::get<audit::TreeReader>(tree), request);
    if (const auto* reason = std::get_if<std::string>(&proof)) {
        complain(*reason);
        return exit_wrong;
    }
    auto& made = std::get<audit::TlogProof>(proof);
    if (!request.with_record) {
        made.extra.clear();
    }
    return write_text(request.output, made.text()) ? exit_right : exit_cannot_read;
}

namespace {

// The proof with the record that lies beside it. Nothing, having said why, when that cannot be read.
std::optional<std::string> completed(std::string text, const std::string& record_path) {
    auto proof = audit::tlog_proof_of(text);
    if (record_path.empty() || !proof) {
        return text;
    }
    auto record = read_text(record_path);
    if (!record) {
        return std::nullopt;
    }
    // As `export` writes it: a line.
    if (record->ends_with('\n')) {
        record->pop_back();
    }
    proof->extra = std::move(*record);
    return proof->text();
}

// What vouches for a proof that holds.
std::string_view vouched_by(bool of_its_epoch, bool japanese) {
    if (of_its_epoch) {
        return japanese ? "アンカーの登録鍵と、その期間の鍵で署名されています。"
                        : "signed by the enrolment key of the anchor and by the key of its epoch.";
    }
    return japanese ? "アンカーの登録鍵で署名されています。保証しているのは登録鍵だけです。その期間の鍵は確か"
                      "めていません。"
                      "登録鍵を今持つ者なら、以前の期間の名でも作れます。--log にログの写しを、--witness "
                      "に証人の鍵を"
                      "指定すると確かめられます。"
                    : "signed by the enrolment key of the anchor. Only the enrolment key vouches for it: the "
                      "key of "
                      "its epoch was not checked, and whoever has the enrolment key today could have made it "
                      "in the "
                      "name of an earlier epoch. A copy of the log (--log) or a witness (--witness) tells.";
}

void print_holds(const audit::ProofVerdict& verdict, bool japanese) {
    const std::string size = std::to_string(verdict.checkpoint.size);
    std::cout << verdict.record << '\n';
    if (japanese) {
        std::cout << "証明は成り立ちます: この記録はログ " << verdict.checkpoint.origin << " の最初の "
                  << size << " 件の記録に含まれ、";
    } else {
        std::cout << "The proof holds: this record is among the first " << size << " records of the log "
                  << verdict.checkpoint.origin << ", ";
    }
    std::cout << vouched_by(verdict.of_its_epoch, japanese) << '\n';
}

}  // namespace

int check_proof(const Common& common, const CheckProofRequest& request) {
    auto read = read_text(request.proof);
    const auto text = read ? completed(std::move(*read), request.record) : std::nullopt;
    const auto anchor = text ? read_anchor(request.anchor) : std::nullopt;
    const auto log = anchor && !common.log.empty() ? open_log(common.log) : std::nullopt;
    if (!text || !anchor || (!log && !common.log.empty())) {
        return exit_cannot_read;
    }
    const auto witnesses = witnesses_of(request.witnesses);
    if (!witnesses) {
        return exit_usage;
    }
    std::optional<audit::EpochChain> chain;
    if (log) {
        auto found = audit::EpochChain::read(*log, *anchor);
        if (const auto* reason = std::get_if<std::string>(&found)) {
            complain(*reason);
            return exit_cannot_read;
        }
        chain = std::move(std::get<audit::EpochChain>(found));
    }
    const bool japanese = common.language == policy::Language::japanese;
    const audit::ProofVerdict verdict =
        audit::check_proof(*text, *anchor, *witnesses, chain ? &*chain : nullptr);
    if (verdict.fault) {
        std::cout << (japanese ? "証明は成り立ちません: " : "The proof does not hold: ")
                  << audit::text_of(*verdict.fault, common.language) << " [" << audit::word_of(*verdict.fault)
                  << "]\n";
        return exit_wrong;
    }
    print_holds(verdict, japanese);
    return exit_right;
}

}  // namespace tsuitate::audit_tool
