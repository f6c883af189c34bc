// Every language of the panel: nothing is cut, every character has its glyph, and lines end where words do.
#include <gtest/gtest.h>
#include <pango/pangocairo.h>

#include <algorithm>
#include <map>
#include <memory>
#include <set>

#include "drawing/line_breaks.hpp"
#include "drawing/picture.hpp"
#include "drawing/type.hpp"
#include "policy/load/load_policy.hpp"
#include "tests/panel/situations.hpp"

namespace tsuitate::drawing {
namespace {

const std::filesystem::path default_policy = TSUITATE_POLICY_FILES;

constexpr std::array<policy::Language, policy::language_names.size()> languages = [] {
    std::array<policy::Language, policy::language_names.size()> all{};
    for (std::size_t i = 0; i < all.size(); ++i) {
        all[i] = static_cast<policy::Language>(i);
    }
    return all;
}();

class ShippedTexts {
  public:
    const policy::Policy& policy() const { return policy_; }
    const AllTexts& texts() const { return texts_; }

    // What can be seen in one language, each once: PINs that differ in a title that a scene does not show
    // make the same picture of it.
    std::vector<panel::Situation> situations_in(policy::Language language) const {
        std::vector<panel::Situation> different;
        std::set<std::string> seen;
        for (const policy::PinKind& kind : policy_.pin_kinds) {
            for (panel::Situation& one : panel::situations_with(policy_, kind)) {
                one.scene.language = language;
                std::string key = one.name + text_of(wording_of(one.scene, policy_, texts_.of(language)));
                if (one.scene.name == policy::SceneName::entry ||
                    one.scene.name == policy::SceneName::pin_characters) {
                    key += policy::name_of(kind.alphabet);
                }
                if (seen.insert(key).second) {
                    one.name += " of " + kind.name;
                    different.push_back(std::move(one));
                }
            }
        }
        return different;
    }

