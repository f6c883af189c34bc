// retention.toml.
#include "policy/load/retention.hpp"

#include "policy/load/toml_file.hpp"

namespace tsuitate::policy {
namespace {

void read_rules(Table& table, RetentionRules& rules) {
    constexpr std::int64_t longest = 36525;  // a hundred years
    table.each("rule", [&](Table& one) {
        RetentionRule rule{.name = one.name("name"), .keep = {}};
        refuse_twins(one, rules.rules, rule.name);
        rule.keep = std::chrono::days(one.number("days", 1, longest));
        rules.rules.push_back(std::move(rule));
    });
}

}  // namespace

std::variant<RetentionRules, PolicyError> load_retention(const std::filesystem::path& directory) {
    RetentionRules rules;
    if (auto wrong =
            read_toml_file(directory / "retention.toml", [&](Table& table) { read_rules(table, rules); })) {
        return std::move(*wrong);
    }
    return rules;
}

std::variant<RetentionRules, PolicyError> read_retention(std::string_view text,
                                                         const std::filesystem::path& name) {
    RetentionRules rules;
    if (auto wrong = read_toml_text(text, name, [&](Table& table) { read_rules(table, rules); })) {
        return std::move(*wrong);
    }
    return rules;
}

}  // namespace tsuitate::policy
