// Clip: something recorded, as it is played: one channel of 16 bits.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "daemon/voice/spoken.hpp"
#include "policy/session/vocabulary.hpp"

namespace tsuitate::voice {

struct Clip {
    std::string text;   // what is said; empty for a sound
    unsigned rate = 0;  // samples a second
    std::vector<std::int16_t> samples;
};

// A WAV file of one channel and 16 bits, at most a minute long. Else a sentence why not.
std::variant<Clip, std::string> parse_wav(std::string_view bytes);
std::variant<Clip, std::string> read_wav(const std::filesystem::path& file);

// 40 ms; the same samples each time.
Clip tone(Sound sound);

// Where the clip of a text lies below the directory: LANGUAGE/SHA-256.wav.
std::filesystem::path clip_path(const std::filesystem::path& directory, policy::Language language,
                                const std::string& text);

}  // namespace tsuitate::voice
