#include "daemon/ledger/erasure_order.hpp"

#include <ctime>

#include "policy/named.hpp"

namespace tsuitate::ledger {
namespace {

// What is no day of the calendar comes back as another.
bool is_time(const std::string& text) {
    std::tm parts{};
    const char* end = strptime(text.c_str(), "%Y-%m-%dT%H:%M:%SZ", &parts);
    return end != nullptr && *end == '\0' && Moment{.unix_seconds = timegm(&parts)}.utc() == text;
}

}  // namespace

std::variant<ErasureOrder, std::string> allowed(ErasureOrder order, const policy::RetentionRules& rules,
                                                const Moment& now) {
    if (!is_time(order.before) || order.rule.empty() || order.officer.empty()) {
        return "--erase-before wants a time as 2026-01-31T00:00:00Z, and --rule and --officer with it";
    }
    if (!policy::is_name(order.officer)) {
        return "--officer must be 1 to 31 of a-z, 0-9 and -, a letter first";
    }
    const policy::RetentionRule* rule = rules.rule(order.rule);
    if (rule == nullptr) {
        return "retention.toml has no rule \"" + order.rule + "\"";
    }
    const std::string latest =
        Moment{.unix_seconds = now.unix_seconds - std::chrono::seconds(rule->keep).count()}.utc();
    if (order.before > latest) {
        return "the rule \"" + order.rule + "\" keeps records for " + std::to_string(rule->keep.count()) +
               " days: today nothing after " + latest + " may be erased";
    }
    return order;
}

}  // namespace tsuitate::ledger
