// Handover: the sockets a role is given at its start, by systemd or by whoever starts it in tests and demo,
// in the protocol of sd_listen_fds(3): $LISTEN_PID, $LISTEN_FDS, $LISTEN_FDNAMES, descriptors from 3 on.
#pragma once

#include <map>
#include <optional>
#include <string>

#include "daemon/wire/channel.hpp"

namespace tsuitate::start {

// All inherited sockets by name, each close-on-exec; removes the variables from the environment.
std::map<std::string, wire::Descriptor> take_inherited_sockets();

// True when the socket waits for connections, false when it is one.
bool is_listening(const wire::Descriptor& socket);

// Accepts one connection. Who may connect is said by owner and mode of the socket's file (systemd/*.socket).
// Nothing when the peer has gone again.
std::optional<wire::Channel> accept_channel(const wire::Descriptor& listener);

// The way to the vault of any other role: the inherited socket named "vault", else a connection to this path.
// Nothing when neither is there; the caller says so and exits, and its unit starts it again.
std::optional<wire::Channel> connect_to_vault(const std::string& path);

// Tells the service manager that the role is ready, or any other state line of sd_notify(3). Does nothing
// when there is no service manager.
void notify(const std::string& state);

}  // namespace tsuitate::start
