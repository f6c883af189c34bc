// A picture that was drawn over is the picture that is drawn anew, whatever came before it.
#include "drawing/redraw.hpp"

#include <gtest/gtest.h>

#include <cstring>
#include <functional>
#include <random>

#include "tests/panel/situations.hpp"
#include "tests/unit/drawing/sample_policy.hpp"

namespace tsuitate::drawing {
namespace {

const std::filesystem::path default_texts = std::filesystem::path(TSUITATE_POLICY_FILES) / "texts";

// In few pixels, so that thousands of pictures are soon drawn. One has room beside its dots for the heading,
// on the other the field of the dots lies between heading and message.
const policy::Panel flat = {320, 180, {344, 194}};
const policy::Panel upright = {160, 256, {136, 217}};

using Pixels = std::vector<std::uint32_t>;

Pixels pixels_of(const Picture& picture) {
    cairo_surface_t* surface = picture.surface.get();
    const auto width = static_cast<std::size_t>(cairo_image_surface_get_width(surface));
    const auto height = static_cast<std::size_t>(cairo_image_surface_get_height(surface));
    Pixels pixels(width * height);
    for (std::size_t row = 0; row < height; ++row) {
        std::memcpy(pixels.data() + row * width,
                    cairo_image_surface_get_data(surface) +
                        row * static_cast<std::size_t>(cairo_image_surface_get_stride(surface)),
                    width * 4);
    }
    return pixels;
}

// The pixels that lie outside of the damage.
Pixels outside(Pixels pixels, const Damage& damage, const policy::Panel& panel) {
    for (const PixelRect& rect : damage.rects()) {
        for (int y = rect.y; y < rect.y + rect.height; ++y) {
            std::fill_n(pixels.begin() + std::ptrdiff_t{y} * panel.width_px + rect.x, rect.width, 0);
        }
    }
    return pixels;
}

policy::Scene entry(std::uint8_t dots, const std::string& kind) {
    policy::Scene scene;
    scene.name = policy::SceneName::entry;
    scene.pin_kind = kind;
    scene.procedure = "renewal";
    scene.dots = dots;
    scene.tries_left = 3;
    return scene;
}

// The same scene with one thing changed, for everything that a scene has.
std::vector<policy::Scene> neighbours_of(const policy::Scene& scene) {
    using policy::Scene;
    const std::vector<std::function<void(Scene&)>> changes = {
        [](Scene& other) { other.language = policy::Language::english; },
        [](Scene& other) { other.pin_kind = other.pin_kind == "digits" ? "mixed" : "digits"; },
        [](Scene& other) { other.procedure.clear(); },
        [](Scene& other) { other.dots = other.dots == 0 ? 1 : other.dots - 1; },
        [](Scene& other) { other.tries_left = 2; },
        [](Scene& other) { other.can_confirm = !other.can_confirm; },
        [](Scene& other) { other.unclear = !other.unclear; },
        [](Scene& other) { other.large_keys = !other.large_keys; },
        [](Scene& other) { other.proof_cell = 3; },
        [](Scene& other) { other.fault_code = 99; },
        [](Scene& other) { other.clerk = other.clerk.empty() ? "clerk-02" : ""; },
        [](Scene& other) { other.reason.clear(); },
        [](Scene& other) { other.help.clear(); },
        [](Scene& other) { other.observer = other.observer.empty() ? "supervisor" : ""; },
        [](Scene& other) { other.seconds_left = 30; },
        [](Scene& other) { other.held = 3; },
        [](Scene& other) { other.swapped = !other.swapped; },
        [](Scene& other) { other.helped = !other.helped; },
        [](Scene& other) { other.mirrored = !other.mirrored; },
        [](Scene& other) { other.keypad = !other.keypad; },
        [](Scene& other) { other.receipt = "9999-0000-1111"; },
        [](Scene& other) { other.receipt_code = "1234-5678-9012 abc"; },
        [](Scene& other) { other.pad = policy::Pad::floating; },
        [](Scene& other) { other.arrangement = 5; },
        [](Scene& other) { other.taken = !other.taken; },
        [](Scene& other) { other.seconds_to_act = other.seconds_to_act == 10 ? 5 : 10; },
        [](Scene& other) { other.appearance = policy::Appearance::dark; },
        [](Scene& other) { other.blank = policy::may_be_blank(other.name) && !other.blank; },
        [](Scene& other) { other.said_again = 1; },
    };
    std::vector<Scene> neighbours;
    for (const auto& change : changes) {
        Scene other = scene;
        change(other);
        if (other != scene) {
            neighbours.push_back(std::move(other));
        }
    }
    return neighbours;
}

class Redrawing : public testing::Test {
  protected:
    std::vector<policy::Scene> all_situations_of(const std::string& kind) const {
        std::vector<policy::Scene> scenes;
        for (panel::Situation& situation : panel::situations_with(policy_, *policy_.pin_kind(kind))) {
            scenes.push_back(std::move(situation.scene));
        }
        return scenes;
    }

    policy::Policy policy_ = sample_policy();
    AllTexts texts_ = std::get<AllTexts>(load_texts(default_texts));
};

// Draws one scene over the other and holds every picture to what it should be.
class Watched {
  public:
    Watched(const policy::Panel& panel, const policy::Policy& policy, const AllTexts& texts)
        : panel_(panel), policy_(policy), texts_(texts), redraw_(panel, policy, texts) {}

