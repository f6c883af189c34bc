#include "tests/bench/touch/pads.hpp"

#include <algorithm>

namespace tsuitate::bench {
namespace {

// The key under a point, each key shrunk by this share of its size on each side.
const policy::Key* key_at(const policy::Layout& layout, policy::PointMm point, double guard) {
    const auto target =
        std::find_if(layout.targets.begin(), layout.targets.end(), [&](const policy::Target& one) {
            const policy::RectMm& area = one.area;
            const policy::RectMm inner = {area.x + guard * area.width, area.y + guard * area.height,
                                          (1 - 2 * guard) * area.width, (1 - 2 * guard) * area.height};
            return inner.contains(point);
        });
    return target == layout.targets.end() ? nullptr : &target->key;
}

policy::Touch touch_of(const vault::Tap& tap) {
    return {.down = usual_correction.apply(tap.down),
            .lift = usual_correction.apply(tap.lift),
            .travel_mm = tap.travel_mm,
            .duration = std::chrono::duration_cast<std::chrono::microseconds>(tap.duration()),
            .frames = tap.frames,
            .stylus = tap.tool == vault::Tool::stylus};
}

}  // namespace

Pad::Answer PlainPad::decide(const policy::Layout& layout, const Sensed& sensed) {
    if (!sensed.first) {
        return {};
    }
    const double guard = rule_ == Rule::guard_band ? 0.1 : 0;
    const policy::Key* down = key_at(layout, calibration_.apply(*sensed.first), guard);
    const policy::Key* lift =
        rule_ == Rule::touch_down ? down : key_at(layout, calibration_.apply(*sensed.last), guard);
    return {.key = down != nullptr && down == lift ? std::optional(*down) : std::nullopt};
}

ProductPad::ProductPad(bool ghosts_suspected) : always_suspected_(ghosts_suspected) {
    forget();
}

void ProductPad::forget() {
    panel_ = vault::CitizenPanel();
    panel_.memory().correction = usual_correction;
    panel_.suspect_ghosts(always_suspected_);
}

void ProductPad::begin_entry(bool stylus) {
    if (stylus) {
        panel_.begin_with_stylus();
    } else {
        panel_.begin_entry();
    }
}

std::optional<Pad::Verdict> ProductPad::known(const policy::Layout& layout, const Sensed& sensed) {
    for (const vault::Tap& tap : sensed.taps) {
        if (const auto judged = panel_.known(layout, panel_.calibrated(tap))) {
            return judged->verdict;
        }
    }
    return std::nullopt;
}

Pad::Answer ProductPad::decide(const policy::Layout& layout, const Sensed& sensed) {
    Answer answer;
    for (const vault::Tap& tap : sensed.taps) {
        const auto meaning = panel_.meaning(layout, panel_.calibrated(tap));
        answer = {.key = meaning.key,
                  .shown = answer.shown || meaning.unclear,
                  .help_due = answer.help_due || meaning.help_due};
        if (answer.key) {
            break;
        }
    }
    return answer;
}

void ProductPad::end_session() {
    constexpr std::uint32_t some_day = 20'000;
    panel_.learn(some_day);
    panel_.suspect_ghosts(always_suspected_ || monitor().ghosts_suspected());
}

// As daemon/vault/touch/panel_watch does it.
void ProductPad::target_touched(std::uint8_t place, std::optional<std::uint8_t> left) {
    policy::PanelMonitor now = monitor();
    now.answered(place);
    if (left) {
        now.missed(*left);
    }
    panel_.memory().monitor = now.memory();
}

void LimitsPad::begin_entry(bool stylus) {
    filter_ = policy::PanelFilter(limits_, stylus);
    decider_.begin_entry();
}

std::optional<Pad::Verdict> LimitsPad::known(const policy::Layout& layout, const Sensed& sensed) {
    if (sensed.taps.empty()) {
        return std::nullopt;
    }
    const policy::PointMm centre = layout.targets.back().area.centre();
    const policy::PointMm down = touch_of(sensed.taps.front()).down;
    filter_.take({down.x - centre.x, down.y - centre.y});
    switch (filter_.verdict(pitch_)) {
        case policy::ProofVerdict::another_needed:
            return Verdict::another_needed;
        case policy::ProofVerdict::refused:
            return Verdict::refused;
        case policy::ProofVerdict::proven:
            break;
    }
    return Verdict::proven;
}

Pad::Answer LimitsPad::decide(const policy::Layout& layout, const Sensed& sensed) {
    if (sensed.taps.empty()) {
        return {};
    }
    const policy::Decision decision =
        decider_.decide(policy::KeyField(layout), touch_of(sensed.taps.front()), filter_, false, false);
    return {.key = decision.key ? std::optional(layout.targets[*decision.key].key) : std::nullopt,
            .shown = decision.why != policy::TouchRefusal::ghost_like,
            .help_due = decision.help_due};
}

}  // namespace tsuitate::bench
