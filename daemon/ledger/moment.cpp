#include "daemon/ledger/moment.hpp"

#include <algorithm>
#include <array>
#include <ctime>
#include <fstream>

namespace tsuitate::ledger {

std::string Moment::utc() const {
    const std::time_t seconds = unix_seconds;
    std::tm parts{};
    gmtime_r(&seconds, &parts);
    std::array<char, 32> text{};
    const std::size_t size = std::strftime(text.data(), text.size(), "%Y-%m-%dT%H:%M:%SZ", &parts);
    return {text.data(), size};
}

Clocks::Clocks() {
    std::ifstream file("/proc/sys/kernel/random/boot_id");
    std::getline(file, boot_);
    std::erase(boot_, '-');
    constexpr std::size_t digits = 32;
    if (boot_.size() != digits || boot_.find_first_not_of("0123456789abcdef") != std::string::npos) {
        boot_.assign(digits, '0');
    }
}

Moment Clocks::now() const {
    Moment moment{.boot = boot_};
    timespec time{};
    clock_gettime(CLOCK_REALTIME, &time);
    // A clock that was never set may stand before 1970; a record must not fail for it.
    moment.unix_seconds = std::max<std::int64_t>(0, time.tv_sec);
    clock_gettime(CLOCK_BOOTTIME, &time);
    moment.uptime_seconds = time.tv_sec;
    return moment;
}

}  // namespace tsuitate::ledger
