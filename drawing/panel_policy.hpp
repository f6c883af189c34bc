// PanelPolicy: a policy directory as whoever draws or speaks needs it, rules and texts. Header only: its
// users link tsuitate_policy_load, which drawing itself does not need.
#pragma once

#include <filesystem>
#include <utility>
#include <variant>

#include "drawing/texts.hpp"
#include "policy/load/load_policy.hpp"

namespace tsuitate::drawing {

struct PanelPolicy {
    policy::Policy rules;
    AllTexts texts;
};

// Never throws.
inline std::variant<PanelPolicy, policy::PolicyError> load_panel_policy(
    const std::filesystem::path& directory) {
    auto rules = policy::load_policy(directory);
    if (auto* error = std::get_if<policy::PolicyError>(&rules)) {
        return std::move(*error);
    }
    auto texts = load_texts(directory / "texts");
    if (auto* error = std::get_if<policy::PolicyError>(&texts)) {
        return std::move(*error);
    }
    return PanelPolicy{.rules = std::move(std::get<policy::Policy>(rules)),
                       .texts = std::move(std::get<AllTexts>(texts))};
}

}  // namespace tsuitate::drawing
