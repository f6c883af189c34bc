// Machine: the whole behaviour of a session as one pure function, so that a test can walk every reachable
// state of the real code (tests/model).
#pragma once

#include <chrono>
#include <optional>

#include "policy/policy.hpp"
#include "policy/session/effect.hpp"
#include "policy/session/event.hpp"
#include "policy/session/state.hpp"

namespace tsuitate::policy {

struct Step {
    State state;
    Effects effects;
};

// Every event is allowed in every state; one that means nothing there changes nothing.
Step step(const State& state, const Event& event);

// What was typed is checked at a multiple of this after the first picture of the keys: the moment of the last
// touch is nobody's business (facts: exact times tell up to 2 bits a digit).
inline constexpr std::chrono::seconds end_grid{2};

// How long a phase may last before PhaseTimeUp; nothing where it lasts until something happens. The clock
// starts anew with every phase and with every touch.
std::optional<std::chrono::seconds> time_limit(const State& state, const Limits& limits,
                                               const AssistanceRules& assistance);

}  // namespace tsuitate::policy
