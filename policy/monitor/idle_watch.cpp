#include "policy/monitor/idle_watch.hpp"

#include <algorithm>

namespace tsuitate::policy {
namespace {

using std::chrono::minutes;
constexpr std::uint32_t many = 4;  // within a minute
constexpr minutes short_while{1};
constexpr minutes long_while{10};

}  // namespace

void IdleWatch::touched(Time now, bool ghost_like) {
    if (count_ > 0 && now - contacts_[(count_ - 1) % kept].at > long_while) {
        *this = {};
    }
    contacts_[count_ % kept] = {.at = now, .ghost_like = ghost_like};
    ++count_;
    const auto back = [this](std::uint32_t steps) { return contacts_[(count_ - steps) % kept]; };
    const bool raised = (count_ >= many && now - back(many).at <= short_while) ||
                        (count_ >= kept && now - back(kept).at <= long_while);
    if (!raised || raised_ == PanelCause::ghosts) {
        return;
    }
    const auto seen = std::min<std::uint32_t>(count_, kept);
    std::uint32_t ghosts = 0;
    for (std::uint32_t i = 1; i <= seen; ++i) {
        ghosts += back(i).ghost_like ? 1U : 0U;
    }
    raised_ = 2 * ghosts >= seen ? PanelCause::ghosts : PanelCause::touched_idle;
}

PanelCause IdleWatch::cause(Time now) const {
    const bool over = count_ == 0 || now - contacts_[(count_ - 1) % kept].at > long_while;
    return over ? PanelCause::none : raised_;
}

}  // namespace tsuitate::policy
