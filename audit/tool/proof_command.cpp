#include <iostream>

#include "audit/log/proof_check.hpp"
#include "audit/log/tree_reader.hpp"
#include "audit/note/tlog_proof.hpp"
#include "audit/tool/commands.hpp"
#include "audit/tool/opening.hpp"

namespace tsuitate::audit_tool {

int prove(const Common& common, std::uint64_t sequence, const std::string& output, bool with_record) {
    const auto log = open_log(common.log);
    if (!log) {
        return exit_cannot_read;
    }
    auto tree = audit::TreeReader::open(*log);
    if (const auto* reason = std::get_if<std::string>(&tree)) {
        complain(*reason);
        return exit_cannot_read;
    }
    auto proof = std::get<audit::TreeReader>(tree).prove(sequence);
    if (const auto* reason = std::get_if<std::string>(&proof)) {
        complain(*reason);
        return exit_wrong;
    }
    auto& made = std::get<audit::TlogProof>(proof);
    if (!with_record) {
        made.extra.clear();
    }
    return write_text(output, made.text()) ? exit_right : exit_cannot_read;
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

}  // namespace

int check_proof(const Common& common, const std::string& proof, const std::string& record_path,
                const std::string& anchor_path, const std::vector<std::string>& witness_texts) {
    auto read = read_text(proof);
    const auto text = read ? completed(std::move(*read), record_path) : std::nullopt;
    const auto anchor = text ? read_anchor(anchor_path) : std::nullopt;
    if (!text || !anchor) {
        return exit_cannot_read;
    }
    const auto witnesses = witnesses_of(witness_texts);
    if (!witnesses) {
        return exit_usage;
    }
    const bool japanese = common.language == policy::Language::japanese;
    const audit::ProofVerdict verdict = audit::check_proof(*text, *anchor, *witnesses);
    if (verdict.fault) {
        std::cout << (japanese ? "証明は成り立ちません: " : "The proof does not hold: ")
                  << audit::text_of(*verdict.fault, common.language) << " [" << audit::word_of(*verdict.fault)
                  << "]\n";
        return exit_wrong;
    }
    std::cout << verdict.record << '\n';
    if (japanese) {
        std::cout << "証明は成り立ちます: この記録はログ " << verdict.checkpoint.origin << " の最初の "
                  << verdict.checkpoint.size << " 件の記録に含まれ、アンカーの登録鍵で署名されています。\n";
    } else {
        std::cout << "The proof holds: this record is among the first " << verdict.checkpoint.size
                  << " records of the log " << verdict.checkpoint.origin
                  << ", signed by the enrolment key of the anchor.\n";
    }
    return exit_right;
}

}  // namespace tsuitate::audit_tool
