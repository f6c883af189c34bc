// ReferencePictures: what is drawn and compared with the pictures in tests/panel/pictures. Each scene once on
// a 10-inch panel in Japanese, and a choice of them on other panels, in English and in the other looks.
#pragma once

#include <string>
#include <vector>

#include "policy/policy.hpp"
#include "policy/session/scene.hpp"
#include "policy/touch/geometry.hpp"

namespace tsuitate::panel {

struct ReferencePicture {
    std::string name;  // of its file, without ".png"
    policy::Panel panel;
    policy::Scene scene;
};

// Precondition: the policy has the PINs "user-authentication" and "signature", and what situations_with()
// wants.
std::vector<ReferencePicture> reference_pictures(const policy::Policy& policy);

}  // namespace tsuitate::panel
