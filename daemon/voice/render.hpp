// Render: makes the clips, once, at installation: for each text of each language it runs the program that
// voice.toml names. The role itself never runs one, and needs none to be installed.
#pragma once

#include <filesystem>

#include "drawing/texts.hpp"
#include "policy/policy.hpp"
#include "policy/voice/rules.hpp"

namespace tsuitate::voice {

// Into DIRECTORY/LANGUAGE, with a list of which file says what. A clip that is there stays, so that
// somebody's recording can take its place. False, having said why, when one could not be made.
bool render(const policy::VoiceRules& rules, const policy::Policy& policy, const drawing::AllTexts& texts,
            const std::filesystem::path& directory);

}  // namespace tsuitate::voice
