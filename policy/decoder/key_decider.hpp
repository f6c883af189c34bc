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
    double most_travel_pitch = 0.5;
    unsigned help_after = 6;  // touches in a row taken for no key
};

enum class TouchRefusal : std::uint8_t {
    ghost_like,  // nobody need have touched
    brief,       // somebody has, too briefly to be sure of it
    travelled,
    undecided,
};

struct Decision {
    std::optional<std::size_t> key;  // of the field
    TouchRefusal why = TouchRefusal::undecided;
    bool help_due = false;  // said once; then it begins anew
};

class KeyDecider {
  public:
    explicit KeyDecider(const DeciderSettings& settings = {}) : settings_(settings) {}

    // `touch` with the panel's correction. `letters`: the picture has more than digits.
    Decision decide(const KeyField& field, const Touch& touch, const PanelFilter& filter, bool letters,
                    bool ghosts_suspected);
    // A touch that came to no contact that could be decided: one more that was taken for no key.
    Decision lost() { return refused(TouchRefusal::undecided); }
    // Another entry or another picture: nothing is kept.
    void begin_anew();

  private:
    using Weights = std::array<double, KeyField::most_places>;
    std::optional<TouchRefusal> refusal_of(const Touch& touch, double pitch, bool ghosts_suspected) const;
    Decision refused(TouchRefusal why);

    DeciderSettings settings_;
    Weights before_{};  // what the touches kept say; the older ones fade by the share of another meant
    bool kept_ = false;
    unsigned refused_ = 0;  // in a row
};

}  // namespace tsuitate::policy
