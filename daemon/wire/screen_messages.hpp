// What vault and screen say to each other: a scene, and that it is on the glass. The voice is told the scene,
// too.
#pragma once

#include <array>
#include <cstdint>

#include "daemon/wire/message_type.hpp"
#include "policy/session/scene.hpp"
#include "policy/session/vocabulary.hpp"

namespace tsuitate::wire {

struct VaultShowScene {
    static constexpr MessageType type = MessageType::vault_show_scene;
    std::uint32_t serial = 0;
    std::uint16_t fault_code = 0;
    policy::SceneName scene = policy::SceneName::idle;
    policy::Language language = policy::Language::japanese;
    std::uint8_t dots = 0;
    std::uint8_t tries_left = 0xff;
    std::uint8_t can_confirm = 0;  // 0 or 1
    std::uint8_t unclear = 0;      // 0 or 1
    std::uint8_t proof_cell = 0;
    std::uint8_t large_keys = 0;  // 0 or 1
    std::uint8_t seconds_left = 0;
    std::uint8_t held = 0;     // 0 to policy::hold_steps
    std::uint8_t swapped = 0;  // 0 or 1, like the next three
    std::uint8_t mirrored = 0;
    std::uint8_t keypad = 0;
    std::uint8_t helped = 0;
    std::uint8_t taken = 0;
    std::uint8_t seconds_to_act = 0;
    policy::Pad pad = policy::Pad::fixed;
    policy::Appearance appearance = policy::Appearance::light;
    std::uint32_t arrangement = 0;  // below policy::arrangements
    std::uint16_t blank = 0;        // 0 or 1; two bytes, so that there is no padding
    std::uint16_t said_again = 0;
    Name pin_kind{};
    Name procedure{};
    Name clerk{};
    Name reason{};
    Name help{};
    Name observer{};
    Name receipt{};
    Code receipt_code{};
    constexpr bool valid() const {
        const bool numbers = can_confirm <= 1 && unclear <= 1 && large_keys <= 1 &&
                             held <= policy::hold_steps && swapped <= 1 && mirrored <= 1 && keypad <= 1 &&
                             helped <= 1 && taken <= 1 && blank <= 1 && arrangement < policy::arrangements;
        return numbers && policy::valid(scene) && policy::valid(language) && policy::valid(pad) &&
               policy::valid(appearance) && pin_kind.valid() && procedure.valid() && clerk.valid() &&
               reason.valid() && help.valid() && observer.valid() && receipt.valid() && receipt_code.valid();
    }
};

// Said once after the start and again when the display changes.
struct ScreenTellPanel {
    static constexpr MessageType type = MessageType::screen_tell_panel;
    std::uint16_t width_px = 0;
    std::uint16_t height_px = 0;
    std::uint16_t width_mm = 0;  // from EDID; 0 where it does not say
    std::uint16_t height_mm = 0;
    constexpr bool valid() const { return width_px > 0 && height_px > 0; }
};

// The picture is on the glass. The vault takes no touch for a picture that is not.
struct ScreenTellShown {
    static constexpr MessageType type = MessageType::screen_tell_shown;
    std::uint32_t serial = 0;
    std::uint32_t text_length = 0;         // characters that are read on it
    std::uint64_t layout_fingerprint = 0;  // of the targets as drawn; must equal the vault's own
    Digest text{};                         // SHA-256 of the words as drawn; see docs/audit-log.md
    constexpr bool valid() const { return true; }
};

}  // namespace tsuitate::wire
