// Picture: a scene on a panel as pixels. A pure function: the same scene, panel, policy and texts give the
// same bytes, and nothing in them says which key was hit.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "drawing/surface.hpp"
#include "drawing/texts.hpp"
#include "policy/keypad/layout.hpp"
#include "policy/policy.hpp"

namespace tsuitate::drawing {

struct Picture {
    Surface surface;
    policy::Layout layout;
    std::vector<std::string> cut_texts;  // what did not fit into its place; empty in every tested size
};

Picture draw_picture(const policy::Panel& panel, const policy::Scene& scene, const policy::Policy& policy,
                     const AllTexts& texts);

}  // namespace tsuitate::drawing
