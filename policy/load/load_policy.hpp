// Loading the policy files. A broken file is an error with file, line and reason; nothing starts on half a
// policy.
#pragma once

#include <filesystem>
#include <string>
#include <variant>

#include "policy/policy.hpp"

namespace tsuitate::policy {

struct PolicyError {
    std::filesystem::path file;
    unsigned line = 0;  // 0: concerns the whole file
    std::string reason;
    // "pin-kinds.toml:12: max-length must be at most 16"
    std::string text() const;
};

// Reads pin-kinds.toml, procedures.toml, commands.toml, panel.toml, limits.toml, access.toml, staff.toml
// and assistance.toml of this directory. Unknown keys are errors: a misspelt limit must not be a silent
// default. Never throws.
std::variant<Policy, PolicyError> load_policy(const std::filesystem::path& directory);

}  // namespace tsuitate::policy
