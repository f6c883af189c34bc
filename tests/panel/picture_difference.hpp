// PictureDifference: whether a picture is still the one that was accepted. Pictures are kept at half their
// size. What another version of the library that draws glyphs changes at their edges is let through; a key
// that moved, a character that became another and a colour that changed are not.
#pragma once

#include "drawing/surface.hpp"

namespace tsuitate::panel {

// Four pixels become one, by their mean; RGB24.
drawing::Surface half_size(cairo_surface_t* whole);

struct PictureDifference {
    bool same_size = false;
    double share = 0;        // of the pixels that differ in a channel by more than `slight`
    double worst_block = 0;  // the share of those that differ by more than `plain` in the worst block
    bool accepted() const;
};
inline constexpr int slight = 16;
inline constexpr int plain = 48;
inline constexpr int block = 16;  // pixels of a side
inline constexpr double most_share = 0.002;
inline constexpr double most_of_block = 0.06;

PictureDifference difference_of(cairo_surface_t* accepted, cairo_surface_t* drawn);

// The drawn picture in grey, and red where it differs. Precondition: both are equally large.
drawing::Surface difference_picture(cairo_surface_t* accepted, cairo_surface_t* drawn);

}  // namespace tsuitate::panel
