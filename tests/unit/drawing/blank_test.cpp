// The blank picture says nothing of what is behind it.
#include <gtest/gtest.h>

#include "drawing/picture.hpp"
#include "tests/unit/drawing/sample_policy.hpp"

namespace tsuitate::drawing {
namespace {

const std::filesystem::path default_texts = std::filesystem::path(TSUITATE_POLICY_FILES) / "texts";

std::string pixels_of(const policy::Scene& scene) {
    const policy::Policy policy = sample_policy();
    const auto texts = std::get<AllTexts>(load_texts(default_texts));
    const Picture picture = draw_picture({1024, 768, {211, 158}}, scene, policy, texts);
    EXPECT_TRUE(picture.cut_texts.empty());
    cairo_surface_t* surface = picture.surface.get();
    const auto size = static_cast<std::size_t>(cairo_image_surface_get_stride(surface)) *
                      static_cast<std::size_t>(cairo_image_surface_get_height(surface));
    return {reinterpret_cast<const char*>(cairo_image_surface_get_data(surface)), size};
}

TEST(BlankPicture, is_the_same_whatever_is_typed_behind_it) {
    policy::Scene scene;
    scene.name = policy::SceneName::entry;
    scene.pin_kind = "digits";
    scene.tries_left = 3;
    policy::Scene other = scene;
    other.dots = 4;
    other.tries_left = 1;
    other.can_confirm = true;
    other.unclear = true;
    EXPECT_NE(pixels_of(scene), pixels_of(other));
    scene.blank = other.blank = true;
    EXPECT_EQ(pixels_of(scene), pixels_of(other));
    other.name = policy::SceneName::wrong;
    EXPECT_EQ(pixels_of(scene), pixels_of(other));
}

}  // namespace
}  // namespace tsuitate::drawing
