#include "policy/keypad/layout.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <set>
#include <vector>

#include "policy/keypad/effective_panel.hpp"

namespace tsuitate::policy {
namespace {

const std::string capitals_and_digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";

PinKind kind_with(Alphabet alphabet) {
    PinKind kind;
    kind.name = "test";
    kind.alphabet = alphabet;
    kind.max_length = alphabet == Alphabet::digits ? 4 : 16;
    return kind;
}

Scene scene_named(SceneName name) {
    Scene scene;
    scene.name = name;
    return scene;
}

std::vector<Panel> panels() {
    std::vector<Panel> all = {{800, 480, {154, 86}},    {1024, 600, {222, 125}},  {1024, 768, {246, 184}},
                              {1280, 800, {261, 163}},  {1280, 800, {217, 136}},  {1366, 768, {344, 194}},
                              {1920, 1080, {344, 194}}, {1280, 1024, {376, 301}}, {1920, 1080, {527, 296}}};
    for (std::size_t i = 0, count = all.size(); i < count; ++i) {
        const Panel& wide = all.at(i);
        all.push_back({wide.height_px, wide.width_px, {wide.size.height, wide.size.width}});
    }
    return all;
}

// Every layout that the vault can ask for, on every panel.
template <typename Check>
void for_every_layout(const Check& check) {
    for (const Panel& panel : panels()) {
        for (std::size_t i = 0; i < scene_names.size(); ++i) {
            for (const Alphabet alphabet : {Alphabet::digits, Alphabet::capitals_and_digits}) {
                const PinKind kind = kind_with(alphabet);
                const auto name = static_cast<SceneName>(i);
                SCOPED_TRACE(std::string(name_of(name)) + " on " + std::to_string(panel.size.width) + " x " +
                             std::to_string(panel.size.height) + " mm, alphabet " +
                             std::to_string(static_cast<int>(alphabet)));
                check(panel, name, kind, layout_of(panel, scene_named(name), &kind));
            }
        }
    }
}

// The distance of two rectangles, negative when they overlap.
double gap_between(const RectMm& a, const RectMm& b) {
    const double x = std::max(a.x - (b.x + b.width), b.x - (a.x + a.width));
    const double y = std::max(a.y - (b.y + b.height), b.y - (a.y + a.height));
    return std::max(x, y);
}

const RectMm* area_of(const Layout& layout, const Key& key) {
    const auto found = std::find_if(layout.targets.begin(), layout.targets.end(),
                                    [&](const Target& target) { return target.key == key; });
    return found == layout.targets.end() ? nullptr : &found->area;
}

std::set<KeyAction> actions_of(SceneName name) {
    const Layout layout = layout_of({1280, 800, {261, 163}}, scene_named(name), nullptr);
    std::set<KeyAction> actions;
    for (const Target& target : layout.targets) {
        if (target.key.action != KeyAction::character) {
            actions.insert(target.key.action);
        }
    }
    return actions;
}

TEST(Layout, targets_lie_inside_the_panel_and_apart) {
    for_every_layout([](const Panel& panel, SceneName, const PinKind&, const Layout& layout) {
        for (std::size_t i = 0; i < layout.targets.size(); ++i) {
            const RectMm& area = layout.targets[i].area;
            EXPECT_GE(area.x, 0);
            EXPECT_GE(area.y, 0);
            EXPECT_LE(area.x + area.width, panel.size.width);
            EXPECT_LE(area.y + area.height, panel.size.height);
            for (std::size_t j = 0; j < i; ++j) {
                EXPECT_GE(gap_between(area, layout.targets[j].area), 1.5 - 1e-9);
            }
        }
    });
}

TEST(Layout, text_never_lies_under_a_target) {
    for_every_layout([](const Panel&, SceneName name, const PinKind&, const Layout& layout) {
        std::vector<RectMm> regions = {layout.heading, layout.message};
        if (name == SceneName::entry) {
            regions.push_back(layout.dots);
        }
        for (std::size_t i = 0; i < regions.size(); ++i) {
            EXPECT_GT(regions[i].width, 0);
            EXPECT_GT(regions[i].height, 0);
            for (const Target& target : layout.targets) {
                EXPECT_GT(gap_between(regions[i], target.area), 0);
            }
            for (std::size_t j = 0; j < i; ++j) {
                EXPECT_GE(gap_between(regions[i], regions[j]), -1e-9);
            }
        }
    });
}

TEST(Layout, entry_has_exactly_the_characters_of_its_alphabet) {
    for_every_layout([](const Panel&, SceneName name, const PinKind& kind, const Layout& layout) {
        std::string found;
        for (const Target& target : layout.targets) {
            if (target.key.action == KeyAction::character) {
                found.push_back(static_cast<char>(target.key.character));
            }
        }
        std::sort(found.begin(), found.end());
        const std::string wanted = name != SceneName::entry            ? ""
                                   : kind.alphabet == Alphabet::digits ? capitals_and_digits.substr(0, 10)
                                                                       : capitals_and_digits;
        EXPECT_EQ(found, wanted);
    });
}

TEST(Layout, digit_keys_are_as_large_as_an_unsteady_finger_needs) {
    const PinKind kind = kind_with(Alphabet::digits);
    for (const Panel& panel : panels()) {
        const bool narrow = panel.size.width < 100;
        const Layout layout = layout_of(panel, scene_named(SceneName::entry), &kind);
        for (const Target& target : layout.targets) {
            if (target.key.action == KeyAction::character) {
                EXPECT_GE(target.area.width, narrow ? 15 : 19) << panel.size.width;
                EXPECT_GE(target.area.height, 15) << panel.size.width;
            }
        }
    }
    const Layout large = layout_of({1920, 1080, {344, 194}}, scene_named(SceneName::entry), &kind);
    EXPECT_GE(area_of(large, {KeyAction::character, '5'})->width, 30);
}

// From one key to the next, the smaller of across and down; and how far the digits stay from the glass's rim.
struct PadFigures {
    double pitch = 0;
    double key = 0;  // its smaller side
    double rim = 0;
};

PadFigures pad_of(const Panel& panel, bool large_keys) {
    const PinKind kind = kind_with(Alphabet::digits);
    Scene scene = scene_named(SceneName::entry);
    scene.large_keys = large_keys;
    const Layout layout = layout_of(panel, scene, &kind);
    const auto key = [&](char digit) {
        return *area_of(layout, {KeyAction::character, static_cast<std::uint8_t>(digit)});
    };
    PadFigures figures{.pitch = std::min(key('2').x - key('1').x, key('4').y - key('1').y),
                       .key = std::min(key('1').width, key('1').height),
                       .rim = panel.size.width};
    for (const char digit : std::string_view("0123456789")) {
        const RectMm area = key(digit);
        figures.rim = std::min({figures.rim, area.x, area.y, panel.size.width - area.x - area.width,
                                panel.size.height - area.y - area.height});
    }
    return figures;
}

TEST(Layout, digits_have_the_pitch_that_keeps_mistakes_rare) {
    for (const SizeMm size : {SizeMm{217, 136}, {136, 217}, {222, 125}, {125, 222}, {246, 184}, {184, 246}}) {
        EXPECT_GE(pad_of({1280, 800, size}, false).pitch, 23) << size.width << " x " << size.height;
    }
    for (const SizeMm size : {SizeMm{344, 194}, {194, 344}, {376, 301}, {527, 296}}) {
        const PadFigures pad = pad_of({1920, 1080, size}, false);
        EXPECT_TRUE(pad.pitch >= 30 && pad.pitch <= 40) << pad.pitch << " on " << size.width;
    }
}

TEST(Layout, digits_lie_one_key_from_the_rim_where_there_is_room) {
    for (const SizeMm size : {SizeMm{217, 136},
                              {246, 184},
                              {344, 194},
                              {376, 301},
                              {527, 296},
                              {136, 217},
                              {184, 246},
                              {194, 344}}) {
        const PadFigures pad = pad_of({1280, 800, size}, false);
        EXPECT_GE(pad.rim, 0.95 * pad.key) << size.width << " x " << size.height;
    }
}

TEST(Layout, keys_for_a_trembling_hand_take_all_the_room) {
    for (const Panel& panel : panels()) {
        const PadFigures usual = pad_of(panel, false);
        const PadFigures large = pad_of(panel, true);
        EXPECT_GE(large.pitch, usual.pitch - 1e-9) << panel.size.width;
        EXPECT_GE(large.rim, 3);
    }
    EXPECT_GE(pad_of({1280, 800, {217, 136}}, true).pitch, 29);
    EXPECT_GE(pad_of({1920, 1080, {344, 194}}, true).pitch, 40);
}

TEST(Layout, keys_for_a_trembling_hand_lie_farther_apart) {
    const PinKind kind = kind_with(Alphabet::digits);
    const auto gap = [&kind](const Panel& panel, bool large) {
        Scene scene = scene_named(SceneName::entry);
        scene.large_keys = large;
        const Layout layout = layout_of(panel, scene, &kind);
        const RectMm left = *area_of(layout, {KeyAction::character, '1'});
        return area_of(layout, {KeyAction::character, '2'})->x - left.x - left.width;
    };
    for (const Panel& panel : panels()) {
        EXPECT_GE(gap(panel, true), 1.5 * gap(panel, false)) << panel.size.width;
    }
}

TEST(Layout, behind_a_blank_picture_there_is_nothing_but_stop) {
    const PinKind kind = kind_with(Alphabet::digits);
    for (const Panel& panel : panels()) {
        Scene scene = scene_named(SceneName::entry);
        scene.blank = true;
        const Layout layout = layout_of(panel, scene, &kind);
        ASSERT_EQ(layout.targets.size(), 1U);
        EXPECT_EQ(layout.targets.front().key.action, KeyAction::stop);
    }
}

TEST(Layout, letters_use_the_room_of_a_small_panel) {
    const PinKind kind = kind_with(Alphabet::capitals_and_digits);
    const Layout layout = layout_of({1280, 800, {217, 136}}, scene_named(SceneName::entry), &kind);
    const RectMm a = *area_of(layout, {KeyAction::character, 'A'});
    const RectMm b = *area_of(layout, {KeyAction::character, 'B'});
    const RectMm h = *area_of(layout, {KeyAction::character, 'H'});
    EXPECT_GE(b.x - a.x, 20.5);
    EXPECT_GE(h.y - a.y, 23);
}

TEST(Layout, neither_confirm_nor_correct_is_a_neighbour_of_zero) {
    const PinKind kind = kind_with(Alphabet::digits);
    for (const Panel& panel : panels()) {
        const Layout layout = layout_of(panel, scene_named(SceneName::entry), &kind);
        const RectMm zero = *area_of(layout, {KeyAction::character, '0'});
        for (const KeyAction action : {KeyAction::confirm, KeyAction::correct}) {
            EXPECT_GE(gap_between(zero, *area_of(layout, {action, 0})), zero.width);
        }
    }
}

TEST(Layout, all_characters_of_one_block_are_equally_large) {
    for_every_layout([](const Panel&, SceneName, const PinKind&, const Layout& layout) {
        for (const Target& one : layout.targets) {
            for (const Target& other : layout.targets) {
                const bool digits = one.key.character <= '9' && other.key.character <= '9';
                const bool letters = one.key.character >= 'A' && other.key.character >= 'A';
                if (one.key.character != 0 && other.key.character != 0 && (digits || letters)) {
                    EXPECT_NEAR(one.area.width, other.area.width, 1e-9);
                    EXPECT_NEAR(one.area.height, other.area.height, 1e-9);
                }
            }
        }
    });
}

TEST(Layout, confirm_and_correct_are_no_neighbours_of_zero_and_stop_is_far_from_confirm) {
    for_every_layout([](const Panel&, SceneName name, const PinKind& kind, const Layout& layout) {
        if (name != SceneName::entry) {
            return;
        }
        const RectMm& zero = *area_of(layout, {KeyAction::character, '0'});
        const RectMm& confirm = *area_of(layout, {KeyAction::confirm, 0});
        EXPECT_GT(gap_between(zero, confirm), zero.width / 2);
        EXPECT_GT(gap_between(zero, *area_of(layout, {KeyAction::correct, 0})), zero.width / 2);
        EXPECT_GT(gap_between(confirm, *area_of(layout, {KeyAction::stop, 0})),
                  kind.alphabet == Alphabet::digits ? 20 : 10);
    });
}

TEST(Layout, yes_and_no_are_equally_large_and_far_apart) {
    for (const Panel& panel : panels()) {
        const Layout layout = layout_of(panel, scene_named(SceneName::last_try_question), nullptr);
        const RectMm& yes = *area_of(layout, {KeyAction::yes, 0});
        const RectMm& no = *area_of(layout, {KeyAction::no, 0});
        EXPECT_NEAR(yes.width, no.width, 1e-9);
        EXPECT_NEAR(yes.height, no.height, 1e-9);
        EXPECT_GT(gap_between(yes, no), 15);
    }
}

TEST(Layout, each_scene_has_its_targets_and_no_others) {
    using enum KeyAction;
    EXPECT_EQ(actions_of(SceneName::entry), (std::set{stop, help, correct, confirm}));
    EXPECT_EQ(actions_of(SceneName::explain), (std::set{stop, help, language, start}));
    EXPECT_EQ(actions_of(SceneName::prove_panel), (std::set{stop, help, here}));
    EXPECT_EQ(actions_of(SceneName::help),
              (std::set{stop, back, check_panel, larger_keys, use_pen, other_side, call_clerk, leave_alone,
                        show_tries, pin_guide, pin_unknown}));
    EXPECT_EQ(actions_of(SceneName::pin_guide), (std::set{stop, back, pin_characters}));
    EXPECT_EQ(actions_of(SceneName::pin_unknown), (std::set{stop, back, call_clerk}));
    EXPECT_EQ(actions_of(SceneName::pin_characters), (std::set{stop, back}));
    EXPECT_EQ(actions_of(SceneName::last_try_question), (std::set{stop, help, yes, no}));
    EXPECT_EQ(actions_of(SceneName::stop_question), (std::set{yes, no}));
    EXPECT_EQ(actions_of(SceneName::call_clerk), (std::set{stop, back}));
    EXPECT_EQ(actions_of(SceneName::consent), (std::set{stop, yes, no}));
    EXPECT_EQ(actions_of(SceneName::observer_question), (std::set{stop, yes, no, later}));
    EXPECT_EQ(actions_of(SceneName::assistance_over), (std::set{yes, no, not_asked}));
    EXPECT_EQ(actions_of(SceneName::change_offer), (std::set{yes, no}));
    EXPECT_EQ(actions_of(SceneName::receipt), (std::set{done}));
    EXPECT_EQ(actions_of(SceneName::insert_card), (std::set{stop, language}));
    EXPECT_EQ(actions_of(SceneName::reading_card), (std::set{stop}));
    for (const SceneName name :
         {SceneName::out_of_service, SceneName::idle, SceneName::checking, SceneName::verified,
          SceneName::wrong, SceneName::locked, SceneName::inconclusive, SceneName::foreign_card,
          SceneName::no_pin_service, SceneName::stopped, SceneName::timed_out, SceneName::card_removed,
          SceneName::interrupted, SceneName::remove_card}) {
        EXPECT_TRUE(actions_of(name).empty()) << name_of(name);
    }
}

TEST(Layout, the_target_at_a_point_is_found_at_its_centre_and_none_between_and_has_its_key) {
    for_every_layout([](const Panel&, SceneName, const PinKind&, const Layout& layout) {
        const std::size_t none = layout.targets.size();
        for (std::size_t i = 0; i < none; ++i) {
            const Target& target = layout.targets[i];
            EXPECT_EQ(target_at(layout, target.area.centre()), i);
            EXPECT_EQ(key_of(layout, i), target.key);
            EXPECT_EQ(target_at(layout, {target.area.x + target.area.width + 0.7, target.area.centre().y}),
                      none);
        }
        EXPECT_EQ(target_at(layout, {-1, -1}), none);
        EXPECT_EQ(target_at(layout, {NAN, NAN}), none);
    });
}

TEST(Layout, what_was_typed_moves_no_target) {
    const PinKind kind = kind_with(Alphabet::capitals_and_digits);
    Scene typed = scene_named(SceneName::entry);
    const Layout empty = layout_of({1280, 800, {261, 163}}, typed, &kind);
    typed.dots = 7;
    typed.can_confirm = true;
    typed.tries_left = 2;
    EXPECT_EQ(layout_of({1280, 800, {261, 163}}, typed, &kind), empty);
}

TEST(Layout, fingerprint_differs_with_a_micrometre_an_action_or_a_character) {
    const PinKind kind = kind_with(Alphabet::digits);
    const Layout layout = layout_of({1280, 800, {261, 163}}, scene_named(SceneName::entry), &kind);
    std::set<std::uint64_t> seen = {fingerprint(layout)};
    for (double RectMm::*side : {&RectMm::x, &RectMm::y, &RectMm::width, &RectMm::height}) {
        Layout other = layout;
        other.targets.at(3).area.*side += 0.001;
        EXPECT_TRUE(seen.insert(fingerprint(other)).second);
    }
    Layout other = layout;
    other.targets.at(3).key.character ^= 1U;
    EXPECT_TRUE(seen.insert(fingerprint(other)).second);
    other = layout;
    other.targets.at(3).key.action = KeyAction::stop;
    EXPECT_TRUE(seen.insert(fingerprint(other)).second);
    other = layout;
    other.heading.x += 1;
    EXPECT_EQ(fingerprint(other), fingerprint(layout));
}

TEST(Layout, every_key_has_a_name_of_its_own) {
    EXPECT_EQ(name_of(Key{KeyAction::character, 'A'}), "A");
    EXPECT_EQ(name_of(Key{KeyAction::character, '0'}), "0");
    std::set<std::string> names;
    for (auto i = static_cast<unsigned>(KeyAction::correct); i <= static_cast<unsigned>(KeyAction::say_again);
         ++i) {
        EXPECT_TRUE(names.insert(name_of(Key{static_cast<KeyAction>(i), 0})).second);
    }
    EXPECT_TRUE(names.contains("confirm"));
}

TEST(EffectivePanel, policy_goes_before_edid_and_edid_before_the_assumption) {
    Policy policy;
    const Panel told{1280, 800, {261, 163}};
    EXPECT_EQ(effective_panel(told, policy), told);

    const Panel silent{1280, 800, {0, 0}};
    EXPECT_NEAR(effective_panel(silent, policy).size.width, 1280 * 25.4 / 96, 1e-9);
    const Panel aspect_ratio{1280, 800, {16, 9}};
    EXPECT_NEAR(effective_panel(aspect_ratio, policy).size.height, 800 * 25.4 / 96, 1e-9);

    policy.panel.size = {217, 136};
    EXPECT_EQ(effective_panel(told, policy).size, policy.panel.size);
}

}  // namespace
}  // namespace tsuitate::policy
