// VoiceRules: where a counter speaks, and which program made the speech of each language. Read by the voice
// alone; without a voice.toml there is none.
#pragma once

#include <string>
#include <vector>

#include "policy/session/vocabulary.hpp"

namespace tsuitate::policy {

struct VoiceLanguage {
    Language language = Language::japanese;
    // Program and arguments that write a WAV file from the text on their input; {wav} stands for its path.
    std::vector<std::string> command;
};

struct VoiceRules {
    std::string card;  // its id, as /proc/asound/cards has it
    std::string jack;  // the card's control that says whether a headset is in; empty: the card is the headset
    std::vector<VoiceLanguage> languages;

    const VoiceLanguage* language(Language wanted) const {
        for (const VoiceLanguage& one : languages) {
            if (one.language == wanted) {
                return &one;
            }
        }
        return nullptr;
    }
};

}  // namespace tsuitate::policy
