#include "audit/courier/status.hpp"

#include <ctime>
#include <nlohmann/json.hpp>

namespace tsuitate::audit {

using Json = nlohmann::ordered_json;

std::string utc_text(std::uint64_t seconds) {
    const auto time = static_cast<std::time_t>(seconds);
    std::tm parts{};
    gmtime_r(&time, &parts);
    std::string text(sizeof "2026-11-23T05:40:12Z" - 1, ' ');
    std::strftime(text.data(), text.size() + 1, "%Y-%m-%dT%H:%M:%SZ", &parts);
    return text;
}

std::string status_text(const WitnessList& list, std::span<const Standing> standings,
                        const std::optional<Checkpoint>& newest, std::uint64_t now) {
    Json witnesses = Json::array();
    bool any_gap = false;
    bool any_conflict = false;
    for (std::size_t i = 0; i < standings.size(); ++i) {
        const Standing& standing = standings[i];
        const bool gap = has_gap(standing, list, now);
        any_gap = any_gap || gap;
        any_conflict = any_conflict || standing.trouble == Trouble::conflict;
        Json one = {{"name", list.witnesses[i].name}, {"url", list.witnesses[i].url()}, {"gap", gap}};
        if (standing.cosigned) {
            one["cosigned-size"] = standing.cosigned->size;
            one["cosigned-time"] = utc_text(standing.cosigned_time);
        }
        one["trouble"] = word_of(standing.trouble);
        if (standing.trouble != Trouble::none) {
            one["reason"] = standing.reason;
            one["trouble-since"] = utc_text(standing.trouble_since);
        }
        witnesses.push_back(std::move(one));
    }
    Json status = {{"version", 1},
                   {"time", utc_text(now)},
                   {"longest-gap", list.longest_gap.count()},
                   {"gap", any_gap},
                   {"conflict", any_conflict}};
    if (newest) {
        status["origin"] = newest->origin;
        status["size"] = newest->size;
    }
    status["witnesses"] = std::move(witnesses);
    // Names and reasons hold what strangers have written; bytes that are no UTF-8 must not end the courier.
    return status.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace tsuitate::audit
