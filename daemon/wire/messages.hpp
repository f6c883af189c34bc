// Everything that can be said between the roles. Read its parts and you know the program:
// message_type.hpp (all names), front_messages.hpp, screen_messages.hpp, ledger_messages.hpp.
//
//     front  ──asks──►  vault  ──► screen   what to draw
//                              ──► voice    the same, to be spoken; it may say nothing
//            ◄─outcome─        ──► ledger   what happened, before it takes effect
//
// A message is a small fixed-size struct without padding; the names read WHO_VERB_NOUN. No message has a
// place for a PIN: Secret<N> is not trivially copyable, so `WireMessage` refuses it at compile time. A change
// of any struct bumps `protocol_version`.
#pragma once

#include <concepts>
#include <type_traits>

#include "daemon/wire/front_messages.hpp"
#include "daemon/wire/ledger_messages.hpp"
#include "daemon/wire/screen_messages.hpp"

namespace tsuitate::wire {

// Plain bytes, no pointers, no padding: what cannot be told apart from its bytes can be sent as its bytes.
template <typename T>
concept WireMessage = std::is_trivially_copyable_v<T> && std::has_unique_object_representations_v<T> &&
    requires(const T& message) {
    { T::type } -> std::convertible_to<MessageType>;
    { message.valid() } -> std::same_as<bool>;
};

}  // namespace tsuitate::wire
