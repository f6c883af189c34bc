#include "client/leaflet/leaflet.hpp"

#include <gtest/gtest.h>

#include "client/leaflet/pad.hpp"
#include "client/leaflet/pdf_language.hpp"
#include "policy/load/load_policy.hpp"

namespace tsuitate::leaflet {
namespace {

const std::filesystem::path default_policy = TSUITATE_POLICY_FILES;

class Leaflet : public ::testing::Test {
  protected:
    std::variant<std::string, Error> sheet(const Wishes& wishes) const {
        return pdf_of(wishes, policy_, texts_);
    }

    policy::Policy policy_ = std::get<policy::Policy>(policy::load_policy(default_policy));
    drawing::AllTexts texts_ = std::get<drawing::AllTexts>(drawing::load_texts(default_policy / "texts"));
};

TEST_F(Leaflet, no_text_of_the_default_policy_is_cut_in_any_language_on_any_panel) {
    for (const policy::SizeMm size : {policy::SizeMm{}, policy::SizeMm{154, 86}, policy::SizeMm{211, 158},
                                      policy::SizeMm{136, 217}, policy::SizeMm{344, 194}}) {
        policy_.panel.size = size;
        for (std::size_t i = 0; i < policy::language_names.size(); ++i) {
            const auto made = sheet({.kinds = {}, .language = static_cast<policy::Language>(i)});
            const auto* error = std::get_if<Error>(&made);
            EXPECT_EQ(error, nullptr) << (error == nullptr ? "" : error->reason);
        }
    }
}

TEST_F(Leaflet, control_a_text_too_long_is_an_error_and_no_sheet) {
    policy_.pin_kinds.front().title.set(policy::Language::japanese, std::string(400, 'w'));
    const auto made = sheet({});
    ASSERT_TRUE(std::holds_alternative<Error>(made));
    EXPECT_NE(std::get<Error>(made).reason.find("does not fit"), std::string::npos);
}

TEST_F(Leaflet, a_page_that_runs_over_is_an_error_and_no_sheet) {
    std::string much;
    for (int i = 0; i < 60; ++i) {
        much += "この番号がなくても、カードは有効期限まで使えます。";
    }
    policy_.pin_kinds.front().without.set(policy::Language::japanese, much);
    ASSERT_TRUE(std::holds_alternative<Error>(sheet({})));
}

TEST_F(Leaflet, the_keys_lie_to_each_other_as_on_the_panel) {
    policy_.panel.size = {154, 86};
    for (const policy::PinKind& kind : policy_.pin_kinds) {
        const Pad pad = pad_of(kind, policy_);
        EXPECT_TRUE(pad.true_size);
        policy::Scene scene;
        scene.name = policy::SceneName::entry;
        const policy::Layout layout = policy::layout_of({0, 0, {154, 86}}, scene, &kind);
        const auto on_panel = [&layout](const policy::Key& key) {
            const auto found = std::find_if(layout.targets.begin(), layout.targets.end(),
                                            [&](const policy::Target& one) { return one.key == key; });
            EXPECT_NE(found, layout.targets.end());
            return found == layout.targets.end() ? policy::RectMm{} : found->area;
        };
        const policy::Target& first = pad.keys.front();
        const policy::RectMm origin = on_panel(first.key);
        std::size_t characters = 0;
        for (const policy::Target& key : pad.keys) {
            characters += key.key.action == policy::KeyAction::character ? 1 : 0;
            EXPECT_GE(key.area.x, 0);
            EXPECT_GE(key.area.y, 0);
            const policy::RectMm same = on_panel(key.key);
            EXPECT_NEAR(same.width, key.area.width, 1e-9);
            EXPECT_NEAR(same.height, key.area.height, 1e-9);
            EXPECT_NEAR(same.x - origin.x, key.area.x - first.area.x, 1e-9);
            EXPECT_NEAR(same.y - origin.y, key.area.y - first.area.y, 1e-9);
        }
        EXPECT_EQ(characters, policy::characters_of(kind.alphabet).size());
    }
    policy_.panel.size = {};
    EXPECT_FALSE(pad_of(policy_.pin_kinds.front(), policy_).true_size);
}

TEST(PdfLanguage, what_is_no_such_document_is_not_touched) {
    for (const char* text :
         {"", "trailer", "trailer << /Root 1 0 R >> startxref 5",
          "\n1 0 obj\n<< /Type /Page >>\nendobj\ntrailer << /Size 2 /Root 1 0 R /Info 1 0 R "
          ">>\nstartxref\n5\n%%EOF"}) {
        EXPECT_FALSE(with_language(text, "ja")) << text;
    }
}

}  // namespace
}  // namespace tsuitate::leaflet
