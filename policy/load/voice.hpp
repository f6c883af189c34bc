// Loading voice.toml: the one policy file that may be absent.
#pragma once

#include <filesystem>
#include <optional>
#include <string_view>
#include <variant>

#include "policy/load/load_policy.hpp"
#include "policy/voice/rules.hpp"

namespace tsuitate::policy {

// Nothing where the directory has no voice.toml: such a counter does not speak. Never throws.
std::variant<std::optional<VoiceRules>, PolicyError> load_voice(const std::filesystem::path& directory);

// The same for a text, for tests and fuzzers; `name` stands for the file in errors.
std::variant<std::optional<VoiceRules>, PolicyError> read_voice(std::string_view text,
                                                                const std::filesystem::path& name);

}  // namespace tsuitate::policy
