// Situations: what a citizen can come to see, for those who draw all of it: the gallery to look at, the tests
// to measure. Names of people and reasons come from the policy that is given.
#pragma once

#include <string>
#include <vector>

#include "policy/pin/pin_kind.hpp"
#include "policy/policy.hpp"
#include "policy/session/scene.hpp"

namespace tsuitate::panel {

struct Situation {
    std::string name;  // "consent-held"
    policy::Scene scene;
};

// All of them for one PIN, in Japanese. Precondition: the policy has a procedure, a clerk, a reason, a way of
// help and a role of observers.
std::vector<Situation> situations_with(const policy::Policy& policy, const policy::PinKind& kind);

}  // namespace tsuitate::panel
