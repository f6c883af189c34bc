// Pads: the ways to turn a touch into a key, side by side: three common ones and ours.
#pragma once

#include <optional>

#include "policy/decoder/correction.hpp"
#include "policy/decoder/key_decider.hpp"
#include "policy/keypad/layout.hpp"

namespace tsuitate::bench {

enum class PadKind { touch_down, lift_off, guard_band, ours, ours_suspecting_ghosts };

inline const char* name_of(PadKind kind) {
    switch (kind) {
        case PadKind::touch_down:
            return "key under touch-down";
        case PadKind::lift_off:
            return "same key at down and lift";
        case PadKind::guard_band:
            return "the same, 10 % guard band";
        case PadKind::ours_suspecting_ghosts:
            return "the same, ghosts suspected";
        case PadKind::ours:
            break;
    }
    return "Tsuitate";
}

constexpr bool is_ours(PadKind kind) {
    return kind == PadKind::ours || kind == PadKind::ours_suspecting_ghosts;
}

// The index of the target under a point, each target shrunk by this share of its size on each side.
inline std::optional<std::size_t> target_at(const policy::Layout& layout, policy::PointMm point,
                                            double guard) {
    for (std::size_t i = 0; i < layout.targets.size(); ++i) {
        const policy::RectMm& area = layout.targets[i].area;
        const policy::RectMm inner = {area.x + guard * area.width, area.y + guard * area.height,
                                      (1 - 2 * guard) * area.width, (1 - 2 * guard) * area.height};
        if (inner.contains(point)) {
            return i;
        }
    }
    return std::nullopt;
}

// One pad in one session. `proven` is what a counter that only draws a pad has no notion of.
class Pad {
  public:
    Pad(PadKind kind, const policy::Layout& layout, const policy::Correction& correction)
        : kind_(kind), layout_(layout), field_(layout), correction_(correction) {}

    policy::ProofVerdict take_known(const policy::Touch& touch, policy::PointMm target) {
        const policy::PointMm at = correction_.apply(touch.down);
        filter_.take({at.x - target.x, at.y - target.y});
        return filter_.verdict(field_.pitch());
    }

    struct Answer {
        std::optional<std::size_t> key;  // of the layout's targets
        bool help_due = false;
    };
    Answer decide(policy::Touch touch) {
        if (is_ours(kind_)) {
            touch.down = correction_.apply(touch.down);
            const policy::Decision decision =
                decider_.decide(field_, touch, filter_, false, kind_ == PadKind::ours_suspecting_ghosts);
            return {.key = decision.key, .help_due = decision.help_due};
        }
        return {.key = simply(touch)};
    }

    const policy::PanelFilter& filter() const { return filter_; }

  private:
    std::optional<std::size_t> simply(const policy::Touch& touch) const {
        const double guard = kind_ == PadKind::guard_band ? 0.1 : 0;
        const auto down = target_at(layout_, touch.down, guard);
        if (kind_ == PadKind::touch_down) {
            return down;
        }
        return down == target_at(layout_, touch.lift, guard) ? down : std::nullopt;
    }

    PadKind kind_;
    const policy::Layout& layout_;
    policy::KeyField field_;
    policy::Correction correction_;
    policy::PanelFilter filter_;
    policy::KeyDecider decider_;
};

}  // namespace tsuitate::bench
