#include "daemon/holders/holders.hpp"

#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "daemon/wire/descriptor.hpp"

namespace tsuitate::holders {
namespace {

namespace fs = std::filesystem;

bool has_open(const fs::path& process, dev_t device) {
    std::error_code error;
    for (const auto& entry : fs::directory_iterator(process / "fd", error)) {
        struct stat opened {};
        if (stat(entry.path().c_str(), &opened) == 0 && S_ISCHR(opened.st_mode) && opened.st_rdev == device) {
            return true;
        }
    }
    return false;
}

constexpr std::size_t longest_answer = 4096;

std::string printable(std::string text) {
    std::replace_if(
        text.begin(), text.end(), [](char c) { return c < ' ' || c > '~'; }, '?');
    return text;
}

wire::Descriptor connected_to(const char* path) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    wire::Descriptor link(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
    const timeval limit{.tv_sec = 5, .tv_usec = 0};
    if (!link || std::strlen(path) >= sizeof address.sun_path ||
        setsockopt(link.number(), SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit) != 0 ||
        setsockopt(link.number(), SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof limit) != 0) {
        return {};
    }
    std::copy_n(path, std::strlen(path), address.sun_path);
    if (connect(link.number(), reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
        return {};
    }
    return link;
}

}  // namespace

std::vector<std::string> holders_of(dev_t device) {
    std::vector<std::string> holders;
    std::error_code error;
    const std::string own = std::to_string(getpid());
    for (const auto& entry : fs::directory_iterator("/proc", error)) {
        const std::string number = entry.path().filename().string();
        const bool process = number.find_first_not_of("0123456789") == std::string::npos;
        if (!process || number == own || !has_open(entry.path(), device)) {
            continue;
        }
        std::string name;
        std::getline(std::ifstream(entry.path() / "comm"), name);
        holders.push_back(printable(name) + " (process " + number + ")");
    }
    return holders;
}

std::vector<std::string> ask_holders_of(dev_t device, const char* path) {
    const wire::Descriptor link = connected_to(path);
    const std::string question = std::to_string(device) + "\n";
    if (!link || send(link.number(), question.data(), question.size(), MSG_NOSIGNAL) < 0) {
        return {};
    }
    std::string answer;
    std::array<char, 512> piece;
    for (ssize_t got = 1; got > 0 && answer.size() < longest_answer;) {
        got = recv(link.number(), piece.data(), piece.size(), 0);
        answer.append(piece.data(), got > 0 ? static_cast<std::size_t>(got) : 0);
    }
    std::vector<std::string> holders;
    std::istringstream lines(answer);
    const std::string own = " (process " + std::to_string(getpid()) + ")";
    for (std::string line; std::getline(lines, line);) {
        if (!line.ends_with(own)) {
            holders.push_back(printable(line));
        }
    }
    return holders;
}

std::string describe(const std::vector<std::string>& holders) {
    if (holders.empty()) {
        return "a program that cannot be named here; \"sudo fuser -v\" on its node can";
    }
    std::string text = holders.front();
    for (std::size_t i = 1; i < holders.size(); ++i) {
        text += ", " + holders[i];
    }
    return text;
}

}  // namespace tsuitate::holders
