// Palette: the few colours of the panel, in each of its looks. Text on its ground has a contrast of 7:1 or
// more (WCAG 2.1, level AAA), and no colour says anything that a shape and a word do not say too. There is
// one colour for "go on".
#pragma once

#include "policy/session/vocabulary.hpp"

namespace tsuitate::drawing {

struct Colour {
    double red = 0;
    double green = 0;
    double blue = 0;
};

// From 0xRRGGBB.
constexpr Colour colour(unsigned rgb) {
    return {((rgb >> 16U) & 0xffU) / 255.0, ((rgb >> 8U) & 0xffU) / 255.0, (rgb & 0xffU) / 255.0};
}

// The colours of one look of the panel.
struct Palette {
    Colour ground;
    Colour key;
    Colour key_edge;
    Colour ink;
    Colour soft_ink;  // what need not be read first
    Colour action;    // confirm, start, done
    Colour on_action;
    Colour take_back;  // correct
    Colour take_back_edge;
    Colour stop;     // stop, and what went wrong
    Colour unclear;  // the whole ground: nobody overlooks that a touch did not count
    Colour quiet;    // a button that is not live yet
    Colour mark;     // somebody helps or stands by
    Colour on_mark;
    Colour held;      // how far "yes" has been held
    double edge = 1;  // how much thicker edges are drawn than in the light look
};

// What a camera reads is black on white in every look.
inline constexpr Colour code_dark = colour(0x000000);
inline constexpr Colour code_light = colour(0xffffff);

const Palette& palette_of(policy::Appearance appearance);

}  // namespace tsuitate::drawing
