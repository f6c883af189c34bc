// Whichever framebuffer is turned to the glass holds the whole newest picture.
#include "daemon/screen/two_buffers.hpp"

#include <gtest/gtest.h>

#include <cstring>
#include <random>
#include <vector>

#include "drawing/surface.hpp"

namespace tsuitate::screen {
namespace {

constexpr int width = 40;
constexpr int height = 30;
constexpr drawing::PixelRect whole{0, 0, width, height};

class Glass {
  public:
    Glass() : surface_(drawing::make_surface(width, height)), buffers_(TwoBuffers(whole)) {}

    // Another colour in one rectangle.
    void change(std::mt19937& random) {
        const auto below = [&random](int end) { return std::uniform_int_distribution(0, end - 1)(random); };
        drawing::PixelRect rect{.x = below(width), .y = below(height), .width = 0, .height = 0};
        rect.width = below(width - rect.x) + 1;
        rect.height = below(height - rect.y) + 1;
        const auto colour = static_cast<std::uint32_t>(random());
        for (int y = rect.y; y < rect.y + rect.height; ++y) {
            for (int x = rect.x; x < rect.x + rect.width; ++x) {
                std::memcpy(row(y) + std::size_t{4} * static_cast<std::size_t>(x), &colour, sizeof colour);
            }
        }
        buffers_.add(drawing::Damage(rect));
    }

    // The pixels of the buffer that is turned to the glass; the rows of a buffer are longer than a picture's.
    bool shows_the_picture_after_turning() {
        std::vector<std::uint8_t>& back = memory_.at(buffers_.back());
        copy_pixels(surface_.get(), buffers_.turn(), {back.data(), pitch});
        for (int y = 0; y < height; ++y) {
            if (std::memcmp(back.data() + pitch * static_cast<std::size_t>(y), row(y), row_size) != 0) {
                return false;
            }
        }
        return true;
    }

    TwoBuffers& buffers() { return buffers_; }

  private:
    static constexpr std::size_t row_size = std::size_t{4} * width;
    static constexpr std::size_t pitch = row_size + 64;

    std::uint8_t* row(int y) {
        return cairo_image_surface_get_data(surface_.get()) + static_cast<std::ptrdiff_t>(row_size) * y;
    }

    drawing::Surface surface_;
    std::array<std::vector<std::uint8_t>, 2> memory_{std::vector<std::uint8_t>(pitch * height, 0xee),
                                                     std::vector<std::uint8_t>(pitch* height, 0xee)};
    TwoBuffers buffers_;
};

TEST(TwoBuffers, the_one_on_the_glass_has_the_whole_picture_whatever_was_skipped) {
    std::mt19937 random(20260102);
    Glass glass;
    for (int frame = 0; frame < 2000; ++frame) {
        // As many pictures as come while the glass is busy.
        for (int skipped = std::uniform_int_distribution(0, 3)(random); skipped >= 0; --skipped) {
            glass.change(random);
        }
        ASSERT_TRUE(glass.shows_the_picture_after_turning()) << frame;
    }
}

TEST(TwoBuffers, take_no_more_than_what_the_last_two_pictures_changed) {
    Glass glass;
    glass.shows_the_picture_after_turning();
    glass.shows_the_picture_after_turning();
    const drawing::PixelRect first{1, 2, 3, 4};
    const drawing::PixelRect second{20, 10, 5, 5};
    glass.buffers().add(drawing::Damage(first));
    EXPECT_EQ(glass.buffers().turn().rects(), std::vector{first});
    glass.buffers().add(drawing::Damage(second));
    EXPECT_EQ(glass.buffers().turn().rects(), (std::vector{first, second}));
    EXPECT_EQ(glass.buffers().turn().rects(), std::vector{second});
    EXPECT_TRUE(glass.buffers().turn().empty());
}

TEST(TwoBuffers, are_never_written_outside) {
    TwoBuffers buffers(whole);
    buffers.turn();
    buffers.add(drawing::Damage({-5, -5, 100, 100}));
    buffers.turn();
    EXPECT_EQ(buffers.turn().rects(), std::vector{whole});
}

}  // namespace
}  // namespace tsuitate::screen
