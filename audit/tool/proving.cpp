#include "audit/tool/proving.hpp"

#include "audit/log/checkpoints.hpp"
#include "audit/log/tree_reader.hpp"
#include "audit/note/lines.hpp"
#include "audit/tool/opening.hpp"
#include "audit/tool/receipt_lookup.hpp"

namespace tsuitate::audit_tool {
namespace {

// Under the newest checkpoint, or under the one in the file.
std::variant<audit::TlogProof, int> proof_under(audit::TreeReader& tree, std::uint64_t sequence,
                                                const std::string& checkpoint_file) {
    const auto wrong = [](const std::string& why) {
        complain(why);
        return exit_wrong;
    };
    std::variant<audit::TlogProof, std::string> proof;
    if (checkpoint_file.empty()) {
        proof = tree.prove(sequence);
    } else {
        const auto bytes = read_text(checkpoint_file);
        if (!bytes) {
            return exit_cannot_read;
        }
        auto found = audit::signed_checkpoint_of(checkpoint_file, *bytes);
        if (const auto* reason = std::get_if<std::string>(&found)) {
            return wrong(checkpoint_file + ": " + *reason);
        }
        const auto& checkpoint = std::get<audit::SignedCheckpoint>(found);
        proof = tree.prove_under(sequence, checkpoint.note, checkpoint.checkpoint);
    }
    if (const auto* reason = std::get_if<std::string>(&proof)) {
        return wrong(*reason);
    }
    return std::move(std::get<audit::TlogProof>(proof));
}

// A square names its record; where the log has the number elsewhere, that is another one.
std::variant<std::uint64_t, int> agreeing(const Held& held, const Place& place) {
    if (held.code && held.code->sequence != place.sequence) {
        complain(held.number + ": the square names record " + std::to_string(held.code->sequence) +
                 ", and the log has this number in record " + std::to_string(place.sequence));
        return exit_wrong;
    }
    return place.sequence;
}

// The record that is meant. The exit status, having said why, when there is none.
std::variant<std::uint64_t, int> sequence_of(const Common& common, const std::string& record) {
    if (looks_like_receipt(record)) {
        const auto held = held_in(record, common.language);
        if (const auto* status = std::get_if<int>(&held)) {
            return *status;
        }
        const auto place = find_receipt(common, std::get<Held>(held));
        if (const auto* status = std::get_if<int>(&place)) {
            return *status;
        }
        return agreeing(std::get<Held>(held), std::get<Place>(place));
    }
    const auto sequence = audit::decimal_of(record);
    if (!sequence || *sequence == 0) {
        complain(record + ": this is neither the sequence of a record nor a receipt");
        return exit_usage;
    }
    return *sequence;
}

}  // namespace

std::variant<audit::TlogProof, int> proof_of(const Common& common, const audit::LogDirectory& log,
                                             const ProveRequest& request) {
    const auto sequence = sequence_of(common, request.record);
    if (const auto* status = std::get_if<int>(&sequence)) {
        return *status;
    }
    auto tree = audit::TreeReader::open(log);
    if (const auto* reason = std::get_if<std::string>(&tree)) {
        complain(*reason);
        return exit_cannot_read;
    }
    return proof_under(std::get<audit::TreeReader>(tree), std::get<std::uint64_t>(sequence),
                       request.checkpoint);
}

}  // namespace tsuitate::audit_tool
