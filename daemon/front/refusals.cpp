#include "daemon/front/refusals.hpp"

#include <algorithm>

namespace tsuitate::front {

std::optional<wire::FrontReportRefusal> Refusals::note(std::uint32_t uid, std::string_view action, Time now) {
    const wire::Name name = wire::Name::from(action).value_or(wire::Name());
    if (!sums_.contains(uid) && sums_.size() >= most_users) {
        uid = other_users;
    }
    const auto [entry, is_new] = sums_.try_emplace(uid);
    Sum& sum = entry->second;
    if (is_new || (sum.count == 0 && now >= sum.quiet_until)) {
        sum.quiet_until = now + interval;
        return wire::FrontReportRefusal{.caller_uid = uid, .count = 1, .action = name};
    }
    if (sum.count == 0) {
        sum.action = name;
    } else if (sum.action != name) {
        sum.action = *wire::Name::from("several");
    }
    if (sum.count < UINT32_MAX) {
        ++sum.count;
    }
    return std::nullopt;
}

std::vector<wire::FrontReportRefusal> Refusals::due(Time now) {
    std::vector<wire::FrontReportRefusal> reports;
    for (auto entry = sums_.begin(); entry != sums_.end();) {
        Sum& sum = entry->second;
        if (now < sum.quiet_until) {
            ++entry;
        } else if (sum.count == 0) {
            entry = sums_.erase(entry);
        } else {
            reports.push_back({.caller_uid = entry->first, .count = sum.count, .action = sum.action});
            sum.count = 0;
            sum.quiet_until = now + interval;
            ++entry;
        }
    }
    return reports;
}

std::optional<Refusals::Time> Refusals::next_due() const {
    const auto first = std::min_element(sums_.begin(), sums_.end(), [](const auto& left, const auto& right) {
        return left.second.quiet_until < right.second.quiet_until;
    });
    return first == sums_.end() ? std::nullopt : std::optional(first->second.quiet_until);
}

}  // namespace tsuitate::front
