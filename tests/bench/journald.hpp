// Journald: a running systemd-journald as a way to make a record durable: one datagram to its socket, then
// io.systemd.Journal.Synchronize, whose reply comes when what was sent is on the disk.
#pragma once

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <stdexcept>
#include <string>

namespace tsuitate::bench {

class Journald {
  public:
    // `directory` holds its sockets: /run/systemd/journal, or that of a namespace.
    explicit Journald(const std::string& directory)
        : datagrams_(connected(SOCK_DGRAM, directory + "/socket")),
          calls_(connected(SOCK_STREAM, directory + "/io.systemd.journal")) {}
    ~Journald() {
        close(datagrams_);
        close(calls_);
    }
    Journald(const Journald&) = delete;
    Journald& operator=(const Journald&) = delete;

    // Throws std::runtime_error when it does not answer as it should.
    void write(const std::string& line) {
        const std::string datagram = "MESSAGE=" + line + "\n";
        const std::string call(R"({"method":"io.systemd.Journal.Synchronize"})");
        if (send(datagrams_, datagram.data(), datagram.size(), 0) < 0 ||
            send(calls_, call.c_str(), call.size() + 1, 0) < 0) {
            throw std::runtime_error("journald does not take more");
        }
        std::string reply;
        char byte = 0;
        while (recv(calls_, &byte, 1, 0) == 1 && byte != '\0') {
            reply += byte;
        }
        if (reply.find("error") != std::string::npos || reply.empty()) {
            throw std::runtime_error("journald answers: " + reply);
        }
    }

  private:
    static int connected(int type, const std::string& path) {
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        path.copy(address.sun_path, sizeof(address.sun_path) - 1);
        const int made = socket(AF_UNIX, type | SOCK_CLOEXEC, 0);
        if (made < 0 || connect(made, reinterpret_cast<const sockaddr*>(&address), sizeof(address)) != 0) {
            throw std::runtime_error("no journald at " + path);
        }
        return made;
    }

    int datagrams_;
    int calls_;
};

}  // namespace tsuitate::bench
