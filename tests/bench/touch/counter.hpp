// Counter: people, one after the other, at a panel with a fault and a pad; what happens to their PINs.
#pragma once

#include <functional>
#include <vector>

#include "tests/bench/touch/pads.hpp"
#include "tests/bench/touch/tally.hpp"

namespace tsuitate::bench {

class Counter {
  public:
    Counter(Pad& pad, const Ground& ground, std::uint64_t seed)
        : pad_(pad), ground_(ground), random_(seed), panel_(ground.panel, pad.proves()) {}

    void take_styluses() { styluses_ = true; }
    // What everybody finds out: a session in which the panel was refused, a PIN that was wrong.
    bool was_refused() const { return refused_; }
    int wrong_pins() const { return wrong_pins_; }
    Random& random() { return random_; }

    // One session: up to as many tries as the card allows.
    void serve(const PanelFault& fault, Tally& tally);

  private:
    // One touch, and what the pad made of it.
    enum class Outcome : std::uint8_t { taken, rejected_shown, rejected_unseen, given_up };
    enum class Typed : std::uint8_t { right, wrong, omitted, given_up };

    bool proves();
    Typed type(Tally& tally);
    // One run through the field; false when the citizen gives up.
    bool fill(const std::vector<policy::Key>& meant, std::vector<policy::Key>& typed, Tally& tally);
    Outcome press(const policy::Target& target, std::vector<policy::Key>& typed, Tally& tally);
    void take(const policy::Key& key, std::vector<policy::Key>& typed);
    // Time goes by while somebody types.
    void pause(double milliseconds, std::vector<policy::Key>& typed, Tally& tally);
    // What a ghost did meanwhile, if one came.
    const Sensed* pass(double milliseconds);
    std::size_t another(std::size_t cell);
    const Sensed& touch(policy::PointMm meant);
    std::vector<policy::Key> think_of_pin();

    Pad& pad_;
    const Ground& ground_;
    Random random_;
    EmulatedPanel panel_;
    Habits habits_;
    bool styluses_ = false;

    // Of the session under way.
    Person person_;
    PanelFault fault_;
    const policy::Layout* layout_ = nullptr;  // of its entry
    int touches_ = 0;                         // without a key
    bool left_ = false;                       // by a key that ends the entry without a PIN
    bool sent_ = false;                       // by the key that sends it
    bool refused_ = false;
    int wrong_pins_ = 0;
};

}  // namespace tsuitate::bench
