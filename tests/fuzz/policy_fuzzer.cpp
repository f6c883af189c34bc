// Any text as a policy file. The first byte chooses the file; whatever follows is read or refused with a
// reason.
#include <cstdlib>
#include <iterator>

#include "policy/load/readers.hpp"
#include "policy/load/retention.hpp"

namespace {

using namespace tsuitate::policy;

// Whatever language the panel speaks, there is something to read.
bool complete(const LocalText& text) {
    for (std::size_t i = 0; i < language_names.size(); ++i) {
        if (text.in(static_cast<Language>(i)).empty()) {
            return false;
        }
    }
    return true;
}

// What the roles rely on without looking again.
void hold_promises(const Policy& policy) {
    for (const PinKind& kind : policy.pin_kinds) {
        if (kind.min_length < 1 || kind.max_length > 16 || kind.min_length > kind.max_length ||
            kind.application.size() < 5 || kind.application.size() > 16 || !complete(kind.title)) {
            std::abort();
        }
    }
    for (const CommandRule& rule : policy.commands) {
        for (unsigned instruction = 0; instruction < 256; ++instruction) {
            if ((instruction & rule.mask[1]) == (rule.value[1] & rule.mask[1]) &&
                touches_pin(static_cast<std::uint8_t>(instruction))) {
                std::abort();
            }
        }
    }
    const AssistanceRules& help = policy.assistance;
    if (help.window < std::chrono::seconds(60) || help.window > std::chrono::seconds(120) ||
        help.hold < std::chrono::seconds(1) || help.answer_after_percent < 30 || help.staff.size() > 999 ||
        help.observers.size() > 99) {
        std::abort();
    }
    for (std::size_t i = 0; i < language_names.size(); ++i) {
        if (help.reading_speeds.of(static_cast<Language>(i)) == 0) {
            std::abort();
        }
    }
    for (const Clerk& clerk : help.staff) {
        if (!complete(clerk.title)) {
            std::abort();
        }
    }
    for (const DeviceRule& rule : policy.panel.devices) {
        if (rule.properties.empty() || rule.path.empty() || rule.path.starts_with("virtual")) {
            std::abort();
        }
    }
}

void hold_retention(const std::variant<RetentionRules, PolicyError>& read) {
    if (const auto* rules = std::get_if<RetentionRules>(&read)) {
        for (const RetentionRule& rule : rules->rules) {
            if (rule.name.empty() || rule.keep < std::chrono::days(1)) {
                std::abort();
            }
        }
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) {
        return 0;
    }
    constexpr std::size_t retention = std::size(policy_files);  // the file that the ledger reads alone
    const std::size_t chosen = data[0] % (std::size(policy_files) + 1);
    const std::string_view text(reinterpret_cast<const char*>(data) + 1, size - 1);
    if (chosen == retention) {
        hold_retention(read_retention(text, "retention.toml"));
        return 0;
    }
    const PolicyFile& file = policy_files[chosen];
    Policy policy;
    const auto error = read_toml_text(text, file.name, [&](Table& table) { file.read(table, policy); });
    if (!error) {
        hold_promises(policy);
    } else if (error->reason.empty()) {
        std::abort();
    }
    return 0;
}
