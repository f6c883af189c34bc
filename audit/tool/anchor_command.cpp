#include <iostream>

#include "audit/log/checkpoints.hpp"
#include "audit/log/query.hpp"
#include "audit/record/epoch.hpp"
#include "audit/slip/slip.hpp"
#include "audit/tool/commands.hpp"
#include "audit/tool/opening.hpp"

namespace tsuitate::audit_tool {
namespace {

// From the log's first record, for who knows the enrolment key.
std::optional<audit::Anchor> anchor_of_first_record(const audit::LogDirectory& log, audit::TreeReader& tree,
                                                    const audit::VerifierKey& enrolment) {
    std::optional<audit::Anchor> anchor;
    const auto first =
        tree.checkpoint().size > 0 ? tree.prove(1) : std::string(log.name() + ": the log is empty");
    if (const auto* reason = std::get_if<std::string>(&first)) {
        complain(*reason);
        return std::nullopt;
    }
    const auto parsed = audit::record_of(std::get<audit::TlogProof>(first).extra);
    const auto* record = std::get_if<audit::Record>(&parsed);
    if (record == nullptr || record->kind != policy::RecordKind::epoch_started) {
        complain(log.name() + ": the first record starts no epoch");
        return std::nullopt;
    }
    return audit::Anchor{.enrolment = enrolment,
                         .first_epoch = audit::epoch_verifier_key(enrolment.name, audit::epoch_of(*record))};
}

std::optional<audit::Anchor> find_anchor(const audit::LogDirectory& log, audit::TreeReader& tree,
                                         const std::optional<audit::VerifierKey>& enrolment) {
    if (enrolment) {
        return anchor_of_first_record(log, tree, *enrolment);
    }
    std::string text;
    if (const auto error = log.read("anchor", text)) {
        complain(log.name() + "/" + error->text() + "; give the enrolment key with --enrolment");
        return std::nullopt;
    }
    auto anchor = audit::anchor_of(text);
    if (!anchor) {
        complain(log.name() + "/anchor: this is no anchor");
    }
    return anchor;
}

}  // namespace

int anchor(const Common& common, const std::string& enrolment, bool plain) {
    const auto key = audit::verifier_key_of(enrolment);
    if (!enrolment.empty() && !key) {
        complain(enrolment + ": this is no verifier key");
        return exit_usage;
    }
    const auto log = open_log(common.log);
    if (!log) {
        return exit_cannot_read;
    }
    auto tree = audit::TreeReader::open(*log);
    if (const auto* reason = std::get_if<std::string>(&tree)) {
        complain(*reason);
        return exit_cannot_read;
    }
    const auto found = find_anchor(*log, std::get<audit::TreeReader>(tree), key);
    if (!found) {
        return exit_cannot_read;
    }
    if (audit::signed_how(std::get<audit::TreeReader>(tree).note(), found->enrolment) !=
        audit::Signed::valid) {
        complain("the newest checkpoint is not signed by this enrolment key: do not keep this anchor");
        return exit_wrong;
    }
    std::cout << found->text();
    if (plain) {
        return exit_right;
    }
    const bool japanese = common.language == policy::Language::japanese;
    std::cout << '\n' << (japanese ? "指紋: " : "Fingerprint: ") << found->fingerprint() << "\n\n";
    if (const auto drawing = audit::qr_code(found->text())) {
        std::cout << *drawing;
    }
    return exit_right;
}

int schema(const std::string& event) {
    const auto kind = audit::event_named(event);
    if (!kind) {
        complain(event + ": there is no such event");
        return exit_usage;
    }
    std::cout << audit::json_schema_of(*kind);
    return exit_right;
}

}  // namespace tsuitate::audit_tool
