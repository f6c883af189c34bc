// PanelMonitor: how well the panel answers over the weeks, from what may be kept of each entry: known taps,
// refusals, how many touches could not be told, contacts too short for a finger, how steady contacts were.
// Never from what was typed. A value.
#pragma once

#include <cstdint>
#include <optional>

#include "policy/decoder/panel_filter.hpp"
#include "policy/monitor/count_watch.hpp"
#include "policy/monitor/drift_watch.hpp"
#include "policy/monitor/panel_state.hpp"
#include "policy/monitor/place_watch.hpp"

namespace tsuitate::policy {

// Of one entry on the panel.
struct EntryQuality {
    std::optional<PointMm> offset;   // mean of the known taps less their middles, mm, before the correction
    bool refused = false;            // by the known taps
    unsigned rejections = 0;         // touches that could not be told
    double expected_rejections = 0;  // of such a hand, on a panel that is well
    unsigned ghosts = 0;             // contacts too short for a finger
    double noise_mm2 = 0;            // mean square of the tremble of the places told, each axis
    unsigned steady_contacts = 0;    // that the mean is of
};

// How many touches of an entry cannot be told (capped as they are counted) on a panel that is well, of the
// hand that known taps have shown. tests/bench/touch measures it.
double usual_rejections(const PanelFilter& filter, bool letters);

// What a batch of entries was like: sums, as they go into one record.
struct PanelFigures {
    std::uint32_t entries = 0;
    std::uint32_t measured = 0;  // entries with known taps, that the offset is of
    PointMm offset;              // mm; the sum
    double noise_mm2 = 0;        // the sum over `noisy` entries
    std::uint32_t noisy = 0;
    std::uint32_t ghosts = 0;
    std::uint32_t rejections = 0;
    std::uint32_t refusals = 0;
    std::uint32_t missed_targets = 0;
    std::uint32_t day = 0;  // since 1970, of its first entry
    friend bool operator==(const PanelFigures&, const PanelFigures&) = default;
};

struct MonitorMemory {
    DriftWatch::Memory drift;
    CountWatch rejections;
    CountWatch ghosts;
    double noise_mm2 = 0;       // a slow mean
    std::uint8_t refusals = 0;  // of the last eight entries, one bit each
    PlaceWatch::Misses misses{};
    PanelFigures batch;
    friend bool operator==(const MonitorMemory&, const MonitorMemory&) = default;
};

class PanelMonitor {
  public:
    PanelMonitor() = default;
    explicit PanelMonitor(const MonitorMemory& memory) : memory_(memory) {}

    // After a session, never during an entry. `day` since 1970.
    void take(const EntryQuality& quality, std::uint32_t day);
    void answered(std::uint8_t place);
    void missed(std::uint8_t place);  // a known target there had to move on
    // A new calibration: what was seen of the old one means nothing any more.
    void calibrated();

    // The worst there is.
    PanelCause cause() const;
    bool ghosts_suspected() const { return memory_.ghosts.alarm; }

    // The figures of the batch, once it is fifty entries or its day is over; a day of fewer than five goes on
    // into the next, for one person's hand is nobody's business. Begins the next batch.
    std::optional<PanelFigures> take_batch(std::uint32_t today);
    std::uint8_t dead_places() const { return PlaceWatch(memory_.misses).dead(); }

    const MonitorMemory& memory() const { return memory_; }

  private:
    MonitorMemory memory_;
};

}  // namespace tsuitate::policy
