#include "policy/decoder/panel_filter.hpp"

#include <algorithm>
#include <numbers>

#include "policy/decoder/decay.hpp"

namespace tsuitate::policy {
namespace {

constexpr double square(double value) {
    return value * value;
}

double distance_squared(PointMm one, PointMm other) {
    return square(one.x - other.x) + square(one.y - other.y);
}

// What one touch says under one hypothesis: its likelihood, and the Gaussian afterwards. A touch is near or
// far off; the two Gaussians that follow are made one of the same mean and variance.
double learn(PanelFilter::Hypothesis& hypothesis, PointMm residual) {
    const Hand& hand = hypothesis.hand;
    const double before = hypothesis.variance;
    const double miss = distance_squared(residual, hypothesis.mean);
    struct Case {
        double weight;
        double gain;
        double variance;
    };
    const auto follow = [&](double share, double scatter) {
        const double noise = square(scatter);
        const double gain = before / (before + noise);
        return Case{
            .weight = share * gaussian(miss, before + noise), .gain = gain, .variance = (1 - gain) * before};
    };
    const Case near = follow(1 - hand.far_share, hand.scatter);
    const Case far = follow(hand.far_share, hand.far_scatter);
    const double likelihood = near.weight + far.weight;
    const double near_share = near.weight / likelihood;
    const double gain = near_share * near.gain + (1 - near_share) * far.gain;
    const PointMm step = {residual.x - hypothesis.mean.x, residual.y - hypothesis.mean.y};
    hypothesis.mean.x += gain * step.x;
    hypothesis.mean.y += gain * step.y;
    const double spread = near_share * (1 - near_share) * square(near.gain - far.gain) * miss / 2;
    hypothesis.variance = near_share * near.variance + (1 - near_share) * far.variance + spread;
    return likelihood;
}

}  // namespace

double gaussian(double distance_squared, double variance) {
    const double exponent = std::min(most_decay, distance_squared / (2 * variance));
    return decay(exponent) / (2 * std::numbers::pi * variance);
}

PanelFilter::PanelFilter(const FilterSettings& settings, bool stylus) : settings_(settings) {
    const auto& hands = stylus ? styluses : fingers;
    for (std::size_t i = 0; i < hands.size(); ++i) {
        const double steady = square(hands[i].bias) + square(settings.drift_scatter);
        hypotheses_[i] = {.weight = hands[i].share * (1 - settings.jump_share),
                          .mean = {},
                          .variance = steady,
                          .hand = hands[i],
                          .jumped = false};
        hypotheses_[hands.size() + i] = {.weight = hands[i].share * settings.jump_share,
                                         .mean = {},
                                         .variance = steady + square(settings.jump_scatter),
                                         .hand = hands[i],
                                         .jumped = true};
    }
}

void PanelFilter::take(PointMm residual) {
    ++taps_;
    double sum = 0;
    for (Hypothesis& hypothesis : hypotheses_) {
        hypothesis.weight *= learn(hypothesis, residual);
        sum += hypothesis.weight;
    }
    for (Hypothesis& hypothesis : hypotheses_) {
        hypothesis.weight /= sum;
    }
}

ProofVerdict PanelFilter::verdict(double pitch) const {
    if (taps_ < settings_.fewest_taps) {
        return ProofVerdict::another_needed;
    }
    const bool surprising =
        jump_probability() > settings_.surprising_jump || variance() > settings_.surprising_variance;
    if (surprising && taps_ < settings_.most_taps) {
        return ProofVerdict::another_needed;
    }
    const double largest = std::min(settings_.largest_offset, settings_.largest_offset_pitch * pitch);
    const bool shifted = distance_squared(offset(), {}) > square(largest);
    return shifted || jump_probability() > settings_.refused_jump ? ProofVerdict::refused
                                                                  : ProofVerdict::proven;
}

PointMm PanelFilter::offset() const {
    PointMm mean;
    for (const Hypothesis& one : hypotheses_) {
        mean.x += one.weight * one.mean.x;
        mean.y += one.weight * one.mean.y;
    }
    return mean;
}

double PanelFilter::variance() const {
    const PointMm mean = offset();
    double variance = 0;
    for (const Hypothesis& one : hypotheses_) {
        variance += one.weight * (one.variance + distance_squared(one.mean, mean) / 2);
    }
    return variance;
}

double PanelFilter::jump_probability() const {
    double sum = 0;
    for (const Hypothesis& one : hypotheses_) {
        sum += one.jumped ? one.weight : 0;
    }
    return sum;
}

double PanelFilter::tremor_probability() const {
    return hypotheses_[fingers.size() - 1].weight + hypotheses_[2 * fingers.size() - 1].weight;
}

}  // namespace tsuitate::policy
