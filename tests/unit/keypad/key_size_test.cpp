// How large the keys are, of every scene on every panel: 19 mm wide and 15 mm high, or what docs/screens.md
// says of the panels that do not allow it.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "policy/keypad/layout.hpp"

namespace tsuitate::policy {
namespace {

const std::vector<SizeMm> ten_inches_and_more = {{203, 152}, {217, 136}, {222, 125}, {246, 184},
                                                 {261, 163}, {344, 194}, {527, 296}, {152, 203},
                                                 {136, 217}, {125, 222}, {163, 261}, {194, 344}};
constexpr SizeMm seven_inches{154, 86};

PinKind kind_with(Alphabet alphabet) {
    PinKind kind;
    kind.alphabet = alphabet;
    kind.max_length = alphabet == Alphabet::digits ? 4 : 16;
    return kind;
}

// With and without what takes room from the keys.
std::vector<Scene> variants_of(SceneName name) {
    std::vector<Scene> all;
    for (unsigned variant = 0; variant < 32; ++variant) {
        Scene scene;
        scene.name = name;
        scene.clerk = (variant & 1U) != 0 ? "clerk-01" : "";
        scene.observer = (variant & 1U) != 0 ? "supervisor" : "";
        scene.keypad = (variant & 2U) != 0;
        scene.large_keys = (variant & 4U) != 0;
        scene.seconds_to_act = (variant & 8U) != 0 ? 20 : 0;
        scene.pad = (variant & 16U) != 0 ? Pad::floating : Pad::fixed;
        all.push_back(scene);
    }
    return all;
}

// The circle of a calibration is a point to hit, not a key.
template <typename Check>
void for_every_key(SizeMm size, Alphabet alphabet, const Check& check) {
    const PinKind kind = kind_with(alphabet);
    for (std::size_t i = 0; i < scene_names.size(); ++i) {
        const auto name = static_cast<SceneName>(i);
        if (name == SceneName::calibrate) {
            continue;
        }
        for (const Scene& scene : variants_of(name)) {
            for (const Target& target : layout_of({0, 0, size}, scene, &kind).targets) {
                SCOPED_TRACE(std::string(name_of(name)) + ' ' + name_of(target.key) + " on " +
                             std::to_string(size.width) + " x " + std::to_string(size.height));
                check(scene, target);
            }
        }
    }
}

bool is_of_the_characters(const Target& target) {
    return target.key.action == KeyAction::character || target.key.action == KeyAction::here;
}

TEST(KeySize, is_19_by_15_mm_from_ten_inches_on) {
    for (const SizeMm size : ten_inches_and_more) {
        for (const Alphabet alphabet : {Alphabet::digits, Alphabet::capitals_and_digits}) {
            // Ten keys beside each other, six where the panel is high.
            const bool narrow = size.width < (size.width > size.height ? 210 : 130);
            const bool letters = alphabet == Alphabet::capitals_and_digits;
            for_every_key(size, alphabet, [&](const Scene&, const Target& target) {
                const bool less = letters && narrow && is_of_the_characters(target);
                EXPECT_GE(target.area.width, less ? 18 : 19 - 1e-9);
                EXPECT_GE(target.area.height, 15 - 1e-9);
            });
        }
    }
}

TEST(KeySize, at_seven_inches_digits_are_19_by_15_mm_and_no_button_is_lower_than_12) {
    for_every_key(seven_inches, Alphabet::digits, [&](const Scene&, const Target& target) {
        EXPECT_GE(target.area.width, 19);
        EXPECT_GE(target.area.height, is_of_the_characters(target) ? 15 : 12);
    });
    for_every_key(seven_inches, Alphabet::capitals_and_digits, [&](const Scene& scene, const Target& target) {
        const bool character = is_of_the_characters(target);
        EXPECT_GE(target.area.width, character ? 13 : 19);
        EXPECT_GE(target.area.height, !character ? 12 : scene.clerk.empty() ? 11 : 9.5);
    });
}

TEST(KeySize, of_stop_and_what_lies_opposite_is_15_mm_high_at_seven_inches_where_little_is_read) {
    const PinKind kind = kind_with(Alphabet::digits);
    for (const SceneName name : {SceneName::entry, SceneName::prove_panel, SceneName::explain,
                                 SceneName::insert_card, SceneName::last_try_question}) {
        Scene scene;
        scene.name = name;
        for (const Target& target : layout_of({0, 0, seven_inches}, scene, &kind).targets) {
            EXPECT_GE(target.area.height, 15) << name_of(name) << ' ' << name_of(target.key);
        }
    }
}

}  // namespace
}  // namespace tsuitate::policy
