#include "daemon/start/handover.hpp"

#include <fcntl.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <charconv>
#include <cstddef>
#include <cstdlib>
#include <cstring>
#include <string_view>

namespace tsuitate::start {
namespace {

constexpr int first_descriptor = 3;
constexpr int most_descriptors = 16;

std::optional<long> number_in_environment(const char* name) {
    const char* text = std::getenv(name);
    if (text == nullptr) {
        return std::nullopt;
    }
    long number = 0;
    const char* end = text + std::strlen(text);
    const auto [parsed, error] = std::from_chars(text, end, number);
    return error == std::errc{} && parsed == end ? std::optional(number) : std::nullopt;
}

std::optional<sockaddr_un> unix_address(std::string_view path) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    if (path.empty() || path.size() >= sizeof address.sun_path) {
        return std::nullopt;
    }
    std::memcpy(address.sun_path, path.data(), path.size());
    return address;
}

}  // namespace

std::map<std::string, wire::Descriptor> take_inherited_sockets() {
    std::map<std::string, wire::Descriptor> sockets;
    const auto pid = number_in_environment("LISTEN_PID");
    const auto count = number_in_environment("LISTEN_FDS");
    const char* names_text = std::getenv("LISTEN_FDNAMES");
    std::string names = names_text == nullptr ? "" : names_text;
    for (const char* name : {"LISTEN_PID", "LISTEN_FDS", "LISTEN_FDNAMES"}) {
        unsetenv(name);
    }
    if (!pid || !count || *pid != getpid() || *count < 1 || *count > most_descriptors) {
        return sockets;
    }
    for (int i = 0; i < *count; ++i) {
        const std::size_t colon = names.find(':');
        const std::string name = names.substr(0, colon);
        names = colon == std::string::npos ? "" : names.substr(colon + 1);
        fcntl(first_descriptor + i, F_SETFD, FD_CLOEXEC);
        sockets.insert_or_assign(name, wire::Descriptor(first_descriptor + i));
    }
    return sockets;
}

bool is_listening(const wire::Descriptor& socket) {
    int listening = 0;
    socklen_t size = sizeof listening;
    return getsockopt(socket.number(), SOL_SOCKET, SO_ACCEPTCONN, &listening, &size) == 0 && listening != 0;
}

std::optional<wire::Channel> accept_channel(const wire::Descriptor& listener) {
    wire::Descriptor connection(accept4(listener.number(), nullptr, nullptr, SOCK_CLOEXEC | SOCK_NONBLOCK));
    if (!connection) {
        return std::nullopt;
    }
    return wire::Channel(std::move(connection));
}

std::optional<wire::Channel> connect_to_vault(const std::string& path) {
    auto inherited = take_inherited_sockets();
    if (const auto found = inherited.find("vault"); found != inherited.end()) {
        return wire::Channel(std::move(found->second));
    }
    wire::Descriptor socket(::socket(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0));
    const auto address = unix_address(path);
    if (!socket || !address ||
        connect(socket.number(), reinterpret_cast<const sockaddr*>(&*address), sizeof *address) != 0) {
        return std::nullopt;
    }
    return wire::Channel(std::move(socket));
}

void notify(const std::string& state) {
    const char* path = std::getenv("NOTIFY_SOCKET");
    if (path == nullptr) {
        return;
    }
    auto address = unix_address(path);
    const wire::Descriptor socket(::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0));
    if (!address || !socket) {
        return;
    }
    const auto size = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + std::strlen(path));
    if (address->sun_path[0] == '@') {
        address->sun_path[0] = '\0';
    }
    sendto(socket.number(), state.data(), state.size(), MSG_NOSIGNAL,
           reinterpret_cast<const sockaddr*>(&*address), size);
}

}  // namespace tsuitate::start
