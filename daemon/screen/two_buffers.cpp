#include "daemon/screen/two_buffers.hpp"

#include <cstring>

namespace tsuitate::screen {

void copy_pixels(cairo_surface_t* from, const drawing::Damage& damage, const MappedPixels& into) {
    constexpr std::size_t pixel_size = 4;
    const auto stride = static_cast<std::size_t>(cairo_image_surface_get_stride(from));
    const unsigned char* source = cairo_image_surface_get_data(from);
    for (const drawing::PixelRect& rect : damage.rects()) {
        const std::size_t left = pixel_size * static_cast<std::size_t>(rect.x);
        const std::size_t size = pixel_size * static_cast<std::size_t>(rect.width);
        const auto top = static_cast<std::size_t>(rect.y);
        for (std::size_t row = top; row < top + static_cast<std::size_t>(rect.height); ++row) {
            std::memcpy(into.first + row * into.pitch + left, source + row * stride + left, size);
        }
    }
}

}  // namespace tsuitate::screen
