// Loading retention.toml.
#pragma once

#include <filesystem>
#include <string_view>
#include <variant>

#include "policy/load/load_policy.hpp"
#include "policy/retention/rules.hpp"

namespace tsuitate::policy {

// Never throws.
std::variant<RetentionRules, PolicyError> load_retention(const std::filesystem::path& directory);

// The same for a text, for tests and fuzzers; `name` stands for the file in errors.
std::variant<RetentionRules, PolicyError> read_retention(std::string_view text,
                                                         const std::filesystem::path& name);

}  // namespace tsuitate::policy
