// PublishPace: when what is durable gets signed and published. Soon after the last record of a burst, so that
// one checkpoint serves a whole step of a session; and within a second of the first, however many follow.
#pragma once

#include <algorithm>
#include <chrono>

namespace tsuitate::ledger {

class PublishPace {
  public:
    using Moment = std::chrono::steady_clock::time_point;
    static constexpr std::chrono::milliseconds pause{250};
    static constexpr std::chrono::milliseconds at_most{1000};

    void appended(Moment now) {
        if (!waits_) {
            first_ = now;
        }
        waits_ = true;
        last_ = now;
    }
    void published() { waits_ = false; }

    // Precondition: something waits.
    Moment due() const { return std::min(last_ + pause, first_ + at_most); }
    bool waits() const { return waits_; }

  private:
    bool waits_ = false;
    Moment first_;
    Moment last_;
};

}  // namespace tsuitate::ledger
