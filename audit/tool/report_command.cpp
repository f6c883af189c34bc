#include <unistd.h>

#include <chrono>
#include <thread>

#include "audit/log/verify.hpp"
#include "audit/note/base64.hpp"
#include "audit/note/checkpoint.hpp"
#include "audit/note/note.hpp"
#include "audit/report/report.hpp"
#include "audit/tool/answers.hpp"
#include "audit/tool/opening.hpp"
#include "audit/tool/progress.hpp"

namespace tsuitate::audit_tool {
namespace {

namespace page = audit::report;

page::Finding on_page(const audit::Finding& finding, policy::Language language) {
    const bool fault = finding.severity() == audit::Severity::fault;
    return {.severity = fault ? page::Severity::fault : page::Severity::notice,
            .text = audit::sentence_of(finding, language)};
}

std::string root_of_newest(const audit::LogDirectory& log) {
    std::string bytes;
    const auto note = log.read("checkpoint", bytes) ? std::nullopt : audit::note_of(bytes);
    const auto checkpoint = note ? audit::checkpoint_of(note->text) : std::nullopt;
    return checkpoint ? audit::to_base64(checkpoint->root) : "";
}

page::Basis basis_of(const audit::LogDirectory& log, const audit::Report& found, const ReportRequest& request,
                     const audit::VerifySettings& settings, policy::Language language) {
    page::Basis basis{.counter = request.counter,
                      .origin = found.origin,
                      .size = found.trust.records,
                      .root = root_of_newest(log),
                      .witnesses = {},
                      .verified = !found.faulty() && settings.anchor && !settings.anchor_from_log,
                      .made_at = std::chrono::duration_cast<std::chrono::seconds>(
                                     std::chrono::system_clock::now().time_since_epoch())
                                     .count(),
                      .findings = {}};
    for (const audit::VerifierKey& witness : settings.witnesses) {
        basis.witnesses.push_back(witness.name);
    }
    for (const audit::Finding& finding : found.findings) {
        basis.findings.push_back(on_page(finding, language));
    }
    return basis;
}

// The newest counts. A record that is not the signed log's permits nothing.
void look_for_permit(const audit::Record& record, bool signed_in_log, const page::Period& period,
                     std::optional<page::Permit>& found) {
    const auto permit = signed_in_log ? page::permit_of(record) : std::nullopt;
    if (permit && permit->covers(period)) {
        found = permit;
    }
}

void complain_of_permit(const ReportRequest& request) {
    complain("no record of this log permits a detailed report from " + request.from + " to " + request.to +
             ". An officer has it recorded at the counter: tsuitatectl permit-report " + request.from + " " +
             request.to + "; then take a new copy of the log. Without --detailed no permit is needed.");
}

}  // namespace

int report(const Common& common, const ReportRequest& request) {
    const auto period = page::period_of(request.from, request.to);
    if (const auto* reason = std::get_if<std::string>(&period)) {
        complain(*reason);
        return exit_usage;
    }
    const auto log = open_log(common.log);
    audit::VerifySettings settings{.threads = std::max(1U, std::thread::hardware_concurrency())};
    if (!log || !find_anchor(*log, request.anchor, settings)) {
        return exit_cannot_read;
    }
    if (const auto status = take_kept(request.kept, settings)) {
        return *status;
    }
    Progress progress(isatty(STDERR_FILENO) == 1);
    settings.progress = [&](std::uint64_t done, std::uint64_t all) { progress.show(done, all); };
    const audit::Report found = audit::verify(*log, settings);
    progress.clear();
    page::Report report({.period = std::get<page::Period>(period),
                         .language = common.language,
                         .detailed = request.detailed});
    page::Basis basis = basis_of(*log, found, request, settings, common.language);
    const int status = go_through(common, {}, [&](const audit::Hit& hit) {
        const auto record = audit::record_of(hit.record.bytes);
        if (const auto* read = std::get_if<audit::Record>(&record)) {
            report.add(*read);
            look_for_permit(*read, hit.verified, std::get<page::Period>(period), basis.permit);
        }
        return true;
    });
    if (status == exit_cannot_read) {
        return status;
    }
    if (request.detailed && !basis.permit) {
        complain_of_permit(request);
        return exit_not_permitted;
    }
    if (!write_text(request.output, report.html(basis))) {
        return exit_cannot_read;
    }
    return found.faulty() ? exit_wrong : status;
}

}  // namespace tsuitate::audit_tool
