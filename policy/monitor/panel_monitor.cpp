#include "policy/monitor/panel_monitor.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <utility>

#include "policy/decoder/correction.hpp"

namespace tsuitate::policy {
namespace {

constexpr std::uint32_t full_batch = 50;
constexpr std::uint32_t smallest_batch = 5;
constexpr unsigned most_rejections = 3;  // that count of one entry
constexpr unsigned most_ghosts = 5;
// What tests/bench/touch measures: how soon an alarm is raised, and how often for nothing.
constexpr double spared_rejections = 0.5;
constexpr double rejections_raised_at = 10;
constexpr double usual_ghosts = 0.17;
constexpr double ghosts_raised_at = 5;
constexpr int refusals_raised_at = 2;
// Healthy panels tremble by 0.08 mm, a drawn finger adds some.
constexpr double noise_raised_at_mm2 = 0.36;
constexpr double most_noise_mm2 = 4;
constexpr double noise_share = 0.1;  // of one entry in the slow mean

void add(PanelFigures& batch, const EntryQuality& quality, std::uint32_t day) {
    if (batch.entries == 0) {
        batch.day = day;
    }
    ++batch.entries;
    if (quality.offset) {
        ++batch.measured;
        batch.offset.x += quality.offset->x;
        batch.offset.y += quality.offset->y;
    }
    if (quality.steady_contacts > 0) {
        ++batch.noisy;
        batch.noise_mm2 += std::min(quality.noise_mm2, most_noise_mm2);
    }
    batch.ghosts += std::min(quality.ghosts, most_ghosts);
    batch.rejections += std::min(quality.rejections, most_rejections);
    batch.refusals += quality.refused ? 1U : 0U;
}

}  // namespace

double usual_rejections(const PanelFilter& filter, bool letters) {
    constexpr std::array usual = {0.2, 0.6, 1.7};  // of the hands of policy/decoder/hand.hpp, in four digits
    constexpr double with_letters = 3;             // times as many
    double sum = 0;
    for (std::size_t i = 0; i < PanelFilter::count; ++i) {
        sum += filter.hypotheses()[i].weight * usual.at(i % usual.size());
    }
    return sum * (letters ? with_letters : 1);
}

void PanelMonitor::take(const EntryQuality& quality, std::uint32_t day) {
    add(memory_.batch, quality, day);
    if (quality.offset) {
        DriftWatch drift(memory_.drift);
        drift.take(*quality.offset);
        memory_.drift = drift.memory();
    }
    const unsigned earlier = memory_.refusals;
    memory_.refusals = static_cast<std::uint8_t>(earlier << 1U | (quality.refused ? 1U : 0U));
    if (!quality.refused) {
        memory_.rejections.take(std::min(quality.rejections, most_rejections),
                                quality.expected_rejections + spared_rejections, rejections_raised_at);
    }
    memory_.ghosts.take(std::min(quality.ghosts, most_ghosts), usual_ghosts, ghosts_raised_at);
    if (quality.steady_contacts > 0) {
        memory_.noise_mm2 += noise_share * (std::min(quality.noise_mm2, most_noise_mm2) - memory_.noise_mm2);
    }
}

void PanelMonitor::answered(std::uint8_t place) {
    PlaceWatch places(memory_.misses);
    places.answered(place);
    memory_.misses = places.misses();
}

void PanelMonitor::missed(std::uint8_t place) {
    PlaceWatch places(memory_.misses);
    places.missed(place);
    memory_.misses = places.misses();
    ++memory_.batch.missed_targets;
}

void PanelMonitor::calibrated() {
    memory_.drift = {};
    memory_.rejections = {};
    memory_.refusals = 0;
}

PanelCause PanelMonitor::cause() const {
    if (dead_places() > 0) {
        return PanelCause::dead_place;
    }
    if (memory_.noise_mm2 > noise_raised_at_mm2) {
        return PanelCause::jitter;
    }
    if (memory_.ghosts.alarm) {
        return PanelCause::ghosts;
    }
    if (std::popcount(memory_.refusals) >= refusals_raised_at) {
        return PanelCause::refusals;
    }
    if (memory_.drift.alarm) {
        const PointMm mean = memory_.drift.mean;
        return std::hypot(mean.x, mean.y) > largest_correction ? PanelCause::offset : PanelCause::drift;
    }
    return memory_.rejections.alarm ? PanelCause::rejections : PanelCause::none;
}

std::optional<PanelFigures> PanelMonitor::take_batch(std::uint32_t today) {
    const PanelFigures& batch = memory_.batch;
    const bool day_over = batch.day != today && batch.entries >= smallest_batch;
    if (batch.entries < full_batch && !day_over) {
        return std::nullopt;
    }
    return std::exchange(memory_.batch, {});
}

}  // namespace tsuitate::policy
