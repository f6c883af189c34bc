// KeyDecider: which key a touch meant, or that it cannot be told: the posterior over all keys of the picture,
// their phantoms and a ghost, given what known taps said about this hand on this panel. A touch that is taken
// for no key is kept, and speaks with the next one. No allocation; every key costs the same work, and no
// branch and no place in memory depends on which of them it is. Never learns about the panel from what it
// decides.
#pragma once

#include <array>
#include <cstdint>
#include <optional>

#include "policy/decoder/key_field.hpp"
#include "policy/decoder/panel_filter.hpp"
#include "policy/decoder/touch.hpp"

namespace tsuitate::policy {

struct DeciderSettings {
    double doubt_digits = 3e-3;      // a key is taken when it is meant with at least 1 − doubt
    double doubt_characters = 1e-2;  // the same where there are letters too
    double doubt_with_ghosts = 0.1;  // of these, while ghosts are suspected
    double ghost_share = 1e-4;       // touches that nobody made
    double another_meant = 0.03;     // of retries: another key is meant
    double shortest_ms = 40;         // shorter touches are ghost-like
    double longest_ms = 3000;
    double most_travel_pitch = 0.5;
    unsigned most_kept = 3;   // touches that speak together
    unsigned help_after = 6;  // touches of one entry taken for no key
};

enum class TouchRefusal : std::uint8_t { ghost_like, too_long, travelled, undecided };

struct Decision {
    std::optional<std::size_t> key;  // of the field
    TouchRefusal why = TouchRefusal::undecided;
    bool help_due = false;
};

class KeyDecider {
  public:
    explicit KeyDecider(const DeciderSettings& settings = {}) : settings_(settings) {}

    // `touch` with the panel's correction. `letters`: the picture has more than digits.
    Decision decide(const KeyField& field, const Touch& touch, const PanelFilter& filter, bool letters,
                    bool ghosts_suspected);
    // Another entry begins: nothing is kept.
    void begin_entry();

  private:
    using Weights = std::array<double, KeyField::most_places>;
    std::optional<TouchRefusal> refusal_of(const Touch& touch, double pitch) const;
    Decision refused(TouchRefusal why);
    void forget_touches();

    DeciderSettings settings_;
    Weights before_{};  // what the touches kept say
    unsigned kept_ = 0;
    unsigned refused_ = 0;  // in this entry
};

}  // namespace tsuitate::policy
