// PolicyDirectory: a directory of policy files that a test may break; gone when the test ends.
#pragma once

#include <gtest/gtest.h>

#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

#include "policy/load/load_policy.hpp"

namespace tsuitate::policy {

inline std::string content_of(const std::filesystem::path& file) {
    std::ifstream stream(file, std::ios::binary);
    std::stringstream text;
    text << stream.rdbuf();
    return text.str();
}

class PolicyDirectory {
  public:
    PolicyDirectory()
        : path_(std::filesystem::temp_directory_path() / ("tsuitate-policy-" + std::to_string(getpid()))) {
        std::filesystem::remove_all(path_);
        std::filesystem::create_directory(path_);
    }
    ~PolicyDirectory() { std::filesystem::remove_all(path_); }
    PolicyDirectory(const PolicyDirectory&) = delete;
    PolicyDirectory& operator=(const PolicyDirectory&) = delete;

    std::filesystem::path file(const std::string& name) const { return path_ / name; }

    void fill_with_defaults() {
        const auto source = std::filesystem::path(TSUITATE_SOURCE_DIR) / "policy" / "default";
        for (const auto& entry : std::filesystem::directory_iterator(source)) {
            if (entry.is_regular_file()) {
                write(entry.path().filename().string(), content_of(entry.path()));
            }
        }
    }
    void write(const std::string& name, const std::string& text) const {
        std::ofstream(file(name), std::ios::binary) << text;
    }
    void replace(const std::string& name, const std::string& old_text, const std::string& new_text) const {
        std::string text = content_of(file(name));
        const std::size_t at = text.find(old_text);
        ASSERT_NE(at, std::string::npos) << old_text;
        text.replace(at, old_text.size(), new_text);
        write(name, text);
    }
    std::variant<Policy, PolicyError> load() const { return load_policy(path_); }
    // "pin-kinds.toml:7: …" without the directory, or "loaded".
    std::string error() const {
        const auto result = load();
        const auto* found = std::get_if<PolicyError>(&result);
        return found == nullptr ? "loaded" : found->text().substr(path_.string().size() + 1);
    }

  private:
    std::filesystem::path path_;
};

}  // namespace tsuitate::policy
