// SceneDescription: a scene and its targets as JSON, for the players of tests: they touch where a key lies
// without knowing the layout's rules.
#pragma once

#include <nlohmann/json.hpp>

#include "policy/keypad/layout.hpp"
#include "policy/session/scene.hpp"

namespace tsuitate::panel {

nlohmann::ordered_json describe(const policy::Panel& panel, const policy::Scene& scene,
                                const policy::Layout& layout);

}  // namespace tsuitate::panel
