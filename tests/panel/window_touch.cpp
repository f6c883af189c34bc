#include "tests/panel/window_touch.hpp"

#include <linux/input-event-codes.h>
#include <sys/socket.h>
#include <sys/un.h>

#include <array>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstring>
#include <utility>
#include <vector>

#include "daemon/log/log.hpp"

namespace tsuitate::panel {
namespace {

constexpr int axis_maximum = 4095;
constexpr std::chrono::seconds connect_interval{1};

// A bitmap of evemu: the first `count` bits of an event type, eight bytes a line.
std::string bitmap(unsigned type, std::size_t count, std::initializer_list<unsigned> set) {
    std::vector<unsigned> bytes((count + 63) / 64 * 8);
    for (const unsigned bit : set) {
        bytes.at(bit / 8) |= 1U << (bit % 8);
    }
    std::string text;
    std::array<char, 8> part{};
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        if (i % 8 == 0) {
            std::snprintf(part.data(), part.size(), "B: %02x", type);
            text.append(part.data());
        }
        std::snprintf(part.data(), part.size(), " %02x", bytes[i]);
        text.append(part.data());
        if (i % 8 == 7) {
            text.push_back('\n');
        }
    }
    return text;
}

std::string description() {
    std::string text =
        "# EVEMU 1.2\n"
        "N: Tsuitate emulated panel\n"
        "I: 0003 0000 0000 0001\n"
        "P: 02 00 00 00 00 00 00 00\n";  // INPUT_PROP_DIRECT
    text += bitmap(EV_SYN, EV_CNT, {EV_SYN, EV_KEY, EV_ABS});
    text += bitmap(EV_KEY, KEY_CNT, {BTN_TOUCH});
    text += bitmap(EV_ABS, ABS_CNT, {ABS_X, ABS_Y});
    for (const int axis : {ABS_X, ABS_Y}) {
        std::array<char, 32> line{};
        std::snprintf(line.data(), line.size(), "A: %02x 0 %d 0 0 0\n", static_cast<unsigned>(axis),
                      axis_maximum);
        text.append(line.data());
    }
    text += "\n";  // the description is complete; without it the panel is there from its first event on
    return text;
}

std::string event(unsigned type, unsigned code, int value) {
    const auto now = std::chrono::duration_cast<std::chrono::microseconds>(
        std::chrono::steady_clock::now().time_since_epoch());
    std::array<char, 64> line{};
    std::snprintf(line.data(), line.size(), "E: %lld.%06lld %04x %04x %d\n",
                  static_cast<long long>(now.count() / 1'000'000),
                  static_cast<long long>(now.count() % 1'000'000), type, code, value);
    return line.data();
}

}  // namespace

WindowTouch::WindowTouch(loop::Loop& loop, std::string path) : loop_(loop), path_(std::move(path)) {
    connect();
}

void WindowTouch::connect() {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    if (path_.size() >= sizeof address.sun_path) {
        log::error("the path of the panel's socket is too long", {{"PATH", path_}});
        return;
    }
    std::memcpy(address.sun_path, path_.data(), path_.size());
    wire::Descriptor socket(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
    if (socket &&
        ::connect(socket.number(), reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0) {
        socket_ = std::move(socket);
        touching_ = false;
        send(description());
        return;
    }
    loop_.after(connect_interval, [this] { connect(); });
}

void WindowTouch::contact(bool down, double x, double y) {
    std::string text;
    if (down || touching_) {
        text += event(EV_ABS, ABS_X, static_cast<int>(std::lround(x * axis_maximum)));
        text += event(EV_ABS, ABS_Y, static_cast<int>(std::lround(y * axis_maximum)));
    }
    if (down != touching_) {
        text += event(EV_KEY, BTN_TOUCH, down ? 1 : 0);
    }
    if (!text.empty()) {
        touching_ = down;
        send(text + event(EV_SYN, SYN_REPORT, 0));
    }
}

void WindowTouch::send(const std::string& text) {
    if (!socket_) {
        return;
    }
    const ssize_t sent = ::send(socket_.number(), text.data(), text.size(), MSG_NOSIGNAL);
    if (sent != static_cast<ssize_t>(text.size())) {
        log::warning("nobody reads the panel's socket any more", {{"PATH", path_}});
        socket_.reset();
        loop_.after(connect_interval, [this] { connect(); });
    }
}

}  // namespace tsuitate::panel
