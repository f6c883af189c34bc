// Bus: the connection to the system bus, inside the loop of the front. Owns the connection; after `serve`
// nothing of it waits. Never starts a thread.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "client/dbus/sdbus_version.hpp"
#include "daemon/loop/loop.hpp"

namespace tsuitate::front {

class Bus {
  public:
    using OnCallerLeft = std::function<void(const std::string& unique_name)>;
    using OnUid = std::function<void(std::optional<std::uint32_t> uid)>;

    // Connects. Throws sdbus::Error when there is no bus.
    explicit Bus(loop::Loop& loop);
    ~Bus();
    Bus(const Bus&) = delete;
    Bus& operator=(const Bus&) = delete;

    sdbus::IConnection& connection() { return *connection_; }

    // Takes the name and works from then on. Throws sdbus::Error when the name is taken.
    void serve(const std::string& name, OnCallerLeft on_caller_left, std::function<void()> on_gone);

    // The user of a connection as the bus knows it; nothing when the connection has left. Calls back later.
    void ask_uid(const std::string& unique_name, OnUid on_uid);

    // Who reads a property right now; only meaningful inside a property's getter.
    const std::string& property_reader() const { return property_reader_; }

    // Does what is due. To be called after anything that may have used the connection.
    void settle();

  private:
    void process();
    void watch_again();

    loop::Loop& loop_;
    std::unique_ptr<sdbus::IConnection> connection_;
    std::unique_ptr<sdbus::IProxy> driver_;
    std::function<void()> on_gone_;
    std::string property_reader_;
    bool serving_ = false;
    bool processing_ = false;
    int watched_descriptor_ = -1;
    short watched_events_ = 0;
    std::optional<loop::Loop::TimerId> timer_;
};

}  // namespace tsuitate::front
