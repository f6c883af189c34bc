// Witnesses: what the courier says about the witnesses of this counter's log, for whoever asks after its
// health.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tsuitate::tsuitatectl {

struct WitnessHealth {
    std::string name;
    bool well = false;
    std::string sentence;
};

// Of the courier's status.json. `now` in seconds since 1970: a status older than two minutes means that the
// courier does not run. Nothing when the text is no such status.
std::optional<std::vector<WitnessHealth>> witness_health_of(std::string_view status, std::int64_t now);

}  // namespace tsuitate::tsuitatectl
