#include <filesystem>
#include <iostream>
#include <variant>

#include "audit/log/proof_check.hpp"
#include "audit/log/receipt_check.hpp"
#include "audit/log/tree_reader.hpp"
#include "audit/note/tlog_proof.hpp"
#include "audit/tool/commands.hpp"
#include "audit/tool/opening.hpp"
#include "audit/tool/proving.hpp"
#include "audit/tool/receipt_lookup.hpp"

namespace tsuitate::audit_tool {

namespace {

// The proof with the record that lies beside it, or in the log. The exit status, having said why, when that
// cannot be read.
std::variant<std::string, int> completed(std::string text, const std::string& record_path,
                                         const audit::LogDirectory* log) {
    auto proof = audit::tlog_proof_of(text);
    if (!proof || (record_path.empty() && (!proof->extra.empty() || log == nullptr))) {
        return text;
    }
    if (!record_path.empty()) {
        auto record = read_text(record_path);
        if (!record) {
            return exit_cannot_read;
        }
        // As `export` writes it: a line.
        if (record->ends_with('\n')) {
            record->pop_back();
        }
        proof->extra = std::move(*record);
        return proof->text();
    }
    auto tree = audit::TreeReader::open(*log);
    auto* reader = std::get_if<audit::TreeReader>(&tree);
    auto found = reader != nullptr ? reader->prove(proof->index + 1) : std::get<std::string>(tree);
    if (const auto* reason = std::get_if<std::string>(&found)) {
        complain(*reason);
        return reader == nullptr ? exit_cannot_read : exit_wrong;
    }
    proof->extra = std::move(std::get<audit::TlogProof>(found).extra);
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

// And no file that is called like one.
bool is_receipt(const std::string& text) {
    std::error_code unknown;
    return looks_like_receipt(text) && !std::filesystem::exists(text, unknown);
}

// The text of the proof to check: of the file, or made from the log for a receipt. The exit status, having
// said why, when there is none.
std::variant<std::string, int> proof_text(const Common& common, const audit::LogDirectory* log,
                                          const CheckProofRequest& request) {
    if (!is_receipt(request.proof)) {
        auto read = read_text(request.proof);
        return read ? completed(std::move(*read), request.record, log) : exit_cannot_read;
    }
    if (!request.receipt.empty() || !request.record.empty()) {
        complain("--receipt and --record belong to a file; the receipt stands in its place already");
        return exit_usage;
    }
    if (log == nullptr) {
        complain("a receipt is no proof by itself: give the copy of the log to make it from (--log)");
        return exit_usage;
    }
    const auto made = proof_of(common, *log, {.record = request.proof, .output = {}, .checkpoint = {}});
    const auto* proof = std::get_if<audit::TlogProof>(&made);
    return proof != nullptr ? std::variant<std::string, int>(proof->text()) : std::get<int>(made);
}

bool is_of(const std::string& record, const Held& held) {
    const auto parsed = audit::record_of(record);
    const auto* proven = std::get_if<audit::Record>(&parsed);
    return proven != nullptr && proven->kind == policy::RecordKind::receipt_issued &&
           proven->text("receipt") == held.number &&
           (!held.code || (held.code->sequence == proven->number("sequence") &&
                           held.code->leaf == audit::leaf_hash(record)));
}

// What the square says of the rest of the log, where there is one to compare with.
std::vector<audit::ReceiptPart> differing(const Held& held, const audit::LogDirectory* log) {
    auto tree = log != nullptr && held.code ? std::optional(audit::TreeReader::open(*log)) : std::nullopt;
    auto* reader = tree ? std::get_if<audit::TreeReader>(&*tree) : nullptr;
    return reader == nullptr ? std::vector<audit::ReceiptPart>()
                             : audit::differing_parts(*held.code, held.code->sequence, *log, *reader);
}

// Whether the record that was proven is the one of this receipt; says so when it is not.
int compare(const std::string& record, const std::string& receipt, const audit::LogDirectory* log,
            policy::Language language) {
    const auto read = held_in(receipt, language);
    if (const auto* status = std::get_if<int>(&read)) {
        return *status;
    }
    const Held& held = std::get<Held>(read);
    const bool japanese = language == policy::Language::japanese;
    if (!is_of(record, held)) {
        std::cout << (japanese ? "しかし、控え " : "But it is not the record of the receipt ") << held.number
                  << (japanese ? " の記録ではありません。\n" : ".\n");
        return exit_wrong;
    }
    std::cout << (japanese ? "控え " : "It is the record of the receipt ") << held.number
              << (japanese ? " の記録です。\n" : ".\n");
    const auto parts = differing(held, log);
    for (const audit::ReceiptPart part : parts) {
        std::cout << "! " << audit::differing_text(part, language) << " [" << audit::word_of(part) << "]\n";
    }
    return parts.empty() ? exit_right : exit_wrong;
}

// The keys of the epochs, where there is a log to follow them in.
std::variant<std::optional<audit::EpochChain>, int> chain_of(const audit::LogDirectory* log,
                                                             const audit::Anchor& anchor) {
    if (log == nullptr) {
        return std::optional<audit::EpochChain>();
    }
    auto found = audit::EpochChain::read(*log, anchor);
    if (const auto* reason = std::get_if<std::string>(&found)) {
        complain(*reason);
        return exit_cannot_read;
    }
    return std::optional(std::move(std::get<audit::EpochChain>(found)));
}

}  // namespace

int check_proof(const Common& common, const CheckProofRequest& request) {
    const auto log = common.log.empty() ? std::nullopt : open_log(common.log);
    const auto anchor = read_anchor(request.anchor);
    if (!anchor || (!log && !common.log.empty())) {
        return exit_cannot_read;
    }
    const auto text = proof_text(common, log ? &*log : nullptr, request);
    if (const auto* status = std::get_if<int>(&text)) {
        return *status;
    }
    const auto witnesses = witnesses_of(request.witnesses);
    if (!witnesses) {
        return exit_usage;
    }
    auto chain = chain_of(log ? &*log : nullptr, *anchor);
    if (const auto* status = std::get_if<int>(&chain)) {
        return *status;
    }
    auto& keys = std::get<std::optional<audit::EpochChain>>(chain);
    const bool japanese = common.language == policy::Language::japanese;
    const audit::ProofVerdict verdict =
        audit::check_proof(std::get<std::string>(text), *anchor, *witnesses, keys ? &*keys : nullptr);
    if (verdict.fault) {
        std::cout << (japanese ? "証明は成り立ちません: " : "The proof does not hold: ")
                  << audit::text_of(*verdict.fault, common.language) << " [" << audit::word_of(*verdict.fault)
                  << "]\n";
        return exit_wrong;
    }
    print_holds(verdict, japanese);
    const std::string& receipt = is_receipt(request.proof) ? request.proof : request.receipt;
    return receipt.empty() ? exit_right
                           : compare(verdict.record, receipt, log ? &*log : nullptr, common.language);
}

}  // namespace tsuitate::audit_tool
