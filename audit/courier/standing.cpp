#include "audit/courier/standing.hpp"

#include <algorithm>

namespace tsuitate::audit {

bool is_due(const Standing& standing, const Checkpoint& newest, const WitnessList& list, const Moment& now) {
    if (now.steady < standing.not_before) {
        return false;
    }
    const auto refresh = static_cast<std::uint64_t>(list.longest_gap.count()) / 2;
    return standing.trouble != Trouble::none || standing.cosigned != newest ||
           now.time >= standing.cosigned_time + refresh;
}

bool has_gap(const Standing& standing, const WitnessList& list, std::uint64_t now) {
    const auto longest = static_cast<std::uint64_t>(list.longest_gap.count());
    return !standing.cosigned || now > standing.cosigned_time + longest;
}

std::chrono::milliseconds retry_delay(unsigned failures, double chance) {
    constexpr unsigned most_doublings = 9;
    constexpr std::chrono::milliseconds first = std::chrono::seconds(1);
    constexpr std::chrono::milliseconds longest = std::chrono::minutes(5);
    const unsigned doublings = std::min(failures == 0 ? 0 : failures - 1, most_doublings);
    const auto delay = std::min(first * (1U << doublings), longest);
    return delay + std::chrono::milliseconds(
                       static_cast<std::int64_t>(static_cast<double>(delay.count()) / 2 * chance));
}

void cosigned_now(Standing& standing, const Checkpoint& checkpoint, std::uint64_t time,
                  const WitnessList& list, const Moment& now) {
    standing = {.cosigned = checkpoint,
                .cosigned_time = time,
                .known_size = checkpoint.size,
                .not_before = now.steady + list.interval};
}

void failed_now(Standing& standing, const NotCosigned& why, double chance, const Moment& now) {
    if (standing.trouble == Trouble::none) {
        standing.trouble_since = now.time;
    }
    standing.trouble = why.trouble;
    standing.reason = why.reason;
    ++standing.failures;
    standing.not_before = now.steady + retry_delay(standing.failures, chance);
}

std::optional<std::string> contradiction(const Standing& standing, const Checkpoint& newest,
                                         const std::optional<Hash>& root_then) {
    if (!standing.cosigned) {
        return std::nullopt;
    }
    const Checkpoint& then = *standing.cosigned;
    if (then.origin != newest.origin) {
        return "has signed the log " + then.origin + ", here is " + newest.origin;
    }
    if (newest.size < then.size) {
        return "has signed " + std::to_string(then.size) + " records, the log here has " +
               std::to_string(newest.size);
    }
    if (root_then && *root_then != then.root) {
        return "has signed other contents of the first " + std::to_string(then.size) + " records";
    }
    return std::nullopt;
}

}  // namespace tsuitate::audit
