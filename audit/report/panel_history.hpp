// PanelHistory: what the log says of the panel over time, in the order of the log. Pure values; from records
// or from what the bus tells of them.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "audit/record/schema.hpp"
#include "audit/report/time.hpp"

namespace tsuitate::audit::report {

// What a batch of entries was like.
struct PanelBatch {
    Seconds time = 0;  // when it ended
    std::uint64_t entries = 0;
    double drift_x = 0;       // mm, to the right
    double drift_y = 0;       // mm, down
    double correction_x = 0;  // mm, that is taken off every touch
    double correction_y = 0;
    std::uint64_t noise = 0;  // µm
    std::uint64_t ghosts = 0;
    std::uint64_t rejections = 0;
    std::uint64_t refusals = 0;
    std::uint64_t missed_targets = 0;
    std::uint64_t dead_places = 0;
    std::string state;

    double drift() const;  // mm, in any direction
};

struct PanelCalibration {
    Seconds time = 0;
    std::string tool;
    std::string result;
    double mean = 0;  // mm, that the touches lay beside, and the worst of each sort
    double worst_fitted = 0;
    double worst_checked = 0;

    bool took_effect() const { return result == "done"; }
};

struct PanelChange {
    Seconds time = 0;
    std::string cause;
    std::string state;
};

struct PanelHistory {
    std::vector<PanelBatch> batches;
    std::vector<PanelCalibration> calibrations;
    std::vector<PanelChange> changes;
};

// A record's fields by name, numbers in decimal. False for one that is not about the panel's health, or that
// lacks something.
bool take_in(PanelHistory& history, const std::map<std::string, std::string>& fields);
std::map<std::string, std::string> texts_of(const Record& record);

}  // namespace tsuitate::audit::report
