#include "audit/tool/progress.hpp"

#include <iostream>
#include <string>

namespace tsuitate::audit_tool {
namespace {

using namespace std::chrono_literals;

constexpr auto pause = 100ms;
constexpr std::uint64_t width = 40;
constexpr const char* clear_line = "\r\x1b[K";

}  // namespace

void Progress::show(std::uint64_t done, std::uint64_t all) {
    const auto now = std::chrono::steady_clock::now();
    if (!visible_ || all == 0 || now - last_ < pause) {
        return;
    }
    last_ = now;
    drawn_ = true;
    const std::uint64_t filled = width * done / all;
    const double seconds = std::chrono::duration<double>(now - begun_).count();
    const auto speed = static_cast<std::uint64_t>(static_cast<double>(done) / seconds);
    std::string bar;
    for (std::uint64_t i = 0; i < width; ++i) {
        bar += i < filled ? "█" : "░";
    }
    std::cerr << clear_line << bar << ' ' << 100 * done / all << " %  " << done << '/' << all << "  " << speed
              << "/s" << std::flush;
}

void Progress::clear() {
    if (drawn_) {
        std::cerr << clear_line << std::flush;
    }
}

}  // namespace tsuitate::audit_tool
