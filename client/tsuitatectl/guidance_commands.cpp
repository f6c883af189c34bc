// What a PIN is, for people: from the running service, and as a sheet of paper from the policy alone.
#include <iostream>
#include <nlohmann/json.hpp>
#include <optional>
#include <variant>

#include "client/leaflet/leaflet.hpp"
#include "client/tsuitatectl/commands.hpp"
#include "client/tsuitatectl/report.hpp"
#include "drawing/panel_policy.hpp"

namespace tsuitate::tsuitatectl {
namespace {

using nlohmann::json;

void print(const Settings& settings, const client::PinDescription& pin) {
    if (settings.json) {
        std::cout << json{{"name", pin.name},
                          {"slip-number", pin.slip_number},
                          {"title", pin.title},
                          {"purpose", pin.purpose},
                          {"min-length", pin.min_length},
                          {"max-length", pin.max_length},
                          {"alphabet", pin.alphabet},
                          {"characters", pin.characters},
                          {"needs-letter-and-digit", pin.needs_letter_and_digit},
                          {"characters-since", pin.characters_since},
                          {"characters-source", pin.characters_source},
                          {"max-tries", pin.max_tries},
                          {"when-locked", pin.when_locked},
                          {"when-unknown", pin.when_unknown},
                          {"without", pin.without}}
                  << '\n';
        return;
    }
    std::cout << pin.name << ": " << pin.title << '\n'
              << "    number on the slip: " << pin.slip_number << '\n'
              << "    purpose: " << pin.purpose << '\n'
              << "    length: " << pin.min_length;
    if (pin.max_length != pin.min_length) {
        std::cout << " to " << pin.max_length;
    }
    std::cout << "\n    characters: " << pin.characters
              << (pin.needs_letter_and_digit ? ", at least one letter and one digit" : "") << '\n'
              << "    the same since: " << pin.characters_since << " (" << pin.characters_source << ")\n"
              << "    locks after: " << pin.max_tries << " wrong in a row\n"
              << "    when locked: " << pin.when_locked << '\n'
              << "    when unknown: " << pin.when_unknown << '\n'
              << "    without it: " << pin.without << '\n';
}

int refuse(const std::string& reason, int status) {
    std::cerr << "tsuitatectl: " << reason << '\n';
    return status;
}

}  // namespace

int describe(const Settings& settings, const std::string& kind, client::Language language) {
    return with_counter([&](client::Counter& counter) {
        std::vector<std::string> kinds{kind};
        if (kind.empty()) {
            const auto found = counter.pin_kinds();
            if (const auto* error = std::get_if<client::Error>(&found)) {
                return report(*error);
            }
            kinds = std::get<std::vector<std::string>>(found);
        }
        for (const std::string& one : kinds) {
            const auto told = counter.describe_pin(one, language);
            if (const auto* error = std::get_if<client::Error>(&told)) {
                return report(*error);
            }
            print(settings, std::get<client::PinDescription>(told));
        }
        return exit_done;
    });
}

int leaflet(const LeafletWishes& wanted) {
    const auto loaded = drawing::load_panel_policy(wanted.policy_dir);
    if (const auto* error = std::get_if<policy::PolicyError>(&loaded)) {
        return refuse(error->text(), exit_error);
    }
    const auto& [rules, texts] = std::get<drawing::PanelPolicy>(loaded);
    for (const std::string& kind : wanted.kinds) {
        if (rules.pin_kind(kind) == nullptr) {
            return refuse("the policy names no PIN \"" + kind + '"', exit_usage);
        }
    }
    const auto sheet = leaflet::pdf_of({.kinds = wanted.kinds, .language = wanted.language}, rules, texts);
    if (const auto* error = std::get_if<leaflet::Error>(&sheet)) {
        return refuse(error->reason, exit_error);
    }
    const auto error = leaflet::write(std::get<std::string>(sheet), wanted.output);
    return error ? refuse(error->reason, exit_error) : exit_done;
}

}  // namespace tsuitate::tsuitatectl
