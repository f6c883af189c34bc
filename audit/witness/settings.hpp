// WitnessSettings: the file that says who a witness is, where it listens, and which logs it looks after.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "audit/note/key.hpp"
#include "policy/load/load_policy.hpp"

namespace tsuitate::audit {

struct WitnessSettings {
    std::string name;     // in its signatures
    std::string address;  // to listen at
    std::uint16_t port = 0;
    std::string prefix;       // "" or "/something"
    std::string certificate;  // PEM files; both empty: plain HTTP
    std::string certificate_key;
    std::vector<VerifierKey> logs;  // each named as the origin of its log
};

// A broken file is an error with its line and reason; nothing starts on half of it.
std::variant<WitnessSettings, policy::PolicyError> load_witness_settings(const std::filesystem::path& file);
std::variant<WitnessSettings, policy::PolicyError> witness_settings_of(std::string_view text,
                                                                       const std::filesystem::path& name);

}  // namespace tsuitate::audit
