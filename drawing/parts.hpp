// Parts: a picture taken apart, so that of the next one only what differs is drawn again. A part holds all
// that it is drawn from, and is drawn from nothing else: two parts that are equal are the same pixels.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "drawing/canvas.hpp"
#include "drawing/damage.hpp"
#include "drawing/texts.hpp"
#include "drawing/wording.hpp"
#include "policy/keypad/layout.hpp"
#include "policy/policy.hpp"

namespace tsuitate::drawing {

enum class PartName : std::uint8_t {
    ground,  // the colour beneath all others
    blank,   // the whole of a blanked picture
    words,   // sign, heading and message
    dots,
    receipt,
    taken,
    characters,
    key,
    countdown,
    mark,
};

struct Part {
    PartName name = PartName::ground;
    // Nothing is drawn outside of them.
    std::vector<PixelRect> places;
    // What this part does not show has its default here: its painter cannot come to depend on it unseen.
    policy::Scene scene;
    policy::Layout layout;               // for a key its own target alone
    Wording wording;                     // of words
    std::vector<std::string> sentences;  // of the countdown, of the mark; for yes and no the words of both
    friend bool operator==(const Part&, const Part&) = default;
};

Damage places_of(const Part& part);

// In the order in which they are painted, the ground first. The canvas says where millimetres lie.
std::vector<Part> parts_of(const Canvas& canvas, const policy::Panel& panel, const policy::Scene& scene,
                           const policy::Layout& layout, const policy::Policy& policy, const Texts& texts);

}  // namespace tsuitate::drawing
