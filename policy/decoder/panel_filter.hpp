// PanelFilter: where the panel answers, told from touches on known places, and nothing else: six hypotheses,
// three hands times a panel that is as it was or that has jumped. Never fed with a digit: residuals modulo
// the pitch are blind to a shift past half a pitch, and they would be a secret. A value; no allocation.
#pragma once

#include <array>
#include <cstdint>

#include "policy/decoder/hand.hpp"
#include "policy/touch/geometry.hpp"

namespace tsuitate::policy {

struct FilterSettings {
    double jump_share = 0.01;          // of sessions before which the panel jumped
    double jump_scatter = 10;          // mm: how far it may have
    double drift_scatter = 0.7;        // mm: of a panel that did not jump, since the correction was learnt
    double surprising_jump = 0.05;     // above, another tap is wanted
    double surprising_variance = 2.0;  // mm²: the same
    double refused_jump = 0.3;
    double largest_offset = 5.5;         // mm; beyond, the keys would be at other places than drawn
    double largest_offset_pitch = 0.25;  // the same, of the pitch
    unsigned fewest_taps = 2;
    unsigned most_taps = 4;
};

enum class ProofVerdict : std::uint8_t { another_needed, proven, refused };

class PanelFilter {
  public:
    explicit PanelFilter(const FilterSettings& settings = {}, bool stylus = false);

    // A touch on a known place: where it came down, corrected, less where the place's middle is.
    void take(PointMm residual);
    // `pitch`: of the keys, in millimetres.
    ProofVerdict verdict(double pitch) const;

    PointMm offset() const;   // the best guess, in millimetres
    double variance() const;  // of that guess, each axis, mm²
    double jump_probability() const;
    double tremor_probability() const;
    unsigned taps() const { return taps_; }

    // One hypothesis: a Gaussian over the offset that this person on this panel has.
    struct Hypothesis {
        double weight = 0;  // they sum to one
        PointMm mean;
        double variance = 0;
        Hand hand;
        bool jumped = false;
    };
    static constexpr std::size_t count = 2 * fingers.size();
    const std::array<Hypothesis, count>& hypotheses() const { return hypotheses_; }

  private:
    FilterSettings settings_;
    std::array<Hypothesis, count> hypotheses_{};
    unsigned taps_ = 0;
};

// Density of a round Gaussian in the plane at this distance (squared) from its middle.
double gaussian(double distance_squared, double variance);

}  // namespace tsuitate::policy
