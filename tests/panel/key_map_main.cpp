// tsuitate-key-map: where the targets of a scene lie, as JSON.
#include <algorithm>
#include <cstdlib>
#include <iostream>
#include <optional>
#include <string_view>

#include "daemon/start/role_main.hpp"
#include "policy/keypad/effective_panel.hpp"
#include "policy/load/load_policy.hpp"
#include "tests/panel/panel_arguments.hpp"
#include "tests/panel/scene_description.hpp"

namespace {

using namespace tsuitate;

struct Arguments {
    std::string policy = TSUITATE_POLICY_DIR;
    std::string scene = "entry";
    std::string kind;
    std::string language = "ja";
    panel::PanelArguments panel;
};

template <typename Names>
std::optional<std::size_t> index_of(const Names& names, std::string_view wanted) {
    const auto found = std::find(names.begin(), names.end(), wanted);
    if (found == names.end()) {
        std::cerr << '"' << wanted << "\" is not known here\n";
        return std::nullopt;
    }
    return static_cast<std::size_t>(found - names.begin());
}

int print(const Arguments& arguments) {
    const auto told = arguments.panel.panel();
    const auto scene_index = index_of(policy::scene_names, arguments.scene);
    const auto language_index = index_of(policy::language_names, arguments.language);
    if (!told || !scene_index || !language_index) {
        return EXIT_FAILURE;
    }
    const auto loaded = policy::load_policy(arguments.policy);
    if (const auto* error = std::get_if<policy::PolicyError>(&loaded)) {
        std::cerr << error->text() << '\n';
        return EXIT_FAILURE;
    }
    const auto& policy = std::get<policy::Policy>(loaded);
    const policy::PinKind* kind = policy.pin_kind(arguments.kind);
    if (kind == nullptr && !arguments.kind.empty()) {
        std::cerr << "the policy has no PIN kind \"" << arguments.kind << "\"\n";
        return EXIT_FAILURE;
    }
    policy::Scene scene;
    scene.name = static_cast<policy::SceneName>(*scene_index);
    scene.language = static_cast<policy::Language>(*language_index);
    scene.pin_kind = arguments.kind;
    const policy::Panel panel = policy::effective_panel(*told, policy);
    std::cout << panel::describe(panel, scene, policy::layout_of(panel, scene, kind)).dump(2) << '\n';
    return EXIT_SUCCESS;
}

}  // namespace

int main(int argc, char** argv) {
    Arguments arguments;
    start::Role role{
        .name = "tsuitate-key-map",
        .purpose = "Prints where the targets of a scene lie, in millimetres.",
        .options = {{"policy", "DIR", "the policy to lay out by", &arguments.policy},
                    {"scene", "NAME", "such as entry or explain", &arguments.scene},
                    {"kind", "NAME", "PIN kind, such as user-authentication; none: digits", &arguments.kind},
                    {"lang", "TAG", "language", &arguments.language}}};
    arguments.panel.add_to(role.options);
    return start::run_role(role, argc, argv, [&] { return print(arguments); });
}
