#include "audit/tool/answers.hpp"

#include "audit/log/finding.hpp"
#include "audit/tool/opening.hpp"

namespace tsuitate::audit_tool {
namespace {

bool take_time(const std::string& text, std::optional<std::int64_t>& time) {
    if (text.empty()) {
        return true;
    }
    time = audit::time_of(text);
    if (!time) {
        complain(text + ": this is no time; write 2026-11-23 or 2026-11-23T05:40:12Z");
    }
    return time.has_value();
}

bool is_beginning_of_identifier(const std::string& text) {
    return text.size() <= 32 && text.find_first_not_of("0123456789abcdef") == std::string::npos;
}

}  // namespace

std::optional<audit::Query> query_of(const Filter& filter) {
    audit::Query query{.session = filter.session,
                       .pin_kind = filter.pin_kind,
                       .outcome = filter.outcome,
                       .caller = filter.caller,
                       .subject = filter.subject,
                       .clerk = filter.clerk,
                       .role = filter.role,
                       .panel = filter.panel};
    if (!take_time(filter.from, query.from) || !take_time(filter.to, query.to)) {
        return std::nullopt;
    }
    if (!is_beginning_of_identifier(filter.session)) {
        complain(filter.session + ": this is no session id, nor the beginning of one");
        return std::nullopt;
    }
    if (!filter.event.empty()) {
        const auto event = audit::event_named(filter.event);
        if (!event) {
            complain(filter.event + ": there is no such event");
            return std::nullopt;
        }
        query.events = {*event};
    }
    return query;
}

int go_through(const Common& common, const audit::Query& query,
               const std::function<bool(const audit::Hit&)>& hit) {
    const auto log = open_log(common.log);
    if (!log) {
        return exit_cannot_read;
    }
    auto tree = audit::TreeReader::open(*log);
    if (const auto* reason = std::get_if<std::string>(&tree)) {
        complain(*reason);
        return exit_cannot_read;
    }
    std::uint64_t unverified = 0;
    const auto unread =
        audit::scan(*log, std::get<audit::TreeReader>(tree), query, [&](const audit::Hit& found) {
            unverified += found.verified ? 0 : 1;
            return hit(found);
        });
    bool wrong = unverified > 0;
    if (wrong) {
        complain(std::to_string(unverified) +
                 " of these records are not those of the signed log (see tsuitate-audit verify)");
    }
    for (const audit::Unread& one : unread) {
        wrong = wrong || !one.erased;
        complain(audit::records_text(one.first, one.last, policy::Language::english) +
                 (one.erased ? " were erased, as the log says" : " could not be looked at: " + one.why));
    }
    return wrong ? exit_wrong : exit_right;
}

}  // namespace tsuitate::audit_tool
