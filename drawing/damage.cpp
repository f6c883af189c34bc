#include "drawing/damage.hpp"

#include <cmath>

namespace tsuitate::drawing {
namespace {

cairo_rectangle_int_t to_cairo(const PixelRect& rect) {
    return {rect.x, rect.y, rect.width, rect.height};
}

}  // namespace

PixelRect pixels_around(const RectPx& rect) {
    // An edge between two pixels stays there, however its place was summed up.
    constexpr double rounding = 1e-6;
    const auto left = static_cast<int>(std::floor(rect.x + rounding));
    const auto top = static_cast<int>(std::floor(rect.y + rounding));
    return {left, top, static_cast<int>(std::ceil(rect.x + rect.width - rounding)) - left,
            static_cast<int>(std::ceil(rect.y + rect.height - rounding)) - top};
}

Damage::Damage() : region_(cairo_region_create()) {}

Damage::Damage(const PixelRect& rect) : Damage() {
    add(rect);
}

Damage::Damage(const Damage& other) : region_(cairo_region_copy(other.region_.get())) {}

Damage& Damage::operator=(const Damage& other) {
    if (this != &other) {
        region_.reset(cairo_region_copy(other.region_.get()));
    }
    return *this;
}

void Damage::add(const PixelRect& rect) {
    const cairo_rectangle_int_t added = to_cairo(rect);
    cairo_region_union_rectangle(region_.get(), &added);
}

void Damage::add(const Damage& other) {
    cairo_region_union(region_.get(), other.region_.get());
}

void Damage::keep_within(const PixelRect& rect) {
    const cairo_rectangle_int_t kept = to_cairo(rect);
    cairo_region_intersect_rectangle(region_.get(), &kept);
}

bool Damage::empty() const {
    return cairo_region_is_empty(region_.get()) != 0;
}

bool Damage::meets(const PixelRect& rect) const {
    const cairo_rectangle_int_t asked = to_cairo(rect);
    return cairo_region_contains_rectangle(region_.get(), &asked) != CAIRO_REGION_OVERLAP_OUT;
}

std::int64_t Damage::pixel_count() const {
    std::int64_t count = 0;
    for (const PixelRect& rect : rects()) {
        count += std::int64_t{rect.width} * rect.height;
    }
    return count;
}

std::vector<PixelRect> Damage::rects() const {
    std::vector<PixelRect> rects;
    const int count = cairo_region_num_rectangles(region_.get());
    for (int i = 0; i < count; ++i) {
        cairo_rectangle_int_t rect{};
        cairo_region_get_rectangle(region_.get(), i, &rect);
        rects.push_back({rect.x, rect.y, rect.width, rect.height});
    }
    return rects;
}

}  // namespace tsuitate::drawing
