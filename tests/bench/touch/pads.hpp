// Pads: the ways to turn touches into keys, side by side: the usual ones, which only look where a touch lies,
// and the product's.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>

#include "daemon/vault/touch/citizen_panel.hpp"
#include "policy/decoder/panel_filter.hpp"
#include "tests/bench/touch/emulated_panel.hpp"
#include "tests/bench/touch/ground.hpp"

namespace tsuitate::bench {

class Pad {
  public:
    using Verdict = policy::KnownTap::Verdict;
    struct Answer {
        std::optional<policy::Key> key;
        bool shown = false;  // that it was taken for none
        bool help_due = false;
    };

    virtual ~Pad() = default;
    // Whether it asks for known taps, and decides by what the vault's decoder makes of a touch.
    virtual bool proves() const { return false; }

    virtual void begin_entry(bool /*stylus*/) {}
    // Nothing when the touch said nothing.
    virtual std::optional<Verdict> known(const policy::Layout& /*layout*/, const Sensed& /*sensed*/) {
        return Verdict::proven;
    }
    virtual bool trembles() const { return false; }
    virtual Answer decide(const policy::Layout& layout, const Sensed& sensed) = 0;
    virtual void end_session() {}
    // Another session at a panel of which nothing is known but where people usually touch.
    virtual void forget() {}
    // A known target was touched at a part of the panel, after it was left waiting at another.
    virtual void target_touched(std::uint8_t /*place*/, std::optional<std::uint8_t> /*left*/) {}
};

// The key under a point, in three usual ways.
class PlainPad final : public Pad {
  public:
    enum class Rule : std::uint8_t { touch_down, down_and_lift, guard_band };
    explicit PlainPad(Rule rule) : rule_(rule) {}

    Answer decide(const policy::Layout& layout, const Sensed& sensed) override;
    void calibrate(const policy::Affine& calibration) { calibration_ = calibration; }

  private:
    Rule rule_;
    policy::Affine calibration_;
};

// The vault's.
class ProductPad final : public Pad {
  public:
    // `ghosts_suspected`: from the beginning, as when the locked screen was touched by nobody.
    explicit ProductPad(bool ghosts_suspected = false);

    bool proves() const override { return true; }
    void begin_entry(bool stylus) override;
    std::optional<Verdict> known(const policy::Layout& layout, const Sensed& sensed) override;
    bool trembles() const override { return panel_.trembles(); }
    Answer decide(const policy::Layout& layout, const Sensed& sensed) override;
    void end_session() override;
    void forget() override;
    void target_touched(std::uint8_t place, std::optional<std::uint8_t> left) override;

    vault::CitizenPanel& panel() { return panel_; }
    policy::PanelMonitor monitor() const { return policy::PanelMonitor(panel_.memory().monitor); }

  private:
    vault::CitizenPanel panel_;
    bool always_suspected_;
};

// The same filter and decider with other limits: what a limit is worth.
class LimitsPad final : public Pad {
  public:
    // `pitch`: what the largest offset is a share of.
    LimitsPad(const policy::FilterSettings& limits, double pitch)
        : limits_(limits), pitch_(pitch), filter_(limits) {}

    bool proves() const override { return true; }
    void begin_entry(bool stylus) override;
    std::optional<Verdict> known(const policy::Layout& layout, const Sensed& sensed) override;
    Answer decide(const policy::Layout& layout, const Sensed& sensed) override;

  private:
    policy::FilterSettings limits_;
    double pitch_;
    policy::PanelFilter filter_;
    policy::KeyDecider decider_;
};

// A counter has learnt that much in its first weeks.
inline constexpr policy::Correction usual_correction{.offset = usual_bias, .sessions = 20};

}  // namespace tsuitate::bench
