// Surface: the pixels of one picture, ARGB32.
#pragma once

#include <cairo.h>

#include <memory>

namespace tsuitate::drawing {

struct SurfaceDeleter {
    void operator()(cairo_surface_t* surface) const { cairo_surface_destroy(surface); }
};
using Surface = std::unique_ptr<cairo_surface_t, SurfaceDeleter>;

inline Surface make_surface(int width_px, int height_px) {
    return Surface(cairo_image_surface_create(CAIRO_FORMAT_ARGB32, width_px, height_px));
}

}  // namespace tsuitate::drawing
