#include "tests/panel/replay_input.hpp"

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <array>
#include <cstring>
#include <stdexcept>

namespace tsuitate::vault {
namespace {

constexpr std::size_t longest_line = 4096;

}  // namespace

ReplayInput::ReplayInput(loop::Loop& loop, const std::string& path)
    : loop_(loop), listener_socket_(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    if (path.size() >= sizeof address.sun_path) {
        throw std::runtime_error("the path of the emulated panel is too long: " + path);
    }
    std::memcpy(address.sun_path, path.data(), path.size());
    ::unlink(path.c_str());
    if (bind(listener_socket_.number(), reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0 ||
        listen(listener_socket_.number(), 4) != 0) {
        throw std::runtime_error("cannot listen on " + path + ": " + std::strerror(errno));
    }
}

ReplayInput::~ReplayInput() {
    loop_.forget(listener_socket_.number());
    for (const auto& [descriptor, device] : devices_) {
        loop_.forget(descriptor);
    }
}

void ReplayInput::start(InputListener& listener) {
    listener_.emplace(listener);
    loop_.watch(listener_socket_.number(), [this](std::uint32_t) { accept_device(); });
}

void ReplayInput::accept_device() {
    auto device = std::make_unique<Device>();
    device->connection =
        wire::Descriptor(accept4(listener_socket_.number(), nullptr, nullptr, SOCK_CLOEXEC | SOCK_NONBLOCK));
    if (!device->connection) {
        return;
    }
    const int descriptor = device->connection.number();
    devices_[descriptor] = std::move(device);
    loop_.watch(descriptor, [this, descriptor](std::uint32_t) { read(descriptor); });
}

void ReplayInput::read(int descriptor) {
    Device& device = *devices_.at(descriptor);
    std::array<char, 4096> buffer;
    const ssize_t got = recv(descriptor, buffer.data(), buffer.size(), 0);
    if (got < 0 && (errno == EAGAIN || errno == EINTR)) {
        return;
    }
    if (got <= 0) {
        unplug(descriptor, "unplugged");
        return;
    }
    device.unread.append(buffer.data(), static_cast<std::size_t>(got));
    for (std::size_t end = 0; (end = device.unread.find('\n')) != std::string::npos;) {
        const std::string line = device.unread.substr(0, end);
        device.unread.erase(0, end + 1);
        ++device.lines;
        if (!take_line(device, line)) {
            const std::string said = "error: line " + std::to_string(device.lines) + " is not evemu text\n";
            send(descriptor, said.data(), said.size(), MSG_NOSIGNAL);
            unplug(descriptor, "line " + std::to_string(device.lines) + " is not evemu text");
            return;
        }
    }
    if (device.unread.size() > longest_line) {
        unplug(descriptor, "a line is too long");
    }
}

bool ReplayInput::take_line(Device& device, const std::string& line) {
    if (line.starts_with("E:")) {
        const auto event = event_of_line(line);
        if (!event) {
            return false;
        }
        if (!device.decoder) {
            plug_in(device);
        }
        device.decoder->feed(*event, std::chrono::steady_clock::now(), panel_size_, *listener_);
        return true;
    }
    // An empty line ends a description before the first event.
    if (line.empty() && !device.decoder && !device.description.name.empty()) {
        plug_in(device);
        return true;
    }
    return !device.decoder ? take_description_line(device.description, line) : line.empty() || line[0] == '#';
}

wire::DeviceClass ReplayInput::class_of(const Device& device) {
    return device.description.is_touch() ? wire::DeviceClass::panel : wire::DeviceClass::keypad;
}

void ReplayInput::plug_in(Device& device) {
    const policy::TouchCapabilities has = device.description.capabilities();
    InputReport report{.device = class_of(device),
                       .state = wire::DeviceState::ready,
                       .name = device.description.name,
                       .place = "emulated",
                       .reason = ""};
    if (!device.description.is_touch()) {
        device.decoder = Decoder();
    } else {
        device.decoder = Decoder(has, {});
        if (!has.is_panel()) {
            report.state = wire::DeviceState::refused;
            report.reason = "nothing says when it is touched, or its axes have no range";
        }
    }
    listener_->on_input_report(report);
}

void ReplayInput::unplug(int descriptor, const std::string& reason) {
    loop_.forget(descriptor);
    const std::unique_ptr<Device> device = std::move(devices_.at(descriptor));
    devices_.erase(descriptor);
    listener_->forget_pens();
    if (device->decoder) {
        listener_->on_input_report({.device = class_of(*device),
                                    .state = wire::DeviceState::absent,
                                    .name = device->description.name,
                                    .place = "emulated",
                                    .reason = reason});
    }
}

}  // namespace tsuitate::vault
