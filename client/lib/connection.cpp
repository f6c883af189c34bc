#include "client/lib/connection.hpp"

#include <poll.h>

#include <array>
#include <string>

namespace tsuitate::client {

Connection::Connection() : bus_(sdbus::createSystemBusConnection()) {
    bus_->addMatch(
        "type='signal',sender='org.freedesktop.DBus',interface='org.freedesktop.DBus',"
        "member='NameOwnerChanged',arg0='org.tsuitate.Counter1',arg2=''",
        [this](auto&) { service_left_ = true; }, sdbus::floating_slot);
}

bool Connection::wait(const std::function<bool()>& done, int stop_descriptor) {
    while (true) {
        do {
            if (done()) {
                return true;
            }
        } while (sdbus_version::process_one(*bus_));
        const auto poll_data = bus_->getEventLoopPollData();
        // poll(2) leaves a negative descriptor out.
        std::array<pollfd, 2> watched{{{.fd = poll_data.fd, .events = poll_data.events, .revents = 0},
                                       {.fd = stop_descriptor, .events = POLLIN, .revents = 0}}};
        if (poll(watched.data(), watched.size(), poll_data.getPollTimeout()) > 0 && watched[1].revents != 0) {
            return false;
        }
    }
}

}  // namespace tsuitate::client
