// Records of help, observers and receipts, for tests: what a test does not say is filled in.
#pragma once

#include <string>

#include "audit/note/base64.hpp"
#include "audit/record/schema.hpp"
#include "audit/tree/hash.hpp"
#include "policy/assistance/receipt.hpp"

namespace tsuitate::tests {

struct HelpWords {
    std::string detail{};
    std::string clerk = "clerk-01";
    std::string pin_kind = "signature";
    std::string manner = "usual";
    std::string role = "supervisor";
    std::uint64_t receipt = 12'345'678'901;
};

inline audit::JsonObject help_fields(policy::RecordKind kind, const std::string& session,
                                     const HelpWords& words = {}) {
    using policy::RecordField;
    const audit::JsonObject all = {
        {"session", session},
        {"detail", words.detail},
        {"clerk", words.clerk},
        {"pin-kind", words.pin_kind},
        {"manner", words.manner},
        {"role", words.role},
        {"reason", std::string("panel-hard-to-use")},
        {"help", std::string("points-at-keys")},
        {"language", std::string("ja")},
        {"seconds", std::uint64_t{90}},
        {"text", audit::to_base64(audit::sha256("May this clerk help?"))},
        {"receipt", policy::receipt_text(words.receipt)},
    };
    audit::JsonObject fields;
    for (const audit::FieldRule& rule : audit::rules_of(kind)) {
        if (const auto found = all.find(rule.key); found != all.end()) {
            fields.insert(*found);
        }
    }
    return fields;
}

}  // namespace tsuitate::tests
