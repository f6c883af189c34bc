// Continuity: whether one record follows the other as it should, in number, by the wall clock and by the
// clock that counts from the start of the machine.
#pragma once

#include <string>
#include <vector>

#include "audit/record/schema.hpp"
#include "audit/report/figures.hpp"

namespace tsuitate::audit::report {

class Continuity {
  public:
    struct Step {
        Seconds time = 0;
        bool new_boot = false;
        // The time since the record before, when nothing speaks against it: what was true then held on.
        std::optional<Span> covered = {};
        // Too long since the record before for a machine that runs.
        std::optional<Span> silent = {};
    };

    // Nothing when the record's time cannot be read.
    std::optional<Step> see(const Record& record, Figures& figures);
    // The holes that no erasure explains, into the figures. At the end of the log.
    void tell_missing(Figures& figures) const;

    std::optional<Seconds> last_time() const { return last_time_; }

  private:
    struct Range {
        std::uint64_t first = 0;
        std::uint64_t last = 0;
        Seconds time = 0;
    };
    void count_on(std::uint64_t sequence);
    void compare_clocks(Seconds time, std::uint64_t uptime, bool new_boot, Figures& figures);

    std::optional<Seconds> last_time_;
    std::string boot_;
    std::uint64_t last_sequence_ = 0;
    std::uint64_t last_uptime_ = 0;
    Seconds booted_at_ = 0;  // wall clock less uptime: it changes only when somebody sets the clock
    std::vector<Range> missing_;
    std::vector<Range> erased_;
};

}  // namespace tsuitate::audit::report
