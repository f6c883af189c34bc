// voice.toml.
#include "policy/load/voice.hpp"

#include <algorithm>

#include "policy/load/toml_file.hpp"

namespace tsuitate::policy {
namespace {

constexpr std::size_t longest_card_id = 15;  // ALSA's own limit
constexpr std::size_t longest_control = 43;  // likewise

void check_card(Table& table, const std::string& card) {
    constexpr std::string_view allowed = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-";
    if (card.size() > longest_card_id || card.find_first_not_of(allowed) != std::string::npos) {
        table.complain("card", "\"card\" must be the id of a sound card, as /proc/asound/cards has it");
    }
}

void read_language(Table& table, VoiceRules& rules) {
    VoiceLanguage one;
    const std::string name = table.text("language");
    const auto found = language_named(name);
    if (!name.empty() && !found) {
        table.complain("language", "the panel has no language \"" + name + '"');
        return;
    }
    one.language = found.value_or(Language{});
    one.command = table.texts("command");
    const bool writes = std::any_of(one.command.begin(), one.command.end(), [](const std::string& word) {
        return word.find("{wav}") != std::string::npos;
    });
    if (!writes) {
        table.complain("command", "\"command\" must name {wav}, the file that it writes");
    }
    if (!name.empty() && rules.language(one.language) != nullptr) {
        table.complain("language", "the language \"" + name + "\" is there twice");
    }
    rules.languages.push_back(std::move(one));
}

void read_rules(Table& table, VoiceRules& rules) {
    rules.card = table.text("card");
    check_card(table, rules.card);
    if (table.has("jack")) {
        rules.jack = table.text("jack");
        if (rules.jack.size() > longest_control) {
            table.complain("jack", "\"jack\" must be the name of a control of the card");
        }
    }
    table.each("language", [&](Table& one) { read_language(one, rules); });
}

}  // namespace

std::variant<std::optional<VoiceRules>, PolicyError> load_voice(const std::filesystem::path& directory) {
    const std::filesystem::path file = directory / "voice.toml";
    std::error_code error;
    if (std::filesystem::status(file, error).type() == std::filesystem::file_type::not_found) {
        return std::nullopt;
    }
    VoiceRules rules;
    if (auto wrong = read_toml_file(file, [&](Table& table) { read_rules(table, rules); })) {
        return std::move(*wrong);
    }
    return rules;
}

std::variant<std::optional<VoiceRules>, PolicyError> read_voice(std::string_view text,
                                                                const std::filesystem::path& name) {
    VoiceRules rules;
    if (auto wrong = read_toml_text(text, name, [&](Table& table) { read_rules(table, rules); })) {
        return std::move(*wrong);
    }
    return rules;
}

}  // namespace tsuitate::policy
