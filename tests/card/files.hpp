// Files: the applications and elementary files of the emulated card, as the public programs of the facts know
// them.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace tsuitate::card_emulator {

using Bytes = std::vector<std::uint8_t>;

enum class FileKind : std::uint8_t { transparent, pin, signature_key };

struct File {
    FileKind kind = FileKind::transparent;
    Bytes content;                // of a transparent file
    std::uint16_t needs_pin = 0;  // EF of the PIN in the same application that must be verified; 0: none
    // A PIN:
    std::string pin_name;
    std::string pin;
    int tries_left = 0;
    int max_tries = 0;
    int min_length = 4;
    int max_length = 4;
};

struct Application {
    std::string name;
    Bytes aid;
    std::map<std::uint16_t, File> files;
};

}  // namespace tsuitate::card_emulator
