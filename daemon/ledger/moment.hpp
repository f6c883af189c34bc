// Moment: when a record is made. Wall time for people, boot and uptime for who doubts the wall clock. Whole
// seconds only: finer times would help to guess what was typed.
#pragma once

#include <cstdint>
#include <string>

namespace tsuitate::ledger {

struct Moment {
    std::int64_t unix_seconds = 0;
    std::string boot{};  // boot id, 32 small hexadecimal digits
    std::int64_t uptime_seconds = 0;

    // RFC 3339, UTC: "2026-11-23T05:40:12Z".
    std::string utc() const;
};

// The clocks of this machine; zeros for the boot id where the kernel does not tell it.
class Clocks {
  public:
    Clocks();
    Moment now() const;

  private:
    std::string boot_;
};

}  // namespace tsuitate::ledger
