// Progress: a bar on the terminal that is drawn over again, a few times a second at most.
#pragma once

#include <chrono>
#include <cstdint>

namespace tsuitate::audit_tool {

class Progress {
  public:
    explicit Progress(bool visible) : visible_(visible) {}

    void show(std::uint64_t done, std::uint64_t all);
    void clear();

  private:
    bool visible_ = false;
    bool drawn_ = false;
    std::chrono::steady_clock::time_point begun_ = std::chrono::steady_clock::now();
    std::chrono::steady_clock::time_point last_ = begun_;
};

}  // namespace tsuitate::audit_tool
