// TomlFile: one policy file taken apart. Remembers which keys were asked for, so that unknown ones are
// errors.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "policy/load/load_policy.hpp"
#include "policy/load/toml_header.hpp"

namespace tsuitate::policy {

// The first error of a load. Readers go on with defaults after it; nothing of their result is used then.
class Complaints {
  public:
    explicit Complaints(std::filesystem::path file) : file_(std::move(file)) {}
    void add(unsigned line, std::string reason);
    const std::optional<PolicyError>& first() const { return first_; }

  private:
    std::filesystem::path file_;
    std::optional<PolicyError> first_;
};

// One table of a file. Every getter complains, naming the line, when the key is missing or its value is out
// of range.
class Table {
  public:
    Table(const toml::table& table, Complaints& complaints) : table_(table), complaints_(complaints) {}

    // One line for people or for matching: not empty, at most 1000 bytes, without control characters.
    std::string text(std::string_view key);
    // [a-z0-9-], 1 to 31 characters, a letter first: names go into the log, and no PIN shall look like one.
    std::string name(std::string_view key);
    std::int64_t number(std::string_view key, std::int64_t smallest, std::int64_t largest);
    std::int64_t number_or(std::string_view key, std::int64_t otherwise, std::int64_t smallest,
                           std::int64_t largest);
    bool flag_or(std::string_view key, bool otherwise);
    // Exactly so many finite numbers; zeros after a complaint.
    std::vector<double> numbers(std::string_view key, std::size_t count);
    // A list of texts, each as text() wants it; it may be empty.
    std::vector<std::string> texts(std::string_view key);
    bool has(std::string_view key) const { return table_.contains(key); }
    // Calls back for the table under this key.
    void table(std::string_view key, const std::function<void(Table&)>& read);
    // Calls back for each [[key]].
    void each(std::string_view key, const std::function<void(Table&)>& read);
    // Every key with a text value.
    std::vector<std::pair<std::string, std::string>> all_texts();

    unsigned line() const { return table_.source().begin.line; }
    unsigned line_of(std::string_view key) const;
    void complain(std::string_view key, const std::string& reason);
    // Complains about every key that nobody asked for.
    void finish();

  private:
    const toml::node* find(std::string_view key);

    const toml::table& table_;
    Complaints& complaints_;
    std::set<std::string, std::less<>> asked_;
};

// Complains when the name was used before.
template <typename T>
void refuse_twins(Table& table, const std::vector<T>& all, const std::string& name) {
    for (const T& one : all) {
        if (one.name == name) {
            table.complain("name", "the name \"" + name + "\" is used twice");
        }
    }
}

// Parses a file of at most 1 MiB, the only way to the parser: it is given nothing that it is known to stumble
// over (see ascii_form.hpp). `name` stands for the file in errors.
std::variant<toml::table, PolicyError> parse_toml_file(const std::filesystem::path& file);
std::variant<toml::table, PolicyError> parse_toml_text(std::string_view text,
                                                       const std::filesystem::path& name);

// Parses a file and lets `read` take it apart. Returns the first error.
std::optional<PolicyError> read_toml_file(const std::filesystem::path& file,
                                          const std::function<void(Table&)>& read);
// The same for a text, for tests.
std::optional<PolicyError> read_toml_text(std::string_view text, const std::filesystem::path& name,
                                          const std::function<void(Table&)>& read);

}  // namespace tsuitate::policy
