// Connection: the bus of one Counter and its sessions. Owns the connection; is only ever run by the call that
// waits, in that call's thread.
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <optional>

#include "client/dbus/sdbus_version.hpp"

namespace tsuitate::client {

inline constexpr const char* service_name = "org.tsuitate.Counter1";
inline constexpr const char* counter_path = "/org/tsuitate/Counter1";
inline constexpr const char* audit_path = "/org/tsuitate/Audit1";

class Connection {
  public:
    // Throws sdbus::Error when there is no bus.
    Connection();

    sdbus::IConnection& bus() { return *bus_; }

    // Somebody else who wants to be heard meanwhile; `call` reads the descriptor empty.
    struct Waker {
        int descriptor = -1;
        std::function<void()> call;
    };

    // Serves the bus until `done` says so (true), or `stop_descriptor` is readable or the time over (false).
    // Throws sdbus::Error when the bus goes away.
    bool wait(const std::function<bool()>& done, int stop_descriptor, const Waker& waker,
              std::optional<std::chrono::milliseconds> longest = std::nullopt);
    bool wait(const std::function<bool()>& done, int stop_descriptor) {
        return wait(done, stop_descriptor, Waker{});
    }

    // True once the service has left the bus.
    bool service_left() const { return service_left_; }

  private:
    std::unique_ptr<sdbus::IConnection> bus_;
    bool service_left_ = false;
};

}  // namespace tsuitate::client
