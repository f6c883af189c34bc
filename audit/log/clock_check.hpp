// ClockCheck: within a boot the uptime never runs backwards, and the wall clock runs with it.
#pragma once

#include <optional>
#include <unordered_set>

#include "audit/log/finding.hpp"
#include "audit/log/record_view.hpp"

namespace tsuitate::audit {

class ClockCheck {
  public:
    void take(const RecordView& record, Findings& findings);
    // Of the newest record, in seconds since 1970; nothing before the first.
    std::optional<std::uint64_t> newest_time() const {
        return begun_ && time_ >= 0 ? std::optional(static_cast<std::uint64_t>(time_)) : std::nullopt;
    }

  private:
    bool begun_ = false;
    Identifier boot_;
    std::int64_t time_ = 0;
    std::uint64_t uptime_ = 0;
    std::unordered_set<Identifier, HashOfIdentifier> ended_;
};

}  // namespace tsuitate::audit
