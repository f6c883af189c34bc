#include "tests/integration/noninterference/virtual_time.hpp"

#include <sys/epoll.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#include <cstdint>

namespace {

constexpr std::int64_t start_seconds = 1'800'000'000;
std::int64_t milliseconds_since_start = 0;

}  // namespace

namespace tsuitate::noninterference {

void restart_virtual_time() {
    milliseconds_since_start = 0;
}

std::chrono::milliseconds virtual_now() {
    return std::chrono::milliseconds(milliseconds_since_start);
}

}  // namespace tsuitate::noninterference

// The C library's, which the C++ library's clocks ask: the linker takes these.
extern "C" {

int clock_gettime(clockid_t /*clock*/, timespec* time) noexcept {
    time->tv_sec = start_seconds + milliseconds_since_start / 1000;
    time->tv_nsec = milliseconds_since_start % 1000 * 1'000'000;
    return 0;
}

int epoll_wait(int descriptor, epoll_event* events, int most, int timeout) {
    constexpr int idle = 1000;
    const auto ready = static_cast<int>(syscall(SYS_epoll_pwait, descriptor, events, most, 0, nullptr, 8));
    if (ready == 0 && timeout != 0) {
        milliseconds_since_start += timeout < 0 ? idle : timeout;
    }
    return ready;
}
}
