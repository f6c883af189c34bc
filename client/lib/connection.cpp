#include "client/lib/connection.hpp"

#include <poll.h>

#include <algorithm>
#include <array>
#include <string>

namespace tsuitate::client {

Connection::Connection() : bus_(sdbus::createSystemBusConnection()) {
    bus_->addMatch(
        "type='signal',sender='org.freedesktop.DBus',interface='org.freedesktop.DBus',"
        "member='NameOwnerChanged',arg0='org.tsuitate.Counter1',arg2=''",
        [this](auto&) { service_left_ = true; }, sdbus::floating_slot);
}

bool Connection::wait(const std::function<bool()>& done, int stop_descriptor, const Waker& waker,
                      std::optional<std::chrono::milliseconds> longest) {
    using Clock = std::chrono::steady_clock;
    const auto start = Clock::now();
    while (true) {
        do {
            if (done()) {
                return true;
            }
        } while (sdbus_version::process_one(*bus_));
        const auto poll_data = bus_->getEventLoopPollData();
        int timeout = poll_data.getPollTimeout();
        if (longest) {
            const auto spent = std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now() - start);
            if (spent >= *longest) {
                return false;
            }
            const int rest = static_cast<int>((*longest - spent).count());
            timeout = timeout < 0 ? rest : std::min(timeout, rest);
        }
        // poll(2) leaves a negative descriptor out.
        std::array<pollfd, 3> watched{{{.fd = poll_data.fd, .events = poll_data.events, .revents = 0},
                                       {.fd = stop_descriptor, .events = POLLIN, .revents = 0},
                                       {.fd = waker.descriptor, .events = POLLIN, .revents = 0}}};
        if (poll(watched.data(), watched.size(), timeout) <= 0) {
            continue;
        }
        if (watched[1].revents != 0) {
            return false;
        }
        if (watched[2].revents != 0 && waker.call) {
            waker.call();
        }
    }
}

}  // namespace tsuitate::client
