// limits.toml and access.toml.
#include "policy/load/readers.hpp"

namespace tsuitate::policy {

void read_limits(Table& table, Policy& policy) {
    constexpr std::int64_t longest = 3600;
    constexpr std::int64_t most_countdown = 240;
    const auto seconds = [&](std::string_view key) {
        return std::chrono::seconds(table.number(key, 1, longest));
    };
    Limits& limits = policy.limits;
    limits.card_wait = seconds("card-wait");
    limits.explain = seconds("explain");
    limits.entry_idle = seconds("entry-idle");
    limits.entry_total = seconds("entry-total");
    limits.countdown =
        std::chrono::seconds(table.number_or("countdown", limits.countdown.count(), 0, most_countdown));
    limits.question = seconds("question");
    limits.outcome = seconds("outcome");
    limits.session = seconds("session");
    limits.card_answer = seconds("card-answer");
    limits.record = seconds("record");
    if (limits.entry_idle > limits.entry_total) {
        table.complain("entry-idle", "\"entry-idle\" is longer than \"entry-total\"");
    }
    if (limits.countdown % countdown_step != std::chrono::seconds(0)) {
        table.complain("countdown", "\"countdown\" must be a multiple of 5");
    } else if (table.has("countdown") && limits.countdown >= limits.entry_idle) {
        table.complain("countdown", "\"countdown\" is not shorter than \"entry-idle\"");
    }
}

void read_access(Table& table, Policy& policy) {
    policy.access.group = table.name("group");
    if (table.has("audit-group")) {
        policy.access.audit_group = table.name("audit-group");
    }
}

}  // namespace tsuitate::policy
