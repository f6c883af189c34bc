#include "tests/card/vpcd_link.hpp"

#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

#include <array>
#include <memory>
#include <thread>

namespace tsuitate::card_emulator {
namespace {

enum Control : std::uint8_t { power_off = 0, power_on = 1, reset = 2, get_atr = 4 };

// The driver writes length and data in two segments; without this each APDU waits for a delayed
// acknowledgement.
void acknowledge_at_once(int socket) {
    const int on = 1;
    setsockopt(socket, IPPROTO_TCP, TCP_QUICKACK, &on, sizeof on);
    setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
}

}  // namespace

bool VpcdLink::insert() {
    addrinfo wanted{};
    wanted.ai_socktype = SOCK_STREAM;
    addrinfo* found = nullptr;
    if (getaddrinfo(host_.c_str(), port_.c_str(), &wanted, &found) != 0) {
        return false;
    }
    const std::unique_ptr<addrinfo, decltype(&freeaddrinfo)> addresses(found, freeaddrinfo);
    wire::Descriptor candidate(::socket(found->ai_family, SOCK_STREAM | SOCK_CLOEXEC, 0));
    if (!candidate || connect(candidate.number(), found->ai_addr, found->ai_addrlen) != 0) {
        return false;
    }
    acknowledge_at_once(candidate.number());
    socket_ = std::move(candidate);
    return true;
}

bool VpcdLink::send_message(const Bytes& message) {
    Bytes framed = {static_cast<std::uint8_t>(message.size() >> 8U),
                    static_cast<std::uint8_t>(message.size() & 0xffU)};
    framed.insert(framed.end(), message.begin(), message.end());
    return write_exactly(socket_.number(), framed);
}

bool VpcdLink::serve(Card& card) {
    std::array<std::uint8_t, 2> length{};
    if (!read_exactly(socket_.number(), length.data(), length.size())) {
        return false;
    }
    acknowledge_at_once(socket_.number());
    Bytes message(static_cast<std::size_t>(length[0] << 8U | length[1]));
    if (!read_exactly(socket_.number(), message.data(), message.size())) {
        return false;
    }
    acknowledge_at_once(socket_.number());
    if (message.size() == 1) {
        if (message[0] == get_atr) {
            return send_message(atr_);
        }
        card.reset();
        return true;
    }
    const Answer answer = card.process(message);
    std::this_thread::sleep_for(answer.delay);
    log_.note(message, answer.bytes);
    const bool answered = answer.mute || answer.bytes.empty() || send_message(answer.bytes);
    if (answer.card_removed) {
        remove();
        card.reset();
    }
    return answered;
}

}  // namespace tsuitate::card_emulator
