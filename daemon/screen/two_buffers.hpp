// TwoBuffers: what each of two framebuffers lacks of the newest picture. A picture goes into the one that is
// not on the glass, which then lacks what changed since it was there last, and not only what changed just
// now.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <utility>

#include "drawing/damage.hpp"

namespace tsuitate::screen {

class TwoBuffers {
  public:
    // Both lack everything.
    explicit TwoBuffers(const drawing::PixelRect& whole = {})
        : lacking_{drawing::Damage(whole), drawing::Damage(whole)}, whole_(whole) {}

    // There is a newer picture, which differs so from the one before.
    void add(const drawing::Damage& damage) {
        for (drawing::Damage& lacking : lacking_) {
            lacking.add(damage);
            lacking.keep_within(whole_);
        }
    }

    // Which of them is written next.
    std::size_t back() const { return back_; }

    // What has to be copied into that one. It then has all, and the other one is the next.
    drawing::Damage turn() {
        drawing::Damage lacking = std::exchange(lacking_.at(back_), drawing::Damage());
        back_ = 1 - back_;
        return lacking;
    }

  private:
    std::array<drawing::Damage, 2> lacking_;
    drawing::PixelRect whole_;
    std::size_t back_ = 0;
};

// The pixels of a framebuffer that is mapped for writing; no more than a view.
struct MappedPixels {
    std::uint8_t* first = nullptr;
    std::size_t pitch = 0;  // bytes from one row to the next
};

// Precondition: the rectangles lie within both.
void copy_pixels(cairo_surface_t* from, const drawing::Damage& damage, const MappedPixels& into);

}  // namespace tsuitate::screen
