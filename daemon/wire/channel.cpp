#include "daemon/wire/channel.hpp"

#include <fcntl.h>
#include <sys/socket.h>

#include <cerrno>

namespace tsuitate::wire {

Channel::Channel(Descriptor socket) : socket_(std::move(socket)) {
    const int flags = fcntl(socket_.number(), F_GETFL);
    fcntl(socket_.number(), F_SETFL, flags | O_NONBLOCK);
}

bool Channel::send_bytes(std::span<const std::uint8_t> bytes) {
    if (!open()) {
        return false;
    }
    // A peer whose queue is full has stopped reading; waiting for it would stop the PIN entry with it.
    const ssize_t sent = ::send(socket_.number(), bytes.data(), bytes.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
    return sent == static_cast<ssize_t>(bytes.size());
}

std::variant<std::size_t, ChannelEvent> Channel::receive_bytes(std::span<std::uint8_t> buffer) {
    if (!open()) {
        return ChannelEvent::peer_gone;
    }
    const ssize_t received = ::recv(socket_.number(), buffer.data(), buffer.size(), MSG_DONTWAIT);
    if (received > 0) {
        return static_cast<std::size_t>(received);
    }
    if (received < 0 && (errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR)) {
        return ChannelEvent::nothing_yet;
    }
    return ChannelEvent::peer_gone;
}

}  // namespace tsuitate::wire
