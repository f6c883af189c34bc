#include "policy/load/toml_file.hpp"

#include <algorithm>
#include <cmath>
#include <fstream>

#include "policy/load/ascii_form.hpp"
#include "policy/named.hpp"

namespace tsuitate::policy {
namespace {

constexpr std::uintmax_t largest_file = 1U << 20U;
constexpr std::size_t longest_text = 1000;
// The parser nests a table for each dot of a dotted key and takes them down recursively: half a million dots
// are a stack overflow, and no way to stop it. Without that many dots there is no such depth.
constexpr std::ptrdiff_t most_dots = 2000;

std::string in_quotes(std::string_view text) {
    return "\"" + std::string(text) + "\"";
}

bool has_control_characters(std::string_view text) {
    return std::any_of(text.begin(), text.end(), [](char character) {
        const auto code = static_cast<unsigned char>(character);
        return code < 0x20 || code == 0x7f;
    });
}

}  // namespace

void Complaints::add(unsigned line, std::string reason) {
    if (!first_) {
        first_ = PolicyError{.file = file_, .line = line, .reason = std::move(reason)};
    }
}

unsigned Table::line_of(std::string_view key) const {
    const toml::node* node = table_.get(key);
    return node == nullptr ? line() : node->source().begin.line;
}

void Table::complain(std::string_view key, const std::string& reason) {
    complaints_.add(line_of(key), reason);
}

const toml::node* Table::find(std::string_view key) {
    asked_.emplace(key);
    const toml::node* node = table_.get(key);
    if (node == nullptr) {
        complaints_.add(line(), "the key " + in_quotes(key) + " is missing");
    }
    return node;
}

std::string Table::text(std::string_view key) {
    const toml::node* node = find(key);
    if (node == nullptr) {
        return {};
    }
    const auto value = node->value_exact<std::string>();
    if (!value || value->empty()) {
        complain(key, in_quotes(key) + " must be a text in quotes, and not empty");
        return {};
    }
    if (value->size() > longest_text || has_control_characters(*value)) {
        complain(key, in_quotes(key) + " must be one line of at most " + std::to_string(longest_text) +
                          " bytes, without control characters");
        return {};
    }
    return *value;
}

std::string Table::name(std::string_view key) {
    std::string value = text(key);
    if (!value.empty() && !is_name(value)) {
        complain(key, in_quotes(key) + " must be 1 to 31 of a-z, 0-9 and -, a letter first, not " +
                          in_quotes(value));
    }
    return value;
}

std::int64_t Table::number(std::string_view key, std::int64_t smallest, std::int64_t largest) {
    const toml::node* node = find(key);
    if (node == nullptr) {
        return smallest;
    }
    const auto value = node->value_exact<std::int64_t>();
    if (!value || *value < smallest || *value > largest) {
        complain(key, in_quotes(key) + " must be a whole number from " + std::to_string(smallest) + " to " +
                          std::to_string(largest));
        return smallest;
    }
    return *value;
}

std::int64_t Table::number_or(std::string_view key, std::int64_t otherwise, std::int64_t smallest,
                              std::int64_t largest) {
    asked_.emplace(key);
    return has(key) ? number(key, smallest, largest) : otherwise;
}

bool Table::flag_or(std::string_view key, bool otherwise) {
    asked_.emplace(key);
    if (!has(key)) {
        return otherwise;
    }
    const auto value = table_.get(key)->value_exact<bool>();
    if (!value) {
        complain(key, in_quotes(key) + " must be true or false");
    }
    return value.value_or(otherwise);
}

std::vector<double> Table::numbers(std::string_view key, std::size_t count) {
    std::vector<double> values;
    const toml::node* node = find(key);
    const toml::array* array = node == nullptr ? nullptr : node->as_array();
    if (array != nullptr) {
        for (const toml::node& element : *array) {
            // TOML knows "nan" and "inf", which pass every comparison with a bound or none.
            const auto value = element.value<double>();
            if (value && std::isfinite(*value)) {
                values.push_back(*value);
            }
        }
    }
    if (array == nullptr || array->size() != count || values.size() != count) {
        complain(key, in_quotes(key) + " must be a list of " + std::to_string(count) + " finite numbers");
        values.assign(count, 0);
    }
    return values;
}

std::vector<std::string> Table::texts(std::string_view key) {
    std::vector<std::string> values;
    const toml::node* node = find(key);
    if (node == nullptr) {
        return values;
    }
    const toml::array* array = node->as_array();
    const auto wrong = [](const toml::node& element) {
        const auto value = element.value_exact<std::string>();
        return !value || value->empty() || value->size() > longest_text || has_control_characters(*value);
    };
    if (array == nullptr || std::any_of(array->begin(), array->end(), wrong)) {
        complain(key, in_quotes(key) + " must be a list of texts in quotes, each one line and not empty");
        return values;
    }
    for (const toml::node& element : *array) {
        values.push_back(*element.value_exact<std::string>());
    }
    return values;
}

void Table::table(std::string_view key, const std::function<void(Table&)>& read) {
    const toml::node* node = find(key);
    if (node == nullptr) {
        return;
    }
    if (const toml::table* found = node->as_table()) {
        Table inner(*found, complaints_);
        read(inner);
        inner.finish();
    } else {
        complain(key, in_quotes(key) + " must be a table");
    }
}

void Table::each(std::string_view key, const std::function<void(Table&)>& read) {
    const toml::node* node = find(key);
    if (node == nullptr) {
        return;
    }
    const toml::array* array = node->as_array();
    if (array == nullptr || array->empty() || !array->is_homogeneous(toml::node_type::table)) {
        complain(key, "write at least one [[" + std::string(key) + "]]");
        return;
    }
    for (const toml::node& element : *array) {
        Table inner(*element.as_table(), complaints_);
        read(inner);
        inner.finish();
    }
}

std::vector<std::pair<std::string, std::string>> Table::all_texts() {
    std::vector<std::pair<std::string, std::string>> texts;
    for (const auto& [key, node] : table_) {
        texts.emplace_back(key.str(), text(key.str()));
    }
    return texts;
}

void Table::finish() {
    for (const auto& [key, node] : table_) {
        if (!asked_.contains(key.str())) {
            complaints_.add(key.source().begin.line,
                            "the key " + in_quotes(key.str()) + " is not known here");
        }
    }
}

std::variant<toml::table, PolicyError> parse_toml_text(std::string_view text,
                                                       const std::filesystem::path& name) {
    if (std::count(text.begin(), text.end(), '.') > most_dots) {
        return PolicyError{.file = name, .reason = "has more than " + std::to_string(most_dots) + " dots"};
    }
    const auto ascii = ascii_form(text);
    if (const auto* refused = std::get_if<BeyondAscii>(&ascii)) {
        return PolicyError{.file = name, .line = refused->line, .reason = refused->reason};
    }
    try {
        return toml::parse(std::get<std::string>(ascii));
    } catch (const toml::parse_error& error) {
        return PolicyError{
            .file = name, .line = error.source().begin.line, .reason = std::string(error.description())};
    }
}

std::variant<toml::table, PolicyError> parse_toml_file(const std::filesystem::path& file) {
    std::error_code error;
    const std::uintmax_t size = std::filesystem::file_size(file, error);
    if (error) {
        return PolicyError{.file = file, .reason = "cannot be read: " + error.message()};
    }
    if (size > largest_file) {
        return PolicyError{.file = file, .reason = "is larger than 1 MiB"};
    }
    std::ifstream stream(file, std::ios::binary);
    std::string text(static_cast<std::size_t>(size), '\0');
    if (!stream.read(text.data(), static_cast<std::streamsize>(size))) {
        return PolicyError{.file = file, .reason = "cannot be read"};
    }
    return parse_toml_text(text, file);
}

namespace {

std::optional<PolicyError> take_apart(const std::variant<toml::table, PolicyError>& parsed,
                                      const std::filesystem::path& name,
                                      const std::function<void(Table&)>& read) {
    if (const auto* error = std::get_if<PolicyError>(&parsed)) {
        return *error;
    }
    Complaints complaints(name);
    Table table(std::get<toml::table>(parsed), complaints);
    read(table);
    table.finish();
    return complaints.first();
}

}  // namespace

std::optional<PolicyError> read_toml_text(std::string_view text, const std::filesystem::path& name,
                                          const std::function<void(Table&)>& read) {
    return take_apart(parse_toml_text(text, name), name, read);
}

std::optional<PolicyError> read_toml_file(const std::filesystem::path& file,
                                          const std::function<void(Table&)>& read) {
    return take_apart(parse_toml_file(file), file, read);
}

}  // namespace tsuitate::policy
