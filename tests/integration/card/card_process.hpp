// CardProcess: the emulated card as a process of its own, with its control socket and the log of what reached
// it.
#pragma once

#include <sys/types.h>

#include <filesystem>
#include <string>
#include <vector>

namespace tsuitate::test {

class CardProcess {
  public:
    // Starts it for the virtual reader that listens on `port`. Throws std::runtime_error when it does not
    // come up.
    CardProcess(int port, const std::vector<std::string>& arguments);
    ~CardProcess();
    CardProcess(const CardProcess&) = delete;
    CardProcess& operator=(const CardProcess&) = delete;

    // One control command; returns what follows its "ok". Throws std::runtime_error for anything else.
    std::string say(const std::string& command) const;
    // How many VERIFY commands with a PIN reached the card.
    int verifies() const;

  private:
    std::filesystem::path directory_;
    pid_t process_ = -1;
};

}  // namespace tsuitate::test
