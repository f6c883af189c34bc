#include <iostream>
#include <set>

#include "audit/log/story.hpp"
#include "audit/tool/answers.hpp"
#include "audit/tool/opening.hpp"

namespace tsuitate::audit_tool {

int show(const Common& common, const std::string& session) {
    const auto wanted = query_of({.session = session});
    if (!wanted || session.empty()) {
        return exit_usage;
    }
    std::vector<audit::Event> events;
    std::set<std::string> sessions;
    const int status = go_through(common, *wanted, [&](const audit::Hit& hit) {
        auto parsed = audit::record_of(hit.record.bytes);
        auto& record = std::get<audit::Record>(parsed);  // it has been accepted before
        sessions.insert(record.text("session"));
        events.push_back({.record = std::move(record), .verified = hit.verified});
        return true;
    });
    if (status == exit_cannot_read) {
        return status;
    }
    if (sessions.empty()) {
        complain(session + ": the log has no such session");
        return exit_usage;
    }
    if (sessions.size() > 1) {
        complain(session + ": several sessions begin so; write more of the id");
        return exit_usage;
    }
    std::cout << audit::story_of(*sessions.begin(), events, common.language);
    return status;
}

}  // namespace tsuitate::audit_tool
