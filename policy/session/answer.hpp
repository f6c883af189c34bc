// What a touch says to a question. The tactile keypad has no keys for answers: Enter means yes, the key that
// takes a character back means no.
#pragma once

#include "policy/session/event.hpp"

namespace tsuitate::policy {

constexpr bool says_yes(const Touched& event) {
    return event.action == KeyAction::yes || (event.on_keypad && event.action == KeyAction::confirm);
}

constexpr bool says_no(const Touched& event) {
    return event.action == KeyAction::no || (event.on_keypad && event.action == KeyAction::correct);
}

}  // namespace tsuitate::policy
