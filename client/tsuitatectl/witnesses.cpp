#include "client/tsuitatectl/witnesses.hpp"

#include <ctime>
#include <nlohmann/json.hpp>

namespace tsuitate::tsuitatectl {
namespace {

using nlohmann::json;

constexpr std::int64_t stale = 120;  // seconds; the courier writes each minute and at each change

// "2026-11-23T05:40:12Z"; 0 for anything else.
std::int64_t seconds_of(const std::string& text) {
    std::tm parts{};
    const char* end = strptime(text.c_str(), "%Y-%m-%dT%H:%M:%SZ", &parts);
    return end != nullptr && *end == '\0' ? timegm(&parts) : 0;
}

WitnessHealth health_of(const json& witness) {
    const std::string trouble = witness.value("trouble", "");
    const bool gap = witness.value("gap", true);
    WitnessHealth health{
        .name = witness.value("name", ""), .well = !gap && trouble != "conflict", .sentence = {}};
    if (trouble == "conflict") {
        health.sentence = "CONFLICT: it has seen another log than this one; keep everything, see tsuitate.7";
    } else if (gap) {
        health.sentence = "no signature for too long";
    } else {
        health.sentence = "signed";
    }
    if (witness.contains("cosigned-time")) {
        health.sentence += ", last " + witness.value("cosigned-time", "") + " for " +
                           std::to_string(witness.value("cosigned-size", std::uint64_t{0})) + " records";
    }
    if (trouble != "none" && !trouble.empty()) {
        health.sentence += " (" + trouble + ": " + witness.value("reason", "") + ")";
    }
    return health;
}

}  // namespace

std::optional<std::vector<WitnessHealth>> witness_health_of(std::string_view status, std::int64_t now) {
    try {
        const json read = json::parse(status);
        std::vector<WitnessHealth> all;
        for (const json& witness : read.at("witnesses")) {
            all.push_back(health_of(witness));
        }
        const std::string written = read.at("time").get<std::string>();
        if (now - seconds_of(written) > stale) {
            for (WitnessHealth& one : all) {
                one.well = false;
                one.sentence = "the courier does not run: its status is of " + written;
            }
        }
        return all;
    } catch (const json::exception&) {
        return std::nullopt;
    }
}

}  // namespace tsuitate::tsuitatectl
