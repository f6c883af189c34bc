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

// How long a phase may last before PhaseTimeUp; nothing where it lasts until something happens. The clock
// starts anew with every phase and with every touch.
std::optional<std::chrono::seconds> time_limit(const State& state, const Limits& limits);

}  // namespace tsuitate::policy
