// Damage: which pixels of a picture are not what they were; whole pixels, in rectangles that do not overlap.
#pragma once

#include <cairo.h>

#include <cstdint>
#include <memory>
#include <vector>

#include "drawing/canvas.hpp"

namespace tsuitate::drawing {

struct PixelRect {
    int x = 0;
    int y = 0;
    int width = 0;
    int height = 0;
    friend bool operator==(const PixelRect&, const PixelRect&) = default;
};

// All pixels that the rectangle reaches into.
PixelRect pixels_around(const RectPx& rect);

class Damage {
  public:
    Damage();
    explicit Damage(const PixelRect& rect);
    Damage(const Damage& other);
    Damage& operator=(const Damage& other);
    Damage(Damage&&) = default;
    Damage& operator=(Damage&&) = default;
    ~Damage() = default;

    void add(const PixelRect& rect);
    void add(const Damage& other);
    // Leaves what lies within the rectangle.
    void keep_within(const PixelRect& rect);

    bool empty() const;
    bool meets(const PixelRect& rect) const;
    std::int64_t pixel_count() const;
    std::vector<PixelRect> rects() const;

  private:
    struct RegionDeleter {
        void operator()(cairo_region_t* region) const { cairo_region_destroy(region); }
    };
    std::unique_ptr<cairo_region_t, RegionDeleter> region_;
};

}  // namespace tsuitate::drawing
