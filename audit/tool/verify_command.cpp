#include <unistd.h>

#include <algorithm>
#include <iostream>
#include <nlohmann/json.hpp>
#include <thread>

#include "audit/log/verify.hpp"
#include "audit/tool/commands.hpp"
#include "audit/tool/opening.hpp"
#include "audit/tool/progress.hpp"

namespace tsuitate::audit_tool {
namespace {

using nlohmann::ordered_json;
using policy::Language;

std::string_view severity_text(audit::Severity severity, Language language) {
    const bool fault = severity == audit::Severity::fault;
    if (language == Language::japanese) {
        return fault ? "異常" : "注意";
    }
    return fault ? "fault" : "notice";
}

void print(const audit::Report& report, Language language) {
    const bool japanese = language == Language::japanese;
    for (const audit::Finding& finding : report.findings) {
        std::cout << severity_text(finding.severity(), language) << ": "
                  << audit::sentence_of(finding, language) << " [" << audit::word_of(finding.what) << "]\n";
    }
    std::cout << (japanese ? "ログ: " : "Log: ") << report.origin << '\n'
              << (japanese ? "記録: " : "Records: ") << report.size
              << (japanese ? " 件、読んだもの " : ", read ") << report.read << '\n';
    if (report.epochs > 0) {
        std::cout << (japanese ? "期間: " : "Epochs: ") << report.epochs
                  << (japanese ? "、手続き: " : ", sessions: ") << report.sessions << '\n';
    }
    std::cout << audit::sentence_of(report.trust, report.size, report.findings, language) << '\n'
              << (report.faulty()
                      ? (japanese ? "このログには異常があります。" : "Something is wrong with this log.")
                      : (japanese ? "異常はありません。" : "All right."))
              << '\n';
}

ordered_json json_of(const audit::Finding& finding, Language language) {
    ordered_json object = {{"severity", severity_text(finding.severity(), Language::english)},
                           {"what", audit::word_of(finding.what)}};
    if (finding.first > 0) {
        object["first"] = finding.first;
        object["last"] = std::max(finding.first, finding.last);
    }
    if (!finding.path.empty()) {
        object["path"] = finding.path;
    }
    if (finding.byte) {
        object["byte"] = *finding.byte;
    }
    if (!finding.key.empty()) {
        object["key"] = finding.key;
    }
    object["text"] = audit::sentence_of(finding, language);
    return object;
}

void print_json(const audit::Report& report, Language language) {
    ordered_json findings = ordered_json::array();
    for (const audit::Finding& finding : report.findings) {
        findings.push_back(json_of(finding, language));
    }
    const ordered_json object = {
        {"origin", report.origin},
        {"size", report.size},
        {"read", report.read},
        {"right", !report.faulty()},
        {"vouched", report.trust.records},
        {"vouched-by", report.trust.path},
        {"vouched-epoch", report.trust.epoch},
        {"epochs", report.epochs},
        {"sessions", report.sessions},
        {"trust", audit::sentence_of(report.trust, report.size, report.findings, language)},
        {"findings", findings}};
    // Names in files may be any bytes.
    std::cout << object.dump(-1, ' ', false, ordered_json::error_handler_t::replace) << '\n';
}

}  // namespace

int verify(const Common& common, const VerifyRequest& request) {
    if (request.last < request.first) {
        complain("--last comes before --first");
        return exit_usage;
    }
    const auto log = open_log(common.log);
    audit::VerifySettings settings{
        .first = request.first, .last = request.last, .tree_only = request.tree_only};
    if (!log || !find_anchor(*log, request.anchor, settings)) {
        return exit_cannot_read;
    }
    if (const auto status = take_kept(request.kept, settings)) {
        return *status;
    }
    settings.accepted_restarts = {request.accepted_restarts.begin(), request.accepted_restarts.end()};
    settings.threads =
        request.threads > 0 ? request.threads : std::max(1U, std::thread::hardware_concurrency());
    Progress progress(isatty(STDERR_FILENO) == 1);
    settings.progress = [&](std::uint64_t done, std::uint64_t all) { progress.show(done, all); };
    const audit::Report report = audit::verify(*log, settings);
    progress.clear();
    if (request.json) {
        print_json(report, common.language);
    } else {
        print(report, common.language);
    }
    const bool unreadable =
        std::any_of(report.findings.begin(), report.findings.end(),
                    [](const audit::Finding& finding) { return finding.what == audit::What::cannot_read; });
    return unreadable ? exit_cannot_read : report.faulty() ? exit_wrong : exit_right;
}

}  // namespace tsuitate::audit_tool
