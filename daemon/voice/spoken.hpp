// Spoken: what is said of a scene to somebody who hears it in place of seeing it. A pure function of two
// scenes: nothing in it says which key was hit, because nothing in a scene does.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "drawing/texts.hpp"
#include "policy/policy.hpp"
#include "policy/session/scene.hpp"

namespace tsuitate::voice {

// The same for every key that types, and another that takes back.
enum class Sound : std::uint8_t { none, typed, taken_back };

// One thing to be heard: a sound, or a text.
struct Prompt {
    Sound sound = Sound::none;
    std::string text;
    friend bool operator==(const Prompt&, const Prompt&) = default;
};

// What is said now that `now` follows `before`; nothing when what is being said may go on. Whatever comes
// takes the place of what is being said.
std::vector<Prompt> prompts_for(const std::optional<policy::Scene>& before, const policy::Scene& now,
                                const policy::Policy& policy, const drawing::AllTexts& texts);

// To somebody who has just put a headset in.
std::vector<Prompt> greeting(const policy::Scene& now, const policy::Policy& policy,
                             const drawing::AllTexts& texts);

// Every text that either can say in this language: what has to be recorded.
std::set<std::string> phrase_book(policy::Language language, const policy::Policy& policy,
                                  const drawing::AllTexts& texts);

}  // namespace tsuitate::voice
