#include "tests/panel/picture_difference.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdlib>
#include <cstring>

namespace tsuitate::panel {
namespace {

constexpr std::array<unsigned, 3> channels = {16, 8, 0};

struct Pixels {
    explicit Pixels(cairo_surface_t* surface)
        : data(cairo_image_surface_get_data(surface)),
          stride(cairo_image_surface_get_stride(surface)),
          width(cairo_image_surface_get_width(surface)),
          height(cairo_image_surface_get_height(surface)) {}

    std::uint32_t at(int x, int y) const {
        std::uint32_t pixel = 0;
        std::memcpy(&pixel, place(x, y), 4);
        return pixel;
    }
    void set(int x, int y, std::uint32_t pixel) const { std::memcpy(place(x, y), &pixel, 4); }
    unsigned char* place(int x, int y) const {
        return data + std::ptrdiff_t{stride} * y + std::ptrdiff_t{4} * x;
    }

    unsigned char* data;
    int stride;
    int width;
    int height;
};

int channel(std::uint32_t pixel, unsigned shift) {
    return static_cast<int>((pixel >> shift) & 0xffU);
}

// In 32 levels, which the files are half as large with and nobody sees.
int coarse(int level) {
    constexpr int step = 8;
    return std::min(255, (level + step / 2) / step * step);
}

int distance(std::uint32_t one, std::uint32_t other) {
    int most = 0;
    for (const unsigned shift : channels) {
        most = std::max(most, std::abs(channel(one, shift) - channel(other, shift)));
    }
    return most;
}

drawing::Surface make_rgb(int width, int height) {
    return drawing::Surface(cairo_image_surface_create(CAIRO_FORMAT_RGB24, width, height));
}

// The share of the pixels of a block that plainly differ.
double plainly_different(const Pixels& one, const Pixels& other, int left, int top) {
    int count = 0;
    for (int y = top; y < std::min(top + block, one.height); ++y) {
        for (int x = left; x < std::min(left + block, one.width); ++x) {
            count += distance(one.at(x, y), other.at(x, y)) > plain ? 1 : 0;
        }
    }
    return count / static_cast<double>(block * block);
}

}  // namespace

drawing::Surface half_size(cairo_surface_t* whole) {
    cairo_surface_flush(whole);
    const Pixels from(whole);
    drawing::Surface half = make_rgb(from.width / 2, from.height / 2);
    const Pixels to(half.get());
    for (int y = 0; y < to.height; ++y) {
        for (int x = 0; x < to.width; ++x) {
            std::uint32_t mean = 0;
            for (const unsigned shift : channels) {
                const int sum =
                    channel(from.at(2 * x, 2 * y), shift) + channel(from.at(2 * x + 1, 2 * y), shift) +
                    channel(from.at(2 * x, 2 * y + 1), shift) + channel(from.at(2 * x + 1, 2 * y + 1), shift);
                mean |= static_cast<std::uint32_t>(coarse(sum / 4)) << shift;
            }
            to.set(x, y, mean);
        }
    }
    cairo_surface_mark_dirty(half.get());
    return half;
}

bool PictureDifference::accepted() const {
    return same_size && share < most_share && worst_block < most_of_block;
}

PictureDifference difference_of(cairo_surface_t* accepted, cairo_surface_t* drawn) {
    const Pixels one(accepted);
    const Pixels other(drawn);
    if (one.width != other.width || one.height != other.height) {
        return {};
    }
    PictureDifference difference{.same_size = true};
    int slightly = 0;
    for (int y = 0; y < one.height; ++y) {
        for (int x = 0; x < one.width; ++x) {
            slightly += distance(one.at(x, y), other.at(x, y)) > slight ? 1 : 0;
        }
    }
    difference.share = slightly / (static_cast<double>(one.width) * one.height);
    // Blocks overlap by half, so that what differs is in the middle of one.
    for (int top = 0; top < one.height; top += block / 2) {
        for (int left = 0; left < one.width; left += block / 2) {
            difference.worst_block =
                std::max(difference.worst_block, plainly_different(one, other, left, top));
        }
    }
    return difference;
}

drawing::Surface difference_picture(cairo_surface_t* accepted, cairo_surface_t* drawn) {
    const Pixels one(accepted);
    const Pixels other(drawn);
    drawing::Surface picture = make_rgb(other.width, other.height);
    const Pixels to(picture.get());
    for (int y = 0; y < to.height; ++y) {
        for (int x = 0; x < to.width; ++x) {
            const std::uint32_t pixel = other.at(x, y);
            const int grey = 128 + (channel(pixel, 16) + channel(pixel, 8) + channel(pixel, 0)) / 6;
            const auto level = static_cast<std::uint32_t>(std::min(grey, 255));
            const bool differs = distance(one.at(x, y), pixel) > slight;
            to.set(x, y, differs ? 0xd00000U : level << 16U | level << 8U | level);
        }
    }
    cairo_surface_mark_dirty(picture.get());
    return picture;
}

}  // namespace tsuitate::panel
