// Counter: many people, one after the other, at a panel with a fault; what happens to their PINs.
#pragma once

#include <algorithm>
#include <functional>

#include "policy/monitor/panel_monitor.hpp"
#include "tests/bench/touch/pads.hpp"
#include "tests/bench/touch/public.hpp"

namespace tsuitate::bench {

struct Tally {
    std::uint64_t sessions = 0;
    std::uint64_t entries = 0;  // PINs that were typed to their end
    std::uint64_t presses = 0;  // touches that meant a key
    std::uint64_t wrong_keys = 0;
    std::uint64_t rejections = 0;
    std::uint64_t refused = 0;  // sessions in which the panel was refused
    std::uint64_t helped = 0;   // entries that ended in an offer of help
    std::uint64_t wrong_pins = 0;
    std::uint64_t locked = 0;  // cards
    std::uint64_t known_taps = 0;

    void add(const Tally& other) {
        for (auto member :
             {&Tally::sessions, &Tally::entries, &Tally::presses, &Tally::wrong_keys, &Tally::rejections,
              &Tally::refused, &Tally::helped, &Tally::wrong_pins, &Tally::locked, &Tally::known_taps}) {
            this->*member += other.*member;
        }
    }
};

// A pad of ten digits with square keys, as on the entry screen.
inline policy::Layout digit_pad(double key, double pitch) {
    policy::Layout layout;
    const std::string_view keys = "123456789 0";
    for (std::size_t i = 0; i < keys.size(); ++i) {
        if (keys[i] != ' ') {
            layout.targets.push_back({{policy::KeyAction::character, static_cast<std::uint8_t>(keys[i])},
                                      {.x = 20 + static_cast<double>(i % 3) * pitch,
                                       .y = 20 + static_cast<double>(i / 3) * pitch,
                                       .width = key,
                                       .height = key}});
        }
    }
    return layout;
}

class Counter {
  public:
    Counter(PadKind kind, const policy::Layout& layout, std::uint64_t seed)
        : kind_(kind), layout_(layout), random_(seed) {}

    // The fault of each session, drawn by the caller.
    using Fault = std::function<PanelFault(Random&)>;

    // Hears what each entry was like, as the vault would; the panel's own correction is off then, so that a
    // drift is not hidden from the keys either.
    void on_entry(std::function<void(const policy::EntryQuality&)> heard) { heard_ = std::move(heard); }

    Tally serve(std::uint64_t sessions, const Fault& fault) {
        Tally tally;
        for (std::uint64_t i = 0; i < sessions; ++i) {
            const Person person = somebody(random_);
            session(person, fault(random_), tally);
        }
        return tally;
    }

  private:
    // Up to three tries, as the card allows; a wrong PIN is tried again.
    void session(const Person& person, const PanelFault& fault, Tally& tally) {
        ++tally.sessions;
        constexpr int tries = 3;
        for (int wrong = 0; wrong < tries; ++wrong) {
            Pad pad(kind_, layout_, correction_);
            quality_ = {};
            if (is_ours(kind_) && !proves(pad, person, fault, tally)) {
                tally.refused += wrong == 0 ? 1U : 0U;
                quality_.refused = true;
                tell(pad);
                return;
            }
            const std::uint64_t rejected = tally.rejections;
            const bool right = type(pad, person, fault, tally);
            quality_.rejections = static_cast<unsigned>(tally.rejections - rejected);
            tell(pad);
            if (right) {
                return;
            }
            ++tally.wrong_pins;
            tally.locked += wrong == tries - 1 ? 1U : 0U;
        }
    }

    bool proves(Pad& pad, const Person& person, const PanelFault& fault, Tally& tally) {
        auto verdict = policy::ProofVerdict::another_needed;
        policy::PointMm sum;
        for (double taps = 1; verdict == policy::ProofVerdict::another_needed; ++taps) {
            const policy::PointMm cell = layout_.targets[random_.below(layout_.targets.size())].area.centre();
            const policy::Touch touch = touch_at(random_, person, fault, cell);
            sum = {sum.x + touch.down.x - cell.x, sum.y + touch.down.y - cell.y};
            quality_.offset = policy::PointMm{sum.x / taps, sum.y / taps};
            quality_.ghosts += touch.duration < shortest_touch ? 1U : 0U;
            verdict = pad.take_known(touch, cell);
            ++tally.known_taps;
        }
        return verdict == policy::ProofVerdict::proven;
    }

    // True unless a wrong PIN reaches the card.
    bool type(Pad& pad, const Person& person, const PanelFault& fault, Tally& tally) {
        constexpr int digits = 4;
        constexpr int patience = 40;  // touches, before anybody would call for help
        constexpr double seconds_a_press = 0.7;
        constexpr double moves_on = 0.02;  // after a rejection, to the next digit
        bool right = true;
        for (int digit = 0, touches = 0; digit < digits; ++touches) {
            const std::size_t meant = random_.below(layout_.targets.size());
            for (bool again = true; again;) {
                again = false;
                if (random_.chance(seconds_a_press * fault.ghosts_a_second)) {
                    const policy::Touch nobody = ghost(random_, {217, 136});
                    quality_.ghosts += nobody.duration < shortest_touch ? 1U : 0U;
                    const auto key = pad.decide(nobody);
                    right = right && !key.key;
                    tally.wrong_keys += key.key ? 1U : 0U;
                }
                ++tally.presses;
                const policy::PointMm centre = layout_.targets[meant].area.centre();
                const policy::Touch touch = touch_at(random_, person, fault, centre);
                quality_.ghosts += touch.duration < shortest_touch ? 1U : 0U;
                const Pad::Answer key = pad.decide(touch);
                if (key.key) {
                    tally.wrong_keys += *key.key == meant ? 0U : 1U;
                    right = right && *key.key == meant;
                    ++digit;
                    break;
                }
                ++tally.rejections;
                if (key.help_due || ++touches > patience) {
                    ++tally.helped;
                    return true;
                }
                again = !random_.chance(moves_on);
            }
        }
        ++tally.entries;
        return right;
    }

    static constexpr std::chrono::milliseconds shortest_touch{40};

    void tell(const Pad& pad) {
        if (heard_) {
            quality_.expected_rejections = policy::usual_rejections(pad.filter(), false);
            heard_(quality_);
        }
    }

    PadKind kind_;
    const policy::Layout& layout_;
    Random random_;
    policy::EntryQuality quality_;
    std::function<void(const policy::EntryQuality&)> heard_;
    // What a counter has learnt in its first weeks: where people touch beside what they mean.
    policy::Correction correction_{.offset = {0.5, 1.0}, .sessions = 20};
};

}  // namespace tsuitate::bench
