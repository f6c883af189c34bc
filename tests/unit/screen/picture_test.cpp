#include "daemon/screen/picture.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <cstring>

#include "daemon/screen/palette.hpp"
#include "daemon/screen/type.hpp"
#include "tests/unit/screen/sample_policy.hpp"

namespace tsuitate::screen {
namespace {

const std::filesystem::path default_texts =
    std::filesystem::path(TSUITATE_SOURCE_DIR) / "policy/default/texts";

const std::vector<policy::Panel> panels = {{800, 480, {154, 86}},   {1024, 768, {246, 184}},
                                           {1280, 800, {261, 163}}, {1920, 1080, {344, 194}},
                                           {768, 1024, {184, 246}}, {1080, 1920, {194, 344}}};

class PictureOf : public ::testing::Test {
  protected:
    Picture draw(const policy::Panel& panel, const policy::Scene& scene) const {
        return draw_picture(panel, scene, policy_, texts_);
    }
    static policy::Scene entry(std::uint8_t dots, const std::string& kind = "digits") {
        policy::Scene scene;
        scene.name = policy::SceneName::entry;
        scene.pin_kind = kind;
        scene.dots = dots;
        scene.tries_left = 3;
        return scene;
    }

    policy::Policy policy_ = sample_policy();
    AllTexts texts_ = std::get<AllTexts>(load_texts(default_texts));
};

bool same_pixels(const Picture& left, const Picture& right) {
    cairo_surface_t* a = left.surface.get();
    cairo_surface_t* b = right.surface.get();
    const auto size = static_cast<std::size_t>(cairo_image_surface_get_stride(a)) *
                      static_cast<std::size_t>(cairo_image_surface_get_height(a));
    return cairo_image_surface_get_height(a) == cairo_image_surface_get_height(b) &&
           cairo_image_surface_get_stride(a) == cairo_image_surface_get_stride(b) &&
           std::memcmp(cairo_image_surface_get_data(a), cairo_image_surface_get_data(b), size) == 0;
}

TEST_F(PictureOf, every_scene_fits_in_both_languages_on_every_panel) {
    for (const policy::Panel& panel : panels) {
        for (const policy::Language language : {policy::Language::japanese, policy::Language::english}) {
            for (std::size_t i = 0; i < policy::scene_names.size(); ++i) {
                for (const char* kind : {"digits", "mixed"}) {
                    policy::Scene scene = entry(policy_.pin_kind(kind)->max_length, kind);
                    scene.name = static_cast<policy::SceneName>(i);
                    scene.language = language;
                    scene.procedure = "renewal";
                    scene.fault_code = 302;
                    for (const std::string& text : draw(panel, scene).cut_texts) {
                        ADD_FAILURE() << policy::scene_names.at(i) << ' ' << kind << " at " << panel.width_px
                                      << 'x' << panel.height_px << " cuts: " << text;
                    }
                }
            }
        }
    }
}

TEST_F(PictureOf, the_same_scene_is_the_same_pixels) {
    // A scene has no place for the key that was hit; what is left is that nothing outside of it changes the
    // picture.
    for (const char* kind : {"digits", "mixed"}) {
        const Picture first = draw(panels.at(2), entry(2, kind));
        draw(panels.at(3), entry(3, kind));
        EXPECT_TRUE(same_pixels(draw(panels.at(2), entry(2, kind)), first));
    }
}

TEST_F(PictureOf, a_typed_character_changes_the_dots_and_nothing_else) {
    const policy::Panel& panel = panels.at(2);
    const Picture two = draw(panel, entry(2));
    const Picture three = draw(panel, entry(3));
    ASSERT_FALSE(same_pixels(two, three));
    const double scale = panel.width_px / panel.size.width;
    const policy::RectMm& dots = two.layout.dots;
    const int stride = cairo_image_surface_get_stride(two.surface.get());
    for (int y = 0; y < panel.height_px; ++y) {
        for (int x = 0; x < panel.width_px; ++x) {
            const auto at = static_cast<std::size_t>(y * stride + x * 4);
            const bool differs = std::memcmp(cairo_image_surface_get_data(two.surface.get()) + at,
                                             cairo_image_surface_get_data(three.surface.get()) + at, 4) != 0;
            ASSERT_TRUE(!differs || dots.contains({(x + 0.5) / scale, (y + 0.5) / scale})) << x << ' ' << y;
        }
    }
}

TEST_F(PictureOf, confirm_looks_different_when_it_can_be_used) {
    policy::Scene ready = entry(4);
    const Picture waiting = draw(panels.at(2), ready);
    ready.can_confirm = true;
    EXPECT_FALSE(same_pixels(draw(panels.at(2), ready), waiting));
}

TEST_F(PictureOf, layout_is_the_one_that_the_vault_computes) {
    const policy::Scene scene = entry(1, "mixed");
    EXPECT_EQ(policy::fingerprint(draw(panels.at(0), scene).layout),
              policy::fingerprint(policy::layout_of(panels.at(0), scene, policy_.pin_kind("mixed"))));
}

// Relative luminance and contrast after WCAG 2.1.
double luminance(Colour colour) {
    const auto linear = [](double part) {
        return part <= 0.04045 ? part / 12.92 : std::pow((part + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(colour.red) + 0.7152 * linear(colour.green) + 0.0722 * linear(colour.blue);
}
double contrast(Colour one, Colour other) {
    const double a = luminance(one);
    const double b = luminance(other);
    return (std::max(a, b) + 0.05) / (std::min(a, b) + 0.05);
}

TEST(Palette, text_stands_out_seven_to_one) {
    using namespace palette;
    EXPECT_GE(contrast(ink, ground), 7);
    EXPECT_GE(contrast(ink, unclear), 7);
    EXPECT_GE(contrast(ink, key), 7);
    EXPECT_GE(contrast(ink, take_back), 7);
    EXPECT_GE(contrast(soft_ink, ground), 7);
    EXPECT_GE(contrast(soft_ink, quiet), 7);
    EXPECT_GE(contrast(on_action, action), 7);
    EXPECT_GE(contrast(stop, key), 7);
    EXPECT_GE(contrast(stop, ground), 7);
}

TEST(Palette, edges_stand_out_three_to_one) {
    EXPECT_GE(contrast(palette::key_edge, palette::key), 3);
    EXPECT_GE(contrast(palette::key_edge, palette::ground), 3);
    EXPECT_GE(contrast(palette::take_back_edge, palette::ground), 3);
}

TEST(Typefaces, are_installed) {
    EXPECT_EQ(missing_faces(), std::vector<std::string>{});
}

}  // namespace
}  // namespace tsuitate::screen
