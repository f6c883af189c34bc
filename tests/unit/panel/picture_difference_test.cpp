// What the comparison of pictures lets through and what it finds.
#include "tests/panel/picture_difference.hpp"

#include <gtest/gtest.h>

#include <cstring>
#include <filesystem>
#include <random>
#include <set>

#include "drawing/picture.hpp"
#include "policy/load/load_policy.hpp"
#include "tests/panel/reference_pictures.hpp"

namespace tsuitate::panel {
namespace {

const std::filesystem::path default_policy = TSUITATE_POLICY_FILES;
constexpr policy::Panel ten_inches{1024, 768, {203, 152}};

class Pictures : public testing::Test {
  protected:
    static policy::Scene entry() {
        policy::Scene scene;
        scene.name = policy::SceneName::entry;
        scene.pin_kind = "user-authentication";
        scene.tries_left = 3;
        return scene;
    }
    drawing::Picture draw(const policy::Scene& scene) const {
        return drawing::draw_picture(ten_inches, scene, policy_, texts_);
    }
    drawing::Surface drawn(const policy::Scene& scene) const { return half_size(draw(scene).surface.get()); }

    // Differs from the picture of entry(), changed by `change`, enough to be found.
    template <typename Change>
    PictureDifference after(const Change& change) const {
        const drawing::Picture picture = draw(entry());
        cairo_t* context = cairo_create(picture.surface.get());
        change(picture, context);
        cairo_destroy(context);
        return difference_of(drawn(entry()).get(), half_size(picture.surface.get()).get());
    }

    // In pixels.
    static cairo_rectangle_t key_of(const drawing::Picture& picture, char character) {
        constexpr double scale = 1024.0 / 203;
        for (const policy::Target& target : picture.layout.targets) {
            if (target.key.character == static_cast<std::uint8_t>(character)) {
                return {target.area.x * scale, target.area.y * scale, target.area.width * scale,
                        target.area.height * scale};
            }
        }
        ADD_FAILURE() << "no such key";
        return {};
    }

    policy::Policy policy_ = std::get<policy::Policy>(policy::load_policy(default_policy));
    drawing::AllTexts texts_ = std::get<drawing::AllTexts>(drawing::load_texts(default_policy / "texts"));
};

TEST_F(Pictures, the_same_scene_is_the_same_picture) {
    EXPECT_TRUE(difference_of(drawn(entry()).get(), drawn(entry()).get()).accepted());
}

TEST_F(Pictures, what_another_rasteriser_changes_is_let_through) {
    const PictureDifference difference = after([](const drawing::Picture& picture, cairo_t*) {
        // Every part of a pixel a little lighter or darker.
        std::mt19937 numbers(1);
        std::uniform_int_distribution<int> change(-12, 12);
        unsigned char* data = cairo_image_surface_get_data(picture.surface.get());
        for (int i = 0; i < 768 * cairo_image_surface_get_stride(picture.surface.get()); ++i) {
            data[i] = static_cast<unsigned char>(std::clamp(data[i] + change(numbers), 0, 255));
        }
    });
    EXPECT_TRUE(difference.accepted()) << difference.share << ' ' << difference.worst_block;
}

TEST_F(Pictures, a_key_that_moved_a_millimetre_is_found) {
    const PictureDifference difference = after([](const drawing::Picture& picture, cairo_t* context) {
        const cairo_rectangle_t key = key_of(picture, '5');
        cairo_push_group(context);
        cairo_set_source_surface(context, picture.surface.get(), 5, 0);
        cairo_paint(context);
        cairo_pop_group_to_source(context);
        cairo_rectangle(context, key.x - 1, key.y - 1, key.width + 7, key.height + 2);
        cairo_fill(context);
    });
    EXPECT_FALSE(difference.accepted()) << difference.share << ' ' << difference.worst_block;
}

TEST_F(Pictures, the_colour_of_one_key_is_found) {
    const PictureDifference difference = after([](const drawing::Picture& picture, cairo_t* context) {
        const cairo_rectangle_t key = key_of(picture, '5');
        cairo_set_source_rgb(context, 0xe0 / 255.0, 1, 1);
        cairo_set_operator(context, CAIRO_OPERATOR_DARKEN);
        cairo_rectangle(context, key.x, key.y, key.width, key.height);
        cairo_fill(context);
    });
    EXPECT_FALSE(difference.accepted()) << difference.share << ' ' << difference.worst_block;
}

TEST_F(Pictures, one_character_of_a_sentence_is_found) {
    policy::Scene fewer = entry();
    fewer.tries_left = 2;
    const PictureDifference difference = difference_of(drawn(entry()).get(), drawn(fewer).get());
    EXPECT_FALSE(difference.accepted()) << difference.share << ' ' << difference.worst_block;
}

TEST_F(Pictures, another_size_is_found) {
    const drawing::Surface small = half_size(drawing::make_surface(800, 480).get());
    EXPECT_FALSE(difference_of(drawn(entry()).get(), small.get()).accepted());
}

TEST_F(Pictures, of_reference_show_every_scene_and_look_and_have_names_of_their_own) {
    std::set<policy::SceneName> scenes;
    std::set<policy::Appearance> looks;
    std::set<std::string> names;
    for (const ReferencePicture& picture : reference_pictures(policy_)) {
        scenes.insert(picture.scene.name);
        looks.insert(picture.scene.appearance);
        EXPECT_TRUE(names.insert(picture.name).second) << picture.name;
    }
    EXPECT_EQ(scenes.size(), policy::scene_names.size());
    EXPECT_EQ(looks.size(), 3U);
}

}  // namespace
}  // namespace tsuitate::panel
