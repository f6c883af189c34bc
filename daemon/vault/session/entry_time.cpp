#include "daemon/vault/session/entry_time.hpp"

#include <algorithm>

namespace tsuitate::vault {
namespace {

using std::chrono::nanoseconds;

constexpr nanoseconds step = policy::countdown_step;

std::int64_t steps_in(nanoseconds left) {
    return (left + step - nanoseconds(1)) / step;
}

}  // namespace

void EntryTime::begin(Instant now) {
    since_ = now;
    extend(now);
}

void EntryTime::touched(Instant now) {
    if (seconds_to_act(now) > 0) {
        extend(now);
    }
    idle_until_ = on_grid(now + limits_.entry_idle);
}

void EntryTime::extend(Instant now) {
    idle_until_ = on_grid(now + limits_.entry_idle);
    total_until_ = on_grid(now + limits_.entry_total);
}

nanoseconds EntryTime::until_next(nanoseconds pace, Instant now) const {
    return pace - (now - since_) % pace;
}

std::uint8_t EntryTime::seconds_to_act(Instant now) const {
    const nanoseconds remains = left(now);
    if (remains > limits_.countdown) {
        return 0;
    }
    // In the instant of the end it still says so.
    return static_cast<std::uint8_t>(std::max<std::int64_t>(1, steps_in(remains)) *
                                     policy::countdown_step.count());
}

nanoseconds EntryTime::until_countdown_changes(Instant now) const {
    const nanoseconds remains = left(now);
    if (remains > limits_.countdown) {
        return remains - limits_.countdown;
    }
    return remains - (steps_in(remains) - 1) * step;
}

// The next instant of the grid that is not before this one.
EntryTime::Instant EntryTime::on_grid(Instant instant) const {
    const nanoseconds beyond = (instant - since_) % grid;
    return beyond == nanoseconds(0) ? instant : instant + (grid - beyond);
}

nanoseconds EntryTime::left(Instant now) const {
    return std::min(idle_until_, total_until_) - now;
}

}  // namespace tsuitate::vault
