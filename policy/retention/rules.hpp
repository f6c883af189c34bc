// RetentionRules: how long the contents of the audit log's records are kept at least. Read by the ledger when
// it is told to erase.
#pragma once

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

namespace tsuitate::policy {

struct RetentionRule {
    std::string name;  // recorded with each erasure
    std::chrono::days keep{};
};

struct RetentionRules {
    std::vector<RetentionRule> rules;

    // Null when there is none of this name.
    const RetentionRule* rule(std::string_view name) const {
        for (const RetentionRule& one : rules) {
            if (one.name == name) {
                return &one;
            }
        }
        return nullptr;
    }
};

}  // namespace tsuitate::policy
