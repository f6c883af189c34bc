#include "tests/integration/card/card_process.hpp"

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>

#include <chrono>
#include <cstring>
#include <fstream>
#include <stdexcept>
#include <thread>

#include "daemon/wire/descriptor.hpp"

namespace tsuitate::test {
namespace {

wire::Descriptor connect_to(const std::filesystem::path& path) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    std::memcpy(address.sun_path, path.c_str(), path.native().size());
    wire::Descriptor socket(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
    if (connect(socket.number(), reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
        socket.reset();
    }
    return socket;
}

}  // namespace

CardProcess::CardProcess(int port, const std::vector<std::string>& arguments) {
    std::string name = "/tmp/tsuitate-card-XXXXXX";
    if (mkdtemp(name.data()) == nullptr) {
        throw std::runtime_error("no directory for the emulated card");
    }
    directory_ = name;
    std::vector<std::string> command = {CARD_EMULATOR,
                                        "--vpcd",
                                        "127.0.0.1:" + std::to_string(port),
                                        "--control",
                                        directory_ / "control",
                                        "--log",
                                        directory_ / "log",
                                        "--keys",
                                        CARD_KEYS};
    command.insert(command.end(), arguments.begin(), arguments.end());
    std::vector<char*> argv;
    for (std::string& word : command) {
        argv.push_back(word.data());
    }
    argv.push_back(nullptr);
    if (posix_spawn(&process_, argv[0], nullptr, nullptr, argv.data(), environ) != 0) {
        throw std::runtime_error("the emulated card cannot be started: " + command[0]);
    }
    // Long enough for making RSA keys the first time, on a busy machine.
    const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(60);
    while (!connect_to(directory_ / "control")) {
        if (std::chrono::steady_clock::now() > end || waitpid(process_, nullptr, WNOHANG) != 0) {
            throw std::runtime_error("the emulated card does not come up");
        }
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
}

CardProcess::~CardProcess() {
    kill(process_, SIGKILL);
    waitpid(process_, nullptr, 0);
    std::error_code ignored;
    std::filesystem::remove_all(directory_, ignored);
}

std::string CardProcess::say(const std::string& command) const {
    const wire::Descriptor socket = connect_to(directory_ / "control");
    const std::string line = command + "\n";
    send(socket.number(), line.data(), line.size(), MSG_NOSIGNAL);
    std::string answer;
    for (char byte = 0; recv(socket.number(), &byte, 1, 0) == 1;) {
        answer += byte;
    }
    if (!answer.starts_with("ok")) {
        throw std::runtime_error("the emulated card refuses \"" + command + "\": " + answer);
    }
    return answer.substr(std::min<std::size_t>(answer.size(), 3), answer.find('\n') - 3);
}

int CardProcess::verifies() const {
    std::ifstream log(directory_ / "log");
    int count = 0;
    for (std::string line; std::getline(log, line);) {
        const std::string verify = R"("command":"00200080)";
        const std::size_t found = line.find(verify);
        // VERIFY without data asks for the tries.
        if (found != std::string::npos && line.compare(found + verify.size(), 1, "\"") != 0) {
            ++count;
        }
    }
    return count;
}

}  // namespace tsuitate::test
