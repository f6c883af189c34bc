#include "policy/touch/keypad_keys.hpp"

#include <linux/input-event-codes.h>

#include <array>
#include <utility>

namespace tsuitate::policy {
namespace {

constexpr std::array<std::pair<std::uint16_t, char>, 46> characters = {{
    {KEY_0, '0'},   {KEY_1, '1'},   {KEY_2, '2'},   {KEY_3, '3'},   {KEY_4, '4'},   {KEY_5, '5'},
    {KEY_6, '6'},   {KEY_7, '7'},   {KEY_8, '8'},   {KEY_9, '9'},   {KEY_KP0, '0'}, {KEY_KP1, '1'},
    {KEY_KP2, '2'}, {KEY_KP3, '3'}, {KEY_KP4, '4'}, {KEY_KP5, '5'}, {KEY_KP6, '6'}, {KEY_KP7, '7'},
    {KEY_KP8, '8'}, {KEY_KP9, '9'}, {KEY_A, 'A'},   {KEY_B, 'B'},   {KEY_C, 'C'},   {KEY_D, 'D'},
    {KEY_E, 'E'},   {KEY_F, 'F'},   {KEY_G, 'G'},   {KEY_H, 'H'},   {KEY_I, 'I'},   {KEY_J, 'J'},
    {KEY_K, 'K'},   {KEY_L, 'L'},   {KEY_M, 'M'},   {KEY_N, 'N'},   {KEY_O, 'O'},   {KEY_P, 'P'},
    {KEY_Q, 'Q'},   {KEY_R, 'R'},   {KEY_S, 'S'},   {KEY_T, 'T'},   {KEY_U, 'U'},   {KEY_V, 'V'},
    {KEY_W, 'W'},   {KEY_X, 'X'},   {KEY_Y, 'Y'},   {KEY_Z, 'Z'},
}};

constexpr std::array<std::pair<std::uint16_t, KeyAction>, 8> actions = {{
    {KEY_ENTER, KeyAction::confirm},
    {KEY_KPENTER, KeyAction::confirm},
    {KEY_BACKSPACE, KeyAction::correct},
    {KEY_DELETE, KeyAction::clear},
    {KEY_ESC, KeyAction::stop},
    {KEY_F1, KeyAction::help},
    {KEY_KPASTERISK, KeyAction::blank},
    {KEY_KPSLASH, KeyAction::say_again},
}};

}  // namespace

std::optional<Key> key_of_code(std::uint16_t code) {
    std::optional<Key> found;
    // Through all of them: which one it was must not show in the time it takes.
    for (const auto& [known, character] : characters) {
        if (known == code) {
            found = Key{.action = KeyAction::character, .character = static_cast<std::uint8_t>(character)};
        }
    }
    for (const auto& [known, action] : actions) {
        if (known == code) {
            found = Key{.action = action};
        }
    }
    return found;
}

}  // namespace tsuitate::policy
