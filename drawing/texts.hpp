// Texts: every word of the panel in one language, read from policy/texts/. A file with a missing or an
// unknown text is refused: nobody shall stand before half a sentence.
#pragma once

#include <array>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "policy/keypad/layout.hpp"
#include "policy/load/load_policy.hpp"
#include "policy/session/vocabulary.hpp"

namespace tsuitate::drawing {

struct SceneText {
    std::string heading;
    std::vector<std::string> message;                      // one sentence or paragraph each
    std::map<std::string, std::string, std::less<>> keys;  // that are called otherwise in this scene
};

struct Texts {
    policy::Language language = policy::Language::japanese;
    std::vector<std::string> break_before;
    std::map<std::string, std::string, std::less<>> keys;     // by the name of the key's action
    std::map<std::string, std::string, std::less<>> phrases;  // by id
    std::array<SceneText, policy::scene_names.size()> scenes;

    const SceneText& scene(policy::SceneName name) const { return scenes.at(static_cast<std::size_t>(name)); }
    const std::string& phrase(std::string_view id) const { return phrases.find(id)->second; }
    const std::string& key(policy::SceneName name, policy::KeyAction action) const;
};

struct AllTexts {
    std::array<Texts, policy::language_names.size()> languages;
    const Texts& of(policy::Language language) const {
        return languages.at(static_cast<std::size_t>(language));
    }
};

// Reads <directory>/<language>.toml for each language of the panel. Never throws.
std::variant<AllTexts, policy::PolicyError> load_texts(const std::filesystem::path& directory);

// The values of placeholders by name. Replaces every {name}; a name that has no value stays as it is.
using Values = std::map<std::string, std::string, std::less<>>;
std::string fill_in(std::string_view text, const Values& values);

}  // namespace tsuitate::drawing
