#include "tests/card/link.hpp"

#include <sys/socket.h>

#include <chrono>
#include <fstream>

namespace tsuitate::card_emulator {
namespace {

std::string hex(const Bytes& bytes) {
    constexpr char digits[] = "0123456789abcdef";
    std::string text;
    for (const std::uint8_t byte : bytes) {
        text += digits[byte >> 4U];
        text += digits[byte & 0xfU];
    }
    return text;
}

}  // namespace

bool read_exactly(int descriptor, std::uint8_t* bytes, std::size_t size) {
    while (size > 0) {
        const ssize_t got = recv(descriptor, bytes, size, 0);
        if (got <= 0) {
            return false;
        }
        bytes += got;
        size -= static_cast<std::size_t>(got);
    }
    return true;
}

bool write_exactly(int descriptor, const Bytes& bytes) {
    std::size_t sent = 0;
    while (sent < bytes.size()) {
        const ssize_t now = send(descriptor, bytes.data() + sent, bytes.size() - sent, MSG_NOSIGNAL);
        if (now <= 0) {
            return false;
        }
        sent += static_cast<std::size_t>(now);
    }
    return true;
}

void ExchangeLog::note(const Bytes& command, const Bytes& answer) {
    const auto now = std::chrono::duration_cast<std::chrono::milliseconds>(
                         std::chrono::system_clock::now().time_since_epoch())
                         .count();
    const std::string line = R"({"command":")" + hex(command) + R"(","answer":")" + hex(answer) +
                             R"(","time_ms":)" + std::to_string(now) + "}\n";
    constexpr std::size_t most_kept = 1U << 20U;
    if (recent_.size() < most_kept) {
        recent_ += line;
    }
    if (!path_.empty()) {
        std::ofstream(path_, std::ios::app) << line;
    }
}

}  // namespace tsuitate::card_emulator
