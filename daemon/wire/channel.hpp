// Channel: one end of a SOCK_SEQPACKET connection to another role. A message arrives whole or not at all.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <utility>
#include <variant>

#include "daemon/wire/codec.hpp"
#include "daemon/wire/descriptor.hpp"

namespace tsuitate::wire {

enum class ChannelEvent : std::uint8_t { nothing_yet, peer_gone };

class Channel {
  public:
    Channel() = default;
    // Takes over a connected SOCK_SEQPACKET socket and makes it non-blocking.
    explicit Channel(Descriptor socket);

    int descriptor() const { return socket_.number(); }
    bool open() const { return static_cast<bool>(socket_); }
    void close() { socket_.reset(); }

    // False when the peer is gone or reads nothing any more: the caller drops it either way.
    template <WireMessage T>
    [[nodiscard]] bool send(const T& message) {
        return send_bytes(encode(message));
    }

    // The next message, an error of the peer's (drop it), or the state of the socket.
    template <typename Accepted>
    std::variant<typename Accepted::Any, DecodeError, ChannelEvent> receive() {
        // One byte more than the largest message, so that a longer one is seen as too long.
        std::array<std::uint8_t, Accepted::max_size + 1> buffer;
        const auto received = receive_bytes(buffer);
        if (const auto* event = std::get_if<ChannelEvent>(&received)) {
            return *event;
        }
        auto decoded = Accepted::decode(std::span(buffer).first(std::get<std::size_t>(received)));
        if (const auto* error = std::get_if<DecodeError>(&decoded)) {
            return *error;
        }
        return std::get<typename Accepted::Any>(std::move(decoded));
    }

  private:
    bool send_bytes(std::span<const std::uint8_t> bytes);
    std::variant<std::size_t, ChannelEvent> receive_bytes(std::span<std::uint8_t> buffer);

    Descriptor socket_;
};

}  // namespace tsuitate::wire
