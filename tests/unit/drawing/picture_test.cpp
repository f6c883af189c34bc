#include "drawing/picture.hpp"

#include <gtest/gtest.h>
#include <qrencode.h>

#include <cstring>
#include <memory>

#include "drawing/palette.hpp"
#include "drawing/type.hpp"
#include "policy/load/load_policy.hpp"
#include "tests/panel/situations.hpp"
#include "tests/unit/drawing/contrast.hpp"
#include "tests/unit/drawing/sample_policy.hpp"

namespace tsuitate::drawing {
namespace {

const std::filesystem::path default_policy = TSUITATE_POLICY_FILES;
const std::filesystem::path default_texts = default_policy / "texts";

const std::vector<policy::Panel> panels = {
    {800, 480, {154, 86}},   {1024, 768, {203, 152}},  {1280, 800, {217, 136}}, {1280, 800, {261, 163}},
    {1024, 768, {246, 184}}, {1920, 1080, {344, 194}}, {800, 1280, {136, 217}}, {1080, 1920, {194, 344}}};

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

void expect_all_is_readable(const Picture& picture, const policy::Panel& panel, const std::string& name) {
    const std::string where = name + " at " + std::to_string(panel.width_px) + 'x' +
                              std::to_string(panel.height_px) + ' ' + std::to_string(panel.size.width);
    for (const std::string& text : picture.cut_texts) {
        ADD_FAILURE() << where << " cuts: " << text;
    }
    const double least = smallest_em_mm(panel.size) *
                         std::min(panel.width_px / panel.size.width, panel.height_px / panel.size.height);
    EXPECT_FALSE(picture.texts.empty()) << where;
    for (const SetText& set : picture.texts) {
        EXPECT_GE(set.em, least - 1e-9) << where << ": " << set.text;
    }
}

TEST_F(PictureOf, every_situation_fits_in_both_languages_on_every_panel) {
    policy_ = std::get<policy::Policy>(policy::load_policy(default_policy));
    for (const policy::Panel& panel : panels) {
        for (const char* name : {"signature", "user-authentication"}) {
            const policy::PinKind& kind = *policy_.pin_kind(name);
            for (panel::Situation& situation : panel::situations_with(policy_, kind)) {
                for (const policy::Language language :
                     {policy::Language::japanese, policy::Language::english}) {
                    situation.scene.language = language;
                    expect_all_is_readable(
                        draw(panel, situation.scene), panel,
                        situation.name + ' ' + name + ' ' + std::string(policy::name_of(language)));
                }
            }
        }
    }
}

TEST(SmallestEm, is_24_pixels_at_ten_inches_and_never_under_four_millimetres) {
    EXPECT_GE(smallest_em_mm({203, 152}) * 1024 / 203, 24);
    EXPECT_GE(smallest_em_mm({217, 136}) * 1280 / 217, 24);
    EXPECT_EQ(smallest_em_mm({527, 296}), smallest_em_mm({344, 194}));
    EXPECT_LT(smallest_em_mm({190, 120}), 4.8);
    EXPECT_EQ(smallest_em_mm({154, 86}), 4.2);
}

TEST_F(PictureOf, control_a_text_too_long_is_said_to_be_cut) {
    policy_.assistance.observers.front().title.set(policy::Language::japanese, std::string(300, 'w'));
    policy::Scene scene = entry(0);
    scene.observer = "supervisor";
    EXPECT_FALSE(draw(panels.at(0), scene).cut_texts.empty());
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

// The black and white squares within the receipt's place, row by row; empty when there are none.
std::vector<bool> modules_of(const Picture& picture, const policy::Panel& panel) {
    const auto dark = [&](int x, int y) {
        std::uint32_t pixel = 0;
        std::memcpy(&pixel,
                    cairo_image_surface_get_data(picture.surface.get()) +
                        y * cairo_image_surface_get_stride(picture.surface.get()) + x * 4,
                    4);
        return (pixel & 0xffffffU) == 0;
    };
    const double scale = panel.width_px / panel.size.width;
    const policy::RectMm& area = picture.layout.code;
    int left = panel.width_px;
    int right = 0;
    int top = panel.height_px;
    for (int y = static_cast<int>(area.y * scale); y < static_cast<int>((area.y + area.height) * scale);
         ++y) {
        for (int x = static_cast<int>(area.x * scale); x < static_cast<int>((area.x + area.width) * scale);
             ++x) {
            if (dark(x, y)) {
                left = std::min(left, x);
                right = std::max(right, x);
                top = std::min(top, y);
            }
        }
    }
    if (left > right) {
        return {};
    }
    int finder = 0;  // seven modules of the corner are dark
    while (dark(left + finder, top)) {
        ++finder;
    }
    const int module = finder / 7;
    const int count = (right + 1 - left) / module;
    std::vector<bool> modules;
    for (int row = 0; row < count; ++row) {
        for (int column = 0; column < count; ++column) {
            modules.push_back(dark(left + module * column + module / 2, top + module * row + module / 2));
        }
    }
    return modules;
}

policy::Scene consent() {
    policy::Scene scene;
    scene.name = policy::SceneName::consent;
    scene.pin_kind = "digits";
    scene.procedure = "renewal";
    scene.clerk = "clerk-01";
    scene.reason = "panel-hard-to-use";
    scene.help = "types-for-citizen";
    scene.seconds_left = 90;
    return scene;
}

// The colour in the left part of a key, where no word stands.
std::uint32_t left_part_of(const Picture& picture, const policy::Panel& panel, policy::KeyAction action) {
    for (const policy::Target& target : picture.layout.targets) {
        if (target.key.action == action) {
            const double scale = panel.width_px / panel.size.width;
            const auto x = static_cast<int>((target.area.x + 0.06 * target.area.width) * scale);
            const auto y = static_cast<int>(target.area.centre().y * scale);
            std::uint32_t pixel = 0;
            std::memcpy(&pixel,
                        cairo_image_surface_get_data(picture.surface.get()) +
                            y * cairo_image_surface_get_stride(picture.surface.get()) + x * 4,
                        4);
            return pixel & 0xffffffU;
        }
    }
    ADD_FAILURE() << "no such key";
    return 0;
}

TEST_F(PictureOf, yes_to_help_rests_until_it_can_be_read_and_fills_while_it_is_held) {
    const policy::Panel& panel = panels.at(2);
    policy::Scene scene = consent();
    EXPECT_EQ(left_part_of(draw(panel, scene), panel, policy::KeyAction::yes), 0xe9e5dbU);
    scene.can_confirm = true;
    EXPECT_EQ(left_part_of(draw(panel, scene), panel, policy::KeyAction::yes), 0xffffffU);
    scene.held = 1;
    EXPECT_EQ(left_part_of(draw(panel, scene), panel, policy::KeyAction::yes), 0xb9d8c6U);
    EXPECT_EQ(left_part_of(draw(panel, scene), panel, policy::KeyAction::no), 0xffffffU);
}

TEST_F(PictureOf, each_step_of_holding_looks_different) {
    policy::Scene scene = consent();
    scene.can_confirm = true;
    Picture before = draw(panels.at(2), scene);
    for (scene.held = 1; scene.held <= policy::hold_steps; ++scene.held) {
        Picture now = draw(panels.at(2), scene);
        EXPECT_FALSE(same_pixels(now, before)) << int{scene.held};
        before = std::move(now);
    }
}

TEST_F(PictureOf, a_receipt_shows_its_code_module_by_module) {
    policy::Scene scene;
    scene.name = policy::SceneName::receipt;
    scene.receipt = "1234-5678-9012";
    scene.receipt_code = std::string(200, 'a') + "1234-5678-9012";
    for (const policy::Panel& panel : panels) {
        const Picture picture = draw(panel, scene);
        const auto modules = modules_of(picture, panel);
        const std::unique_ptr<QRcode, decltype(&QRcode_free)> code(
            QRcode_encodeData(static_cast<int>(scene.receipt_code.size()),
                              reinterpret_cast<const unsigned char*>(scene.receipt_code.data()), 0,
                              QR_ECLEVEL_M),
            &QRcode_free);
        ASSERT_NE(code, nullptr);
        ASSERT_EQ(modules.size(),
                  static_cast<std::size_t>(code->width) * static_cast<std::size_t>(code->width))
            << panel.width_px;
        for (std::size_t i = 0; i < modules.size(); ++i) {
            ASSERT_EQ(modules[i], (code->data[i] & 1U) != 0) << panel.width_px << " module " << i;
        }
    }
}

TEST_F(PictureOf, a_receipt_without_code_shows_no_square) {
    policy::Scene scene;
    scene.name = policy::SceneName::receipt;
    scene.receipt = "1234-5678-9012";
    EXPECT_TRUE(modules_of(draw(panels.at(1), scene), panels.at(1)).empty());
}

class Looks : public testing::TestWithParam<policy::Appearance> {};

std::string name_of_look(const testing::TestParamInfo<policy::Appearance>& look) {
    std::string name(policy::name_of(look.param));
    std::replace(name.begin(), name.end(), '-', '_');
    return name;
}

INSTANTIATE_TEST_SUITE_P(Palette, Looks,
                         testing::Values(policy::Appearance::light, policy::Appearance::dark,
                                         policy::Appearance::high_contrast),
                         name_of_look);

TEST_P(Looks, text_stands_out_seven_to_one) {
    const Palette& look = palette_of(GetParam());
    const double least = GetParam() == policy::Appearance::high_contrast ? 10 : 7;
    EXPECT_GE(contrast(look.ink, look.ground), least);
    EXPECT_GE(contrast(look.ink, look.unclear), least);
    EXPECT_GE(contrast(look.ink, look.key), least);
    EXPECT_GE(contrast(look.ink, look.take_back), least);
    EXPECT_GE(contrast(look.soft_ink, look.ground), least);
    EXPECT_GE(contrast(look.soft_ink, look.quiet), least);
    EXPECT_GE(contrast(look.on_action, look.action), least);
    EXPECT_GE(contrast(look.stop, look.key), least);
    EXPECT_GE(contrast(look.stop, look.ground), least);
    EXPECT_GE(contrast(look.on_mark, look.mark), least);
    EXPECT_GE(contrast(look.mark, look.key), least);
    EXPECT_GE(contrast(look.ink, look.held), 7);
}

TEST_P(Looks, edges_stand_out_three_to_one) {
    const Palette& look = palette_of(GetParam());
    EXPECT_GE(contrast(look.key_edge, look.key), 3);
    EXPECT_GE(contrast(look.key_edge, look.ground), 3);
    EXPECT_GE(contrast(look.key_edge, look.unclear), 3);
    EXPECT_GE(contrast(look.take_back_edge, look.ground), 3);
}

TEST(Typefaces, are_installed) {
    EXPECT_EQ(missing_faces(), std::vector<std::string>{});
}

}  // namespace
}  // namespace tsuitate::drawing
