#include "audit/witness/settings.hpp"

#include <algorithm>

#include "policy/load/toml_file.hpp"

namespace tsuitate::audit {
namespace {

using policy::PolicyError;
using policy::Table;

void read_log(Table& table, WitnessSettings& settings) {
    const auto key = verifier_key_of(table.text("key"));
    if (!key || key->use != KeyUse::note) {
        table.complain("key", "\"key\" must be the verifier key of a log: <origin>+<8 digits>+<base 64>");
        return;
    }
    if (std::find(settings.logs.begin(), settings.logs.end(), *key) != settings.logs.end()) {
        table.complain("key", "the key of \"" + key->name + "\" is there twice");
    }
    settings.logs.push_back(*key);
}

void read_prefix(Table& table, WitnessSettings& settings) {
    settings.prefix = table.text("prefix");
    constexpr const char* allowed = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_/";
    const bool fits = settings.prefix.starts_with('/') && !settings.prefix.ends_with('/') &&
                      settings.prefix.find_first_not_of(allowed) == std::string::npos;
    if (!fits) {
        table.complain("prefix",
                       "\"prefix\" must begin with / and end without, of letters, digits, -, _ and /");
    }
}

void read_settings(Table& table, WitnessSettings& settings) {
    settings.name = table.text("name");
    if (!is_key_name(settings.name)) {
        table.complain("name", "\"name\" must hold neither spaces nor +");
    }
    settings.address = table.text("address");
    settings.port = static_cast<std::uint16_t>(table.number("port", 1, UINT16_MAX));
    if (table.has("prefix")) {
        read_prefix(table, settings);
    }
    if (table.has("certificate") || table.has("certificate-key")) {
        settings.certificate = table.text("certificate");
        settings.certificate_key = table.text("certificate-key");
    }
    table.each("log", [&](Table& log) { read_log(log, settings); });
}

std::variant<WitnessSettings, PolicyError> result(std::optional<PolicyError> error,
                                                  WitnessSettings settings) {
    if (error) {
        return std::move(*error);
    }
    return settings;
}

}  // namespace

std::variant<WitnessSettings, PolicyError> load_witness_settings(const std::filesystem::path& file) {
    WitnessSettings settings;
    auto error = policy::read_toml_file(file, [&](Table& table) { read_settings(table, settings); });
    return result(std::move(error), std::move(settings));
}

std::variant<WitnessSettings, PolicyError> witness_settings_of(std::string_view text,
                                                               const std::filesystem::path& name) {
    WitnessSettings settings;
    auto error = policy::read_toml_text(text, name, [&](Table& table) { read_settings(table, settings); });
    return result(std::move(error), std::move(settings));
}

}  // namespace tsuitate::audit
