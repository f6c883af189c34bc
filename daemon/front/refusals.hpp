// Refusals: sums up who asked what they may not, so that a flood costs the log one record a second and user.
// Keeps users and counts, never what was asked beyond the method's word.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string_view>
#include <vector>

#include "daemon/wire/messages.hpp"

namespace tsuitate::front {

class Refusals {
  public:
    using Time = std::chrono::steady_clock::time_point;
    static constexpr std::chrono::seconds interval{1};
    static constexpr std::size_t most_users = 64;
    // Stands for all users beyond `most_users`: (uid_t)-1, which no user can have.
    static constexpr std::uint32_t other_users = UINT32_MAX;

    // The report to send now, or nothing while it is being summed up.
    std::optional<wire::FrontReportRefusal> note(std::uint32_t uid, std::string_view action, Time now);

    // The sums whose second is over. Forgets users that were quiet for one.
    std::vector<wire::FrontReportRefusal> due(Time now);

    // When to ask `due` again; nothing when nobody is remembered.
    std::optional<Time> next_due() const;

  private:
    struct Sum {
        Time quiet_until;
        std::uint32_t count = 0;
        wire::Name action;  // "several" when they differ
    };
    std::map<std::uint32_t, Sum> sums_;
};

}  // namespace tsuitate::front
