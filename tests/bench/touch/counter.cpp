#include "tests/bench/touch/counter.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

#include "policy/monitor/place_watch.hpp"

namespace tsuitate::bench {

using policy::Key;
using policy::KeyAction;

void Counter::serve(const PanelFault& fault, Tally& tally) {
    ++tally.sessions;
    person_ = somebody(random_, styluses_);
    fault_ = fault;
    refused_ = false;
    wrong_pins_ = 0;
    while (wrong_pins_ < ground_.tries) {
        pad_.begin_entry(person_.stylus);
        if (pad_.proves() && !proves()) {
            refused_ = true;
            tally.refused += wrong_pins_ == 0 ? 1U : 0U;
            break;
        }
        const Typed typed = type(tally);
        if (typed == Typed::right || typed == Typed::given_up) {
            tally.helped += typed == Typed::given_up ? 1U : 0U;
            break;
        }
        ++tally.wrong_pins;
        tally.omissions += typed == Typed::omitted ? 1U : 0U;
        ++wrong_pins_;
    }
    tally.locked += wrong_pins_ == ground_.tries ? 1U : 0U;
    pad_.end_session();
}

// The known targets. One that does not answer is tried twice, then it moves on, as the vault has it.
bool Counter::proves() {
    constexpr int patience = 40;  // touches
    std::size_t cell = random_.below(ground_.proofs.size());
    std::optional<std::uint8_t> left;
    for (int silent = 0, touches = 0; touches < patience; ++touches) {
        const policy::Layout& layout = ground_.proofs[cell];
        const policy::PointMm centre = layout.targets.back().area.centre();
        const std::uint8_t place = policy::PlaceWatch::place_of(centre, ground_.panel);
        const Sensed* nobody = pass(person_.pause_ms);
        const Sensed& sensed = nobody != nullptr ? *nobody : touch(centre);
        const auto verdict = pad_.known(layout, sensed);
        if (verdict) {
            pad_.target_touched(place, left);
            if (*verdict != Pad::Verdict::another_needed) {
                return *verdict == Pad::Verdict::proven;
            }
            left.reset();
        } else if (!sensed.taps.empty()) {
            left.reset();
            continue;
        } else if (++silent < 2) {
            continue;
        } else {
            left = place;
        }
        silent = 0;
        cell = another(cell);
    }
    return false;
}

std::size_t Counter::another(std::size_t cell) {
    return (cell + 1 + random_.below(ground_.proofs.size() - 1)) % ground_.proofs.size();
}

std::vector<Key> Counter::think_of_pin() {
    const std::size_t length = ground_.shortest + random_.below(ground_.longest - ground_.shortest + 1);
    std::vector<Key> pin;
    for (std::size_t i = 0; i < length; ++i) {
        pin.push_back(ground_.keys[random_.below(ground_.keys.size())].key);
    }
    return pin;
}

// Until as many dots are there as were meant, or nobody sees that they are not.
Counter::Typed Counter::type(Tally& tally) {
    layout_ = pad_.trembles() ? &ground_.large : &ground_.entry;
    const std::vector<Key> meant = think_of_pin();
    touches_ = 0;
    for (;;) {
        std::vector<Key> typed;
        if (!fill(meant, typed, tally)) {
            return Typed::given_up;
        }
        // A field that is too short cannot be sent, and says so.
        const bool missing = typed.size() < meant.size();
        if (missing && !sent_ && (typed.size() < ground_.shortest || !random_.chance(habits_.overlooks))) {
            ++tally.retyped;
            continue;
        }
        ++tally.pins;
        return typed == meant ? Typed::right : missing ? Typed::omitted : Typed::wrong;
    }
}

bool Counter::fill(const std::vector<Key>& meant, std::vector<Key>& typed, Tally& tally) {
    left_ = sent_ = false;
    for (const Key& key : meant) {
        const auto target = std::find_if(layout_->targets.begin(), layout_->targets.end(),
                                         [&](const policy::Target& one) { return one.key == key; });
        for (bool again = true; again;) {
            const Outcome outcome = press(*target, typed, tally);
            if (outcome == Outcome::given_up || left_) {
                return false;
            }
            if (sent_) {
                return true;
            }
            again = outcome != Outcome::taken &&
                    !random_.chance(outcome == Outcome::rejected_shown ? habits_.moves_on_shown
                                                                       : habits_.moves_on_unseen);
            if (again && outcome == Outcome::rejected_shown) {
                pause(habits_.sees_sign_ms, typed, tally);
            }
        }
    }
    return true;
}

Counter::Outcome Counter::press(const policy::Target& target, std::vector<Key>& typed, Tally& tally) {
    pause(person_.pause_ms * std::exp(random_.normal(0.3)), typed, tally);
    ++tally.presses;
    const Pad::Answer answer = pad_.decide(*layout_, touch(target.area.centre()));
    if (answer.key) {
        tally.wrong_keys += *answer.key == target.key ? 0U : 1U;
        take(*answer.key, typed);
        return Outcome::taken;
    }
    ++tally.rejections;
    if (answer.help_due || ++touches_ > habits_.patience) {
        return Outcome::given_up;
    }
    return answer.shown ? Outcome::rejected_shown : Outcome::rejected_unseen;
}

void Counter::take(const Key& key, std::vector<Key>& typed) {
    if (key.action == KeyAction::character) {
        if (typed.size() < ground_.longest) {
            typed.push_back(key);
        }
    } else if (key.action == KeyAction::correct) {
        if (!typed.empty()) {
            typed.pop_back();
        }
    } else if (key.action == KeyAction::confirm) {
        sent_ = typed.size() >= ground_.shortest;
    } else {
        left_ = true;
    }
}

// Ghosts come while nobody touches, too, and type.
void Counter::pause(double milliseconds, std::vector<Key>& typed, Tally& tally) {
    const Sensed* nobody = pass(milliseconds);
    if (nobody == nullptr) {
        return;
    }
    const Pad::Answer answer = pad_.decide(*layout_, *nobody);
    if (answer.key) {
        ++tally.wrong_keys;
        take(*answer.key, typed);
    }
}

const Sensed* Counter::pass(double milliseconds) {
    panel_.pass(milliseconds);
    return random_.chance(fault_.ghosts_a_second * milliseconds / 1000)
               ? &panel_.touch(random_, ghost(random_, ground_.panel), {})
               : nullptr;
}

const Sensed& Counter::touch(policy::PointMm meant) {
    const Press press = press_at(random_, person_, meant);
    const bool ghost_beside = random_.chance(fault_.ghosts_a_second * press.dwell_ms / 1000);
    return panel_.touch(random_, press, fault_, ghost_beside);
}

}  // namespace tsuitate::bench
