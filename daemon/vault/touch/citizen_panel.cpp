#include "daemon/vault/touch/citizen_panel.hpp"

#include <sodium.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "policy/pin/pin_kind.hpp"

namespace tsuitate::vault {
namespace {

using policy::shortest_touch;

constexpr std::chrono::milliseconds pause_after_unclear{400};  // until the sign is seen
// One finger that taps as fast as it can touches seven times a second, for 90 ms each: it is away for as
// long. A panel that loses it finds it in the next frame, 8 to 32 ms later, and hardly elsewhere; the thumbs
// of two hands that take turns are a key apart.
constexpr std::chrono::milliseconds soonest_return{50};
// A hand that trembles does so four to twelve times a second (Elble and Deuschl, Movement Disorders 2011), so
// it comes down again within a quarter of one; who means the same digit twice lifts the finger for longer.
constexpr std::chrono::milliseconds soonest_return_of_tremor{200};
constexpr double same_place = 8;  // mm; less than half of the smallest pitch that digits have
// Farther from the target, nobody meant it: a sleeve, an elbow, a finger on the text. So often, it is no
// accident.
constexpr double stray_keys = 2;  // of its side
constexpr unsigned most_strays = 4;
constexpr double trembling = 0.6;  // probability from which keys are drawn larger
// Two noises of variance v, one each axis, leave squared second differences of 6·v each (policy::Jitter).
constexpr double noise_share = 1.0 / 12;

policy::Touch touch_of(const Tap& tap) {
    return {.down = tap.down,
            .lift = tap.lift,
            .travel_mm = tap.travel_mm,
            .duration = std::chrono::duration_cast<std::chrono::microseconds>(tap.duration()),
            .frames = tap.frames,
            .stylus = tap.tool == Tool::stylus};
}

bool has_letters(const policy::Layout& layout) {
    constexpr std::size_t digits = 10;
    const auto characters = std::count_if(
        layout.targets.begin(), layout.targets.end(),
        [](const policy::Target& target) { return target.key.action == policy::KeyAction::character; });
    return static_cast<std::size_t>(characters) > digits;
}

}  // namespace

void CitizenPanel::begin_entry() {
    end_entry();
    filter_ = policy::PanelFilter();
    decider_.begin_anew();
    strays_ = 0;
    proven_ = false;
    known_tool_.reset();
    draw_cell();
}

void CitizenPanel::forget_touches() {
    decider_.begin_anew();
}

void CitizenPanel::begin_with_stylus() {
    begin_entry();
    filter_ = policy::PanelFilter({}, true);
}

void CitizenPanel::draw_cell() {
    // Another one than before, so that it is seen to move; which, nobody can know beforehand.
    constexpr std::uint32_t digits = 10;
    constexpr std::uint32_t characters = 36;
    constexpr std::uint32_t cells = 5 * characters;  // a multiple of both: each place is as likely
    const std::uint32_t before = cell_;
    while (cell_ % digits == before % digits || cell_ % characters == before % characters) {
        cell_ = static_cast<std::uint8_t>(randombytes_uniform(cells));
    }
}

policy::Touch CitizenPanel::corrected(const Tap& tap) const {
    policy::Touch touch = touch_of(tap);
    touch.down = memory_.correction.apply(touch.down);
    touch.lift = memory_.correction.apply(touch.lift);
    return touch;
}

std::optional<policy::KnownTap> CitizenPanel::known(const policy::Layout& layout, const Tap& tap) {
    const auto target =
        std::find_if(layout.targets.begin(), layout.targets.end(),
                     [](const policy::Target& one) { return one.key.action == policy::KeyAction::here; });
    const policy::Touch touch = corrected(tap);
    notice(tap);
    if (goes_on(tap)) {
        return std::nullopt;
    }
    if (target == layout.targets.end() || touch.duration < shortest_touch) {
        return std::nullopt;
    }
    const double side = std::min(target->area.width, target->area.height);
    if (touch.travel_mm > side / 2) {
        return std::nullopt;
    }
    using Verdict = policy::KnownTap::Verdict;
    const policy::PointMm centre = target->area.centre();
    const policy::PointMm residual = {touch.down.x - centre.x, touch.down.y - centre.y};
    if (std::hypot(residual.x, residual.y) > stray_keys * side) {
        if (++strays_ < most_strays) {
            return std::nullopt;
        }
        quality_.refused = true;
        return policy::KnownTap{Verdict::refused};
    }
    known_tool_ = tap.tool;
    // Before the correction: what it has learnt to hide is still the panel's.
    const unsigned taps = filter_.taps() + 1;
    offset_sum_.x += tap.down.x - centre.x;
    offset_sum_.y += tap.down.y - centre.y;
    quality_.offset = policy::PointMm{offset_sum_.x / taps, offset_sum_.y / taps};
    filter_.take(residual);
    switch (filter_.verdict(layout.pitch)) {
        case policy::ProofVerdict::another_needed:
            draw_cell();
            return policy::KnownTap{Verdict::another_needed};
        case policy::ProofVerdict::proven:
            proven_ = true;
            return policy::KnownTap{Verdict::proven};
        case policy::ProofVerdict::refused:
            break;
    }
    quality_.refused = true;
    return policy::KnownTap{Verdict::refused};
}

// Once a picture, and not once a touch.
void CitizenPanel::show(const policy::Layout& layout) {
    const std::uint64_t fingerprint = policy::fingerprint(layout);
    if (std::exchange(fingerprint_, fingerprint) != fingerprint) {
        field_ = policy::KeyField(layout);
        field_has_letters_ = has_letters(layout);
        // What a touch said about the keys of another picture says nothing about these.
        decider_.begin_anew();
    }
    letters_ = field_has_letters_;
}

CitizenPanel::Meaning CitizenPanel::meaning(const policy::Layout& layout, const Tap& tap) {
    show(layout);
    notice(tap);
    if (goes_on(tap) || tap.down_at < pause_until_) {
        return {};
    }
    const policy::Decision decision =
        decider_.decide(field_, corrected(tap), filter_, letters_, ghosts_suspected_);
    if (decision.key) {
        return {.key = policy::key_of(layout, *decision.key)};
    }
    if (decision.why == policy::TouchRefusal::ghost_like) {
        return {};
    }
    ++quality_.rejections;
    return unclear(decision, tap.lifted_at);
}

CitizenPanel::Meaning CitizenPanel::lost(std::chrono::steady_clock::time_point at) {
    return at < pause_until_ ? Meaning{} : unclear(decider_.lost(), at);
}

CitizenPanel::Meaning CitizenPanel::unclear(const policy::Decision& decision,
                                            std::chrono::steady_clock::time_point at) {
    pause_until_ = at + pause_after_unclear;
    return {.key = std::nullopt, .unclear = true, .help_due = decision.help_due};
}

bool CitizenPanel::goes_on(const Tap& tap) {
    const auto soonest = trembles() ? soonest_return_of_tremor : soonest_return;
    const bool same = tap.down_at - lifted_at_ <= soonest &&
                      std::hypot(tap.down.x - lifted_from_.x, tap.down.y - lifted_from_.y) < same_place;
    // A spark counts for nothing, so the touch after it is none that goes on.
    if (same || tap.duration() >= shortest_touch) {
        lifted_at_ = tap.lifted_at;
        lifted_from_ = tap.lift;
    }
    return same;
}

// What a contact was like, wherever it was.
void CitizenPanel::notice(const Tap& tap) {
    quality_.ghosts += tap.duration() < shortest_touch ? 1U : 0U;
    constexpr std::uint32_t fewest_frames = 3;
    if (tap.frames >= fewest_frames) {
        noise_sum_ += tap.jitter_mm2 * noise_share;
        ++quality_.steady_contacts;
    }
}

bool CitizenPanel::other_hand(const Tap& tap) const {
    constexpr double far = 6;           // times: hands of one person differ by less from touch to touch
    constexpr double floor_mm2 = 0.01;  // below it the panel itself trembles more than any hand
    if (!known_tool_) {
        return false;
    }
    const double before = quality_.steady_contacts > 0 ? noise_sum_ / quality_.steady_contacts : floor_mm2;
    const double now = std::max(tap.jitter_mm2 * noise_share, floor_mm2);
    const double ratio = now / std::max(before, floor_mm2);
    return *known_tool_ != tap.tool || ratio > far || ratio < 1 / far;
}

bool CitizenPanel::trembles() const {
    return proven_ && filter_.tremor_probability() > trembling;
}

void CitizenPanel::end_entry() {
    if ((quality_.offset || quality_.ghosts > 0 || quality_.refused) && ended_count_ < ended_.size()) {
        quality_.expected_rejections = policy::usual_rejections(filter_, letters_);
        quality_.noise_mm2 = quality_.steady_contacts > 0 ? noise_sum_ / quality_.steady_contacts : 0;
        ended_[ended_count_++] = quality_;
    }
    quality_ = {};
    offset_sum_ = {};
    noise_sum_ = 0;
    letters_ = false;
}

Tap CitizenPanel::calibrated(const Tap& raw) const {
    Tap tap = raw;
    tap.down = memory_.calibration.apply(raw.down);
    tap.lift = memory_.calibration.apply(raw.lift);
    return tap;
}

void CitizenPanel::calibrate(const policy::Affine& calibration) {
    policy::PanelMonitor monitor(memory_.monitor);
    monitor.calibrated();
    memory_ = {.calibration = calibration,
               .previous = memory_.calibration,
               .correction = {},
               .monitor = monitor.memory()};
}

void CitizenPanel::restore_previous_calibration() {
    calibrate(memory_.previous);
}

bool CitizenPanel::learn(std::uint32_t day) {
    const policy::PanelMemory before = memory_;
    if (std::exchange(proven_, false)) {
        memory_.correction = policy::learn(memory_.correction, filter_.offset());
    }
    end_entry();
    policy::PanelMonitor monitor(memory_.monitor);
    for (std::size_t i = 0; i < ended_count_; ++i) {
        monitor.take(ended_[i], day);
    }
    ended_count_ = 0;
    memory_.monitor = monitor.memory();
    return memory_ != before;
}

}  // namespace tsuitate::vault
