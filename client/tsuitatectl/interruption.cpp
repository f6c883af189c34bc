#include "client/tsuitatectl/interruption.hpp"

#include <sys/signalfd.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <system_error>

namespace tsuitate::tsuitatectl {

Interruption::Interruption() {
    sigset_t wanted;
    sigemptyset(&wanted);
    sigaddset(&wanted, SIGINT);
    sigaddset(&wanted, SIGTERM);
    sigprocmask(SIG_BLOCK, &wanted, nullptr);
    signals_ = signalfd(-1, &wanted, SFD_CLOEXEC);
    if (signals_ < 0) {
        throw std::system_error(errno, std::generic_category(), "signalfd");
    }
}

Interruption::~Interruption() {
    ::close(signals_);
}

}  // namespace tsuitate::tsuitatectl
