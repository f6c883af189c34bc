// Wording: what a scene says, in full sentences, from the texts, the policy and the scene's numbers.
#pragma once

#include <string>
#include <vector>

#include "daemon/screen/texts.hpp"
#include "policy/policy.hpp"
#include "policy/session/scene.hpp"

namespace tsuitate::screen {

struct Sentence {
    std::string text;
    bool strong = false;
};

struct Wording {
    std::string heading;
    std::vector<Sentence> message;
};

Wording wording_of(const policy::Scene& scene, const policy::Policy& policy, const Texts& texts);

// "5 characters", beside the dots of a PIN without fixed length.
std::string typed_count(std::uint8_t count, const Texts& texts);

}  // namespace tsuitate::screen
