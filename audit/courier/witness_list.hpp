// WitnessList: which witnesses the courier brings checkpoints to, and how often (policy file witnesses.toml).
#pragma once

#include <chrono>
#include <filesystem>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "audit/note/key.hpp"
#include "policy/load/load_policy.hpp"

namespace tsuitate::audit {

struct WitnessAddress {
    std::string name;  // among the counter's witnesses; a directory is named after it
    std::string host;  // "https://witness.example:8443"
    std::string path;  // "/prefix/add-checkpoint"
    VerifierKey key;

    std::string url() const { return host + path; }
};

struct WitnessList {
    std::chrono::seconds interval{};     // at least so long between two checkpoints to one witness
    std::chrono::seconds longest_gap{};  // without a signature of a witness, before that is told
    std::vector<WitnessAddress> witnesses;
};

// A broken file is an error with its line and reason; nothing starts on half of it.
std::variant<WitnessList, policy::PolicyError> load_witness_list(const std::filesystem::path& file);
std::variant<WitnessList, policy::PolicyError> witness_list_of(std::string_view text,
                                                               const std::filesystem::path& name);

}  // namespace tsuitate::audit
