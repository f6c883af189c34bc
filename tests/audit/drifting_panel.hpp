// DriftingPanel: what a panel that answers half a millimetre further beside each day leaves in the log,
// evening by evening. Above three millimetres somebody calibrates it.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "audit/record/canonical_json.hpp"
#include "policy/record/record.hpp"

namespace tsuitate::tests {

class DriftingPanel {
  public:
    using Records = std::vector<std::pair<policy::RecordKind, audit::JsonObject>>;

    Records evening(std::uint64_t entries) {
        constexpr std::uint64_t a_day = 5;
        constexpr std::uint64_t most = 30;
        using policy::RecordKind;
        Records records;
        tenths_ += a_day;
        const bool far = tenths_ > most;
        if (far) {
            records.push_back({RecordKind::panel_state, state("recalibrate", "offset")});
        }
        records.push_back({RecordKind::panel_health, batch(entries, far)});
        if (far) {
            tenths_ = 0;
            records.push_back({RecordKind::panel_calibrated,
                               {{"caller-uid", std::uint64_t{1000}},
                                {"subject", std::string("finger")},
                                {"detail", std::string("done")},
                                {"mean-miss", std::uint64_t{4}},
                                {"worst-fitted", std::uint64_t{6}},
                                {"worst-checked", std::uint64_t{5}}}});
            records.push_back({RecordKind::panel_state, state("ok", "none")});
        }
        return records;
    }

  private:
    static audit::JsonObject state(const std::string& state, const std::string& cause) {
        return {{"detail", state}, {"subject", cause}};
    }
    audit::JsonObject batch(std::uint64_t entries, bool far) const {
        constexpr std::uint64_t usual_noise = 380;
        return {{"count", entries},
                {"drift-x", std::to_string(tenths_ / 10) + "." + std::to_string(tenths_ % 10)},
                {"drift-y", std::string("-0.4")},
                {"correction-x", std::string("0.3")},
                {"correction-y", std::string("-0.1")},
                {"noise", usual_noise + entries},
                {"ghosts", entries % 2},
                {"rejections", entries / 2},
                {"refusals", std::uint64_t{far ? 1U : 0U}},
                {"missed-targets", std::uint64_t{0}},
                {"dead-places", std::uint64_t{0}},
                {"detail", std::string(far ? "recalibrate" : "ok")}};
    }

    std::uint64_t tenths_ = 0;  // to the right, tenths of a millimetre
};

}  // namespace tsuitate::tests
