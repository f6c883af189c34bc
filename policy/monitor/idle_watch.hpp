// IdleWatch: contacts while nobody is served. Some are a child or a sleeve; four in a minute, or six in ten,
// are not, and those too short for a finger are the panel's own. Keeps no place. A value, of one running of
// the service.
#pragma once

#include <array>
#include <chrono>
#include <cstdint>

#include "policy/monitor/panel_state.hpp"

namespace tsuitate::policy {

class IdleWatch {
  public:
    using Time = std::chrono::steady_clock::time_point;

    void touched(Time now, bool ghost_like);
    // none, touched_idle or ghosts; over ten minutes after the last contact.
    PanelCause cause(Time now) const;

  private:
    struct Contact {
        Time at;
        bool ghost_like = false;
    };
    static constexpr std::size_t kept = 6;
    std::array<Contact, kept> contacts_{};  // the newest, in a ring
    std::uint32_t count_ = 0;
    PanelCause raised_ = PanelCause::none;
};

}  // namespace tsuitate::policy
