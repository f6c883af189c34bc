// Palette: the few colours of the panel. Text on its ground has a contrast of 7:1 or more (WCAG 2.1, level
// AAA), and no colour says anything that a shape and a word do not say too. There is one colour for "go on".
#pragma once

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

namespace palette {

inline constexpr Colour ground = colour(0xf6f4ef);  // washi: bright, and does not dazzle
inline constexpr Colour key = colour(0xffffff);
inline constexpr Colour key_edge = colour(0x8a8577);
inline constexpr Colour ink = colour(0x1c1f26);
inline constexpr Colour soft_ink = colour(0x444852);  // what need not be read first
inline constexpr Colour action = colour(0x0b5a41);    // confirm, start, done
inline constexpr Colour on_action = colour(0xffffff);
inline constexpr Colour take_back = colour(0xfbe8ae);  // correct
inline constexpr Colour take_back_edge = colour(0x8a6a12);
inline constexpr Colour stop = colour(0x8f1d1d);  // stop, and what went wrong
inline constexpr Colour unclear =
    colour(0xf5d77e);  // the whole ground: nobody overlooks that a touch did not count
inline constexpr Colour quiet = colour(0xe9e5db);  // a button that is not live yet

inline constexpr Colour mark = colour(0x23375c);  // somebody helps or stands by
inline constexpr Colour on_mark = colour(0xffffff);
inline constexpr Colour held = colour(0xb9d8c6);  // how far "yes" has been held
inline constexpr Colour code_dark = colour(0x000000);
inline constexpr Colour code_light = colour(0xffffff);

}  // namespace palette
}  // namespace tsuitate::drawing
