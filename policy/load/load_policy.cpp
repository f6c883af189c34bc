#include "policy/load/load_policy.hpp"

#include <exception>

#include "policy/load/readers.hpp"

namespace tsuitate::policy {

std::string PolicyError::text() const {
    std::string place = file.string();
    if (line > 0) {
        place += ":" + std::to_string(line);
    }
    return place + ": " + reason;
}

std::variant<Policy, PolicyError> load_policy(const std::filesystem::path& directory) {
    try {
        Policy policy;
        for (const PolicyFile& file : policy_files) {
            const auto error =
                read_toml_file(directory / file.name, [&](Table& table) { file.read(table, policy); });
            if (error) {
                return *error;
            }
        }
        return policy;
    } catch (const std::exception& exception) {
        return PolicyError{.file = directory, .reason = exception.what()};
    }
}

}  // namespace tsuitate::policy
