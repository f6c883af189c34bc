// Contrast as it is drawn, found in the pixels and not in the palette: of each text with what it stands on,
// and of each key's edge with what lies around it.
#include "tests/unit/drawing/contrast.hpp"

#include <gtest/gtest.h>

#include <cstring>
#include <map>
#include <string>

#include "drawing/picture.hpp"
#include "policy/load/load_policy.hpp"
#include "tests/panel/situations.hpp"

namespace tsuitate::drawing {
namespace {

const std::filesystem::path default_policy = TSUITATE_POLICY_FILES;
constexpr policy::Panel ten_inches{1024, 768, {203, 152}};

unsigned pixel_at(const Picture& picture, int x, int y) {
    cairo_surface_t* surface = picture.surface.get();
    std::uint32_t pixel = 0;
    std::memcpy(&pixel,
                cairo_image_surface_get_data(surface) + y * cairo_image_surface_get_stride(surface) + 4 * x,
                4);
    return pixel & 0xffffffU;
}

// Between the colour that most of the box has and the one in it that stands out most.
double contrast_within(const Picture& picture, const RectPx& box) {
    std::map<unsigned, int> count;
    const int right = std::min(ten_inches.width_px, static_cast<int>(box.x + box.width));
    const int bottom = std::min(ten_inches.height_px, static_cast<int>(box.y + box.height));
    for (int y = std::max(0, static_cast<int>(box.y)); y < bottom; ++y) {
        for (int x = std::max(0, static_cast<int>(box.x)); x < right; ++x) {
            ++count[pixel_at(picture, x, y)];
        }
    }
    unsigned ground = 0;
    int most = 0;
    for (const auto& [pixel, times] : count) {
        if (times > most) {
            most = times;
            ground = pixel;
        }
    }
    double found = 1;
    for (const auto& [pixel, times] : count) {
        found = std::max(found, contrast(colour(pixel), colour(ground)));
    }
    return found;
}

// Across the left edge of a key, at half its height.
double contrast_of_edge(const Picture& picture, const policy::RectMm& key) {
    constexpr double scale_x = 1024.0 / 203;
    constexpr double scale_y = 768.0 / 152;
    const int left = static_cast<int>(std::lround(key.x * scale_x));
    const int y = static_cast<int>(std::lround(key.centre().y * scale_y));
    const Colour around = colour(pixel_at(picture, left - 3, y));
    double found = 1;
    for (int x = left - 1; x < left + 6; ++x) {
        found = std::max(found, contrast(colour(pixel_at(picture, x, y)), around));
    }
    return found;
}

// WCAG asks nothing of the edge of what cannot be used yet.
bool rests(const policy::Scene& scene, policy::KeyAction action) {
    return !scene.can_confirm &&
           (action == policy::KeyAction::confirm ||
            (scene.name == policy::SceneName::consent && action == policy::KeyAction::yes));
}

class Drawn : public testing::TestWithParam<policy::Appearance> {
  protected:
    template <typename Check>
    void for_every_picture(const Check& check) const {
        for (const char* kind : {"user-authentication", "signature"}) {
            for (panel::Situation& situation : panel::situations_with(policy_, *policy_.pin_kind(kind))) {
                situation.scene.appearance = GetParam();
                SCOPED_TRACE(situation.name + ' ' + kind);
                check(situation.scene, draw_picture(ten_inches, situation.scene, policy_, texts_));
            }
        }
    }

    policy::Policy policy_ = std::get<policy::Policy>(policy::load_policy(default_policy));
    AllTexts texts_ = std::get<AllTexts>(load_texts(default_policy / "texts"));
};

std::string name_of_look(const testing::TestParamInfo<policy::Appearance>& look) {
    std::string name(policy::name_of(look.param));
    std::replace(name.begin(), name.end(), '-', '_');
    return name;
}

INSTANTIATE_TEST_SUITE_P(Contrast, Drawn,
                         testing::Values(policy::Appearance::light, policy::Appearance::dark,
                                         policy::Appearance::high_contrast),
                         name_of_look);

TEST_P(Drawn, every_text_stands_out_seven_to_one) {
    for_every_picture([](const policy::Scene&, const Picture& picture) {
        for (const SetText& set : picture.texts) {
            EXPECT_GE(contrast_within(picture, set.box), 7) << set.text;
        }
    });
}

TEST_P(Drawn, the_edge_of_every_key_stands_out_three_to_one) {
    for_every_picture([](const policy::Scene& scene, const Picture& picture) {
        for (const policy::Target& target : picture.layout.targets) {
            if (!rests(scene, target.key.action)) {
                EXPECT_GE(contrast_of_edge(picture, target.area), 3) << policy::name_of(target.key);
            }
        }
    });
}

}  // namespace
}  // namespace tsuitate::drawing