    Pixels anew(const policy::Scene& scene) const {
        return pixels_of(draw_picture(panel_, scene, policy_, texts_));
    }
    // False, once, when something is wrong; the picture is then drawn from nothing again.
    bool draw(const policy::Scene& scene, const Pixels& wanted) {
        const Picture picture = redraw_.draw(scene);
        Pixels now = pixels_of(picture);
        const bool as_wanted = now == wanted;
        const bool damage_told = before_.empty() || outside(now, picture.damage, panel_) ==
                                                        outside(before_, picture.damage, panel_);
        before_ = std::move(now);
        EXPECT_TRUE(as_wanted) << policy::name_of(scene.name) << ": other pixels than drawn anew";
        EXPECT_TRUE(damage_told) << policy::name_of(scene.name) << ": pixels changed outside of the damage";
        return as_wanted && damage_told;
    }

  private:
    const policy::Panel& panel_;
    const policy::Policy& policy_;
    const AllTexts& texts_;
    Redraw redraw_;
    Pixels before_;
};

TEST_F(Redrawing, there_and_back_to_every_neighbour_is_the_picture_drawn_anew) {
    std::vector<policy::Scene> scenes = all_situations_of("digits");
    scenes.push_back(entry(5, "mixed"));
    Watched watched(flat, policy_, texts_);
    for (const policy::Scene& scene : scenes) {
        const Pixels wanted = watched.anew(scene);
        for (const policy::Scene& neighbour : neighbours_of(scene)) {
            ASSERT_TRUE(watched.draw(scene, wanted));
            ASSERT_TRUE(watched.draw(neighbour, watched.anew(neighbour)));
        }
    }
}

TEST_F(Redrawing, any_situation_after_any_other_is_the_picture_drawn_anew) {
    std::mt19937 random(20260101);
    for (const policy::Panel& panel : {flat, upright}) {
        Watched watched(panel, policy_, texts_);
        std::vector<policy::Scene> scenes = all_situations_of("digits");
        const std::vector<policy::Scene> more = all_situations_of("mixed");
        scenes.insert(scenes.end(), more.begin(), more.end());
        std::vector<Pixels> wanted;
        wanted.reserve(scenes.size());
        for (const policy::Scene& scene : scenes) {
            wanted.push_back(watched.anew(scene));
        }
        std::uniform_int_distribution<std::size_t> any(0, scenes.size() - 1);
        for (int step = 0; step < 1500; ++step) {
            const std::size_t next = any(random);
            ASSERT_TRUE(watched.draw(scenes[next], wanted[next]));
        }
    }
}

TEST_F(Redrawing, a_typed_character_touches_less_than_a_tenth_of_the_picture) {
    const std::vector<policy::Panel> panels = {{800, 480, {154, 86}},    {1024, 768, {246, 184}},
                                               {1280, 800, {217, 136}},  {1920, 1080, {344, 194}},
                                               {3840, 2160, {344, 194}}, {800, 1280, {136, 217}}};
    for (const policy::Panel& panel : panels) {
        for (const char* kind : {"digits", "mixed"}) {
            Redraw redraw(panel, policy_, texts_);
            redraw.draw(entry(1, kind));
            policy::Scene typed = entry(2, kind);
            const auto whole = static_cast<double>(panel.width_px) * panel.height_px;
            const auto dots_alone = static_cast<double>(redraw.draw(typed).damage.pixel_count()) / whole;
            typed.dots = 3;
            typed.taken = true;
            // With the frame that says that a touch was taken.
            const auto taken = static_cast<double>(redraw.draw(typed).damage.pixel_count()) / whole;
            EXPECT_GT(dots_alone, 0);
            EXPECT_LT(dots_alone, 0.1) << kind << ' ' << panel.width_px;
            EXPECT_LT(taken, 0.12) << kind << ' ' << panel.width_px;
        }
    }
}

TEST_F(Redrawing, what_is_drawn_again_follows_from_two_scenes_alone) {
    // Not from what was typed, taken back or shown before: that would be more than the scenes say.
    policy::Scene next = entry(3, "mixed");
    next.taken = true;
    Redraw straight(flat, policy_, texts_);
    straight.draw(entry(2, "mixed"));
    const auto wanted = straight.draw(next).damage.rects();
    for (const policy::Scene& before : neighbours_of(entry(2, "mixed"))) {
        Redraw other(flat, policy_, texts_);
        other.draw(before);
        other.draw(entry(2, "mixed"));
        EXPECT_EQ(other.draw(next).damage.rects(), wanted);
    }
}

TEST_F(Redrawing, the_same_scene_again_changes_nothing) {
    Redraw redraw(flat, policy_, texts_);
    EXPECT_EQ(redraw.draw(entry(1, "digits")).damage.pixel_count(), flat.width_px * flat.height_px);
    EXPECT_TRUE(redraw.draw(entry(1, "digits")).damage.empty());
}

TEST_F(Redrawing, what_does_not_fit_is_said_of_every_picture_that_shows_it) {
    policy_.assistance.observers.front().title.set(policy::Language::japanese, std::string(300, 'w'));
    policy::Scene scene = entry(1, "digits");
    scene.observer = "supervisor";
    Redraw redraw(flat, policy_, texts_);
    const auto cut = redraw.draw(scene).cut_texts;
    EXPECT_FALSE(cut.empty());
    scene.dots = 2;
    EXPECT_EQ(redraw.draw(scene).cut_texts, cut);
}

}  // namespace
}  // namespace tsuitate::drawing
