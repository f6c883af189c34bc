#include "policy/decoder/key_decider.hpp"

#include <algorithm>
#include <cmath>

namespace tsuitate::policy {
namespace {

double density_at(const MeantPlace& place, PointMm point, const PanelFilter& filter) {
    double density = 0;
    for (const PanelFilter::Hypothesis& one : filter.hypotheses()) {
        const double dx = std::abs(point.x - place.centre.x - one.mean.x) - place.core.width;
        const double dy = std::abs(point.y - place.centre.y - one.mean.y) - place.core.height;
        const double miss = std::max(0.0, dx) * std::max(0.0, dx) + std::max(0.0, dy) * std::max(0.0, dy);
        const Hand& hand = one.hand;
        density += one.weight *
                   ((1 - hand.far_share) * gaussian(miss, one.variance + hand.scatter * hand.scatter) +
                    hand.far_share * gaussian(miss, one.variance + hand.far_scatter * hand.far_scatter));
    }
    return density;
}

}  // namespace

std::optional<TouchRefusal> KeyDecider::refusal_of(const Touch& touch, double pitch,
                                                   bool ghosts_suspected) const {
    if (touch.duration < shortest_touch) {
        const bool spark = touch.duration < longest_spark || ghosts_suspected;
        return spark ? TouchRefusal::ghost_like : TouchRefusal::brief;
    }
    if (touch.travel_mm > settings_.most_travel_pitch * pitch) {
        return TouchRefusal::travelled;
    }
    return std::nullopt;
}

Decision KeyDecider::refused(TouchRefusal why) {
    // A ghost is no try of the citizen's.
    refused_ += why == TouchRefusal::ghost_like ? 0U : 1U;
    const bool help_due = refused_ >= settings_.help_after;
    if (help_due) {
        begin_anew();
    }
    return {.key = std::nullopt, .why = why, .help_due = help_due};
}

Decision KeyDecider::decide(const KeyField& field, const Touch& touch, const PanelFilter& filter,
                            bool letters, bool ghosts_suspected) {
    if (const auto why = refusal_of(touch, field.pitch(), ghosts_suspected)) {
        return refused(*why);
    }
    const auto places = static_cast<double>(field.places());
    const double evenly = 1 / places;
    Weights now{};
    double sum = 0;
    for (std::size_t i = 0; i < field.places(); ++i) {
        const double carried =
            !kept_ ? evenly : (1 - settings_.another_meant) * before_[i] + settings_.another_meant * evenly;
        now[i] = (1 - settings_.ghost_share) * carried * density_at(field.place(i), touch.down, filter);
        sum += now[i];
    }
    sum += settings_.ghost_share / field.area();
    std::size_t likeliest = 0;
    double highest = 0;
    for (std::size_t i = 0; i < field.places(); ++i) {
        now[i] /= sum;
        const auto higher = static_cast<std::size_t>(now[i] > highest);
        likeliest = higher * i + (1 - higher) * likeliest;
        highest = std::max(highest, now[i]);
    }
    const double doubt = (letters ? settings_.doubt_characters : settings_.doubt_digits) *
                         (ghosts_suspected ? settings_.doubt_with_ghosts : 1.0);
    if (highest >= 1 - doubt && likeliest < field.keys()) {
        begin_anew();
        return {.key = likeliest};
    }
    kept_ = true;
    before_ = now;
    return refused(TouchRefusal::undecided);
}

void KeyDecider::begin_anew() {
    before_ = {};
    kept_ = false;
    refused_ = 0;
}

}  // namespace tsuitate::policy
