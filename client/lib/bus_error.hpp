// BusError: what came over the bus as an error, as a value of the library.
#pragma once

#include "client/dbus/sdbus_version.hpp"
#include "client/lib/counter.hpp"

namespace tsuitate::client {

Error from_bus(const sdbus::Error& error);

}  // namespace tsuitate::client
