// A scene as a message, and back: what the vault sends to screen and voice alike.
#pragma once

#include "daemon/wire/messages.hpp"
#include "policy/session/scene.hpp"

namespace tsuitate::wire {

VaultShowScene message_of(const policy::Scene& scene, std::uint32_t serial);
policy::Scene scene_of(const VaultShowScene& message);

}  // namespace tsuitate::wire