  private:
    policy::Policy policy_ = std::get<policy::Policy>(policy::load_policy(default_policy));
    AllTexts texts_ = std::get<AllTexts>(load_texts(default_policy / "texts"));
};

// One test a panel, so that several can run at once.
class AllLanguages : public ::testing::TestWithParam<policy::Panel>, public ShippedTexts {};

std::string name_of_panel(const ::testing::TestParamInfo<policy::Panel>& panel) {
    return std::to_string(panel.param.width_px) + "x" + std::to_string(panel.param.height_px);
}

INSTANTIATE_TEST_SUITE_P(Panels, AllLanguages,
                         ::testing::Values(policy::Panel{800, 480, {154, 86}},
                                           policy::Panel{1024, 768, {203, 152}},
                                           policy::Panel{1280, 800, {217, 136}},
                                           policy::Panel{800, 1280, {136, 217}}),
                         name_of_panel);

TEST_P(AllLanguages, nothing_is_cut_in_any_situation) {
    for (const policy::Language language : languages) {
        std::map<std::string, std::vector<std::string>> cut;
        for (const panel::Situation& one : situations_in(language)) {
            for (const std::string& text : draw_picture(GetParam(), one.scene, policy(), texts()).cut_texts) {
                cut[text].push_back(one.name);
            }
        }
        for (const auto& [text, situations] : cut) {
            ADD_FAILURE() << policy::name_of(language) << " in " << situations.size()
                          << " situations, such as " << situations.front() << ": " << text;
        }
    }
}

// Where both have room beside their signs in some size; a word that has not is set without its sign.
TEST_P(AllLanguages, yes_and_no_are_set_alike) {
    for (const policy::Language language : languages) {
        for (const policy::SceneName name :
             {policy::SceneName::stop_question, policy::SceneName::change_offer,
              policy::SceneName::last_try_question}) {
            policy::Scene scene;
            scene.name = name;
            scene.language = language;
            scene.pin_kind = policy().pin_kinds.front().name;
            const Picture picture = draw_picture(GetParam(), scene, policy(), texts());
            std::vector<double> sizes;
            for (const policy::KeyAction answer : {policy::KeyAction::yes, policy::KeyAction::no}) {
                const std::string& word = texts().of(language).key(name, answer);
                const auto set = std::find_if(picture.texts.begin(), picture.texts.end(),
                                              [&word](const SetText& text) { return text.text == word; });
                ASSERT_NE(set, picture.texts.end()) << word;
                sizes.push_back(set->em);
            }
            EXPECT_NEAR(sizes.at(0), sizes.at(1), 0.01)
                << policy::name_of(language) << ' ' << policy::name_of(name);
        }
    }
}

struct ObjectDeleter {
    void operator()(void* object) const { g_object_unref(object); }
};

// Whether the face of the language has every character of a text, so that none comes from another face.
bool set_in_one_face(const std::string& text, const std::string& face) {
    const std::unique_ptr<PangoContext, ObjectDeleter> context(
        pango_font_map_create_context(pango_cairo_font_map_get_default()));
    const std::unique_ptr<PangoLayout, ObjectDeleter> layout(pango_layout_new(context.get()));
    PangoFontDescription* wanted = pango_font_description_from_string((face + " 20").c_str());
    pango_layout_set_font_description(layout.get(), wanted);
    pango_font_description_free(wanted);
    pango_layout_set_text(layout.get(), text.data(), static_cast<int>(text.size()));
    bool one_face = pango_layout_get_unknown_glyphs_count(layout.get()) == 0;
    PangoLayoutIter* iterator = pango_layout_get_iter(layout.get());
    do {
        if (const PangoLayoutRun* run = pango_layout_iter_get_run_readonly(iterator)) {
            PangoFontDescription* used = pango_font_describe(run->item->analysis.font);
            one_face = one_face && face == pango_font_description_get_family(used);
            pango_font_description_free(used);
        }
    } while (pango_layout_iter_next_run(iterator) != FALSE);
    pango_layout_iter_free(iterator);
    return one_face;
}

TEST(Languages, every_character_is_in_the_face_of_its_language) {
    const ShippedTexts shipped;
    for (const policy::Language language : languages) {
        const Texts& texts = shipped.texts().of(language);
        const std::string face(reading_face(language));
        for (const auto* section : {&texts.keys, &texts.phrases}) {
            for (const auto& [id, text] : *section) {
                EXPECT_TRUE(set_in_one_face(text, face)) << policy::name_of(language) << ' ' << id;
            }
        }
        for (const panel::Situation& one : shipped.situations_in(language)) {
            const std::string text = text_of(wording_of(one.scene, shipped.policy(), texts));
            EXPECT_TRUE(set_in_one_face(text, face)) << policy::name_of(language) << ": " << text;
        }
    }
    EXPECT_FALSE(set_in_one_face("\u0e17", std::string(reading_face(policy::Language::english))));
}

TEST(Languages, each_has_a_name_of_its_own) {
    const ShippedTexts shipped;
    std::set<std::string> names;
    for (const policy::Language language : languages) {
        EXPECT_TRUE(names.insert(shipped.texts().of(language).phrase("own-name")).second);
        EXPECT_EQ(policy::language_named(policy::name_of(language)), language);
    }
    EXPECT_EQ(policy::language_named("zh"), std::nullopt);
    EXPECT_EQ(policy::language_named(""), std::nullopt);
}

TEST(Languages, the_one_in_force_is_marked_on_the_page) {
    const ShippedTexts shipped;
    const policy::Panel panel{800, 480, {154, 86}};
    const auto bytes_of = [&](policy::Language language) {
        policy::Scene scene;
        scene.name = policy::SceneName::choose_language;
        scene.language = language;
        const Picture picture = draw_picture(panel, scene, shipped.policy(), shipped.texts());
        // The keys alone: words above them differ with the language anyway.
        std::vector<std::string> keys;
        cairo_surface_t* surface = picture.surface.get();
        const int stride = cairo_image_surface_get_stride(surface);
        const double scale = panel.width_px / panel.size.width;
        for (const policy::Target& target : picture.layout.targets) {
            if (target.key.action == policy::KeyAction::choose_language) {
                std::string key;
                const auto y = static_cast<int>((target.area.y + target.area.height / 2) * scale);
                const auto x = static_cast<int>(target.area.x * scale);
                key.assign(
                    reinterpret_cast<const char*>(cairo_image_surface_get_data(surface)) + y * stride + 4 * x,
                    static_cast<std::size_t>(4 * target.area.width * scale));
                keys.push_back(std::move(key));
            }
        }
        return keys;
    };
    const auto before = bytes_of(policy::Language::korean);
    const auto after = bytes_of(policy::Language::vietnamese);
    ASSERT_EQ(before.size(), languages.size());
    for (const policy::Language language : languages) {
        const auto place = static_cast<std::size_t>(language);
        const bool marked = language == policy::Language::korean || language == policy::Language::vietnamese;
        EXPECT_EQ(before.at(place) != after.at(place), marked) << policy::name_of(language);
    }
}

TEST(LineBreaks, of_korean_are_at_spaces) {
    constexpr const char* joiner = "\u2060";
    EXPECT_EQ(keep_words_together("카드를 빼"), std::string("카") + joiner + "드" + joiner + "를 빼");
    EXPECT_EQ(keep_words_together(""), "");
}

}  // namespace
}  // namespace tsuitate::drawing
