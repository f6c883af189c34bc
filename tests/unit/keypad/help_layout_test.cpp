// Where the help, its questions and its receipt lie, and what the mark takes from the rest.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "policy/keypad/layout.hpp"

namespace tsuitate::policy {
namespace {

const std::vector<Panel> panels = {{800, 480, {154, 86}},    {1024, 768, {246, 184}}, {1280, 800, {261, 163}},
                                   {1280, 800, {217, 136}},  {800, 1280, {163, 261}}, {800, 1280, {136, 217}},
                                   {1920, 1080, {344, 194}}, {480, 800, {86, 154}}};

Scene scene_named(SceneName name) {
    Scene scene;
    scene.name = name;
    return scene;
}

PinKind kind_with(Alphabet alphabet) {
    PinKind kind;
    kind.alphabet = alphabet;
    kind.max_length = alphabet == Alphabet::digits ? 4 : 16;
    return kind;
}

const RectMm* area_of(const Layout& layout, KeyAction action) {
    const auto found = std::find_if(layout.targets.begin(), layout.targets.end(),
                                    [&](const Target& target) { return target.key.action == action; });
    return found == layout.targets.end() ? nullptr : &found->area;
}

std::vector<RectMm> characters_of(const Layout& layout) {
    std::vector<RectMm> areas;
    for (const Target& target : layout.targets) {
        if (target.key.action == KeyAction::character) {
            areas.push_back(target.area);
        }
    }
    return areas;
}

double gap_between(const RectMm& a, const RectMm& b) {
    const double x = std::max(a.x - (b.x + b.width), b.x - (a.x + a.width));
    const double y = std::max(a.y - (b.y + b.height), b.y - (a.y + a.height));
    return std::max(x, y);
}

TEST(HelpLayout, steps_are_in_order_and_large_enough_to_touch) {
    using enum KeyAction;
    for (const Panel& panel : panels) {
        for (const bool keypad : {false, true}) {
            Scene scene = scene_named(SceneName::help);
            scene.keypad = keypad;
            const Layout layout = layout_of(panel, scene, nullptr);
            std::vector<KeyAction> steps;
            for (const Target& target : layout.targets) {
                if (target.key.action != stop && target.key.action != back) {
                    steps.push_back(target.key.action);
                    EXPECT_GE(target.area.width, 35) << panel.size.width;
                    EXPECT_GE(target.area.height, 15) << panel.size.width;
                }
            }
            // What is about the PIN comes first, then what is about the panel.
            std::vector<KeyAction> wanted = {pin_guide,  pin_unknown, check_panel, larger_keys, use_pen,
                                             use_keypad, other_side,  call_clerk,  leave_alone, show_tries};
            if (!keypad) {
                std::erase(wanted, use_keypad);
            }
            EXPECT_EQ(steps, wanted);
            EXPECT_NE(area_of(layout, stop), nullptr);
            EXPECT_NE(area_of(layout, back), nullptr);
        }
    }
}

TEST(HelpLayout, the_two_groups_of_the_help_lie_farther_apart_than_the_keys_of_one) {
    for (const Panel& panel : panels) {
        if (panel.size.height < 90) {
            continue;  // there every millimetre goes to the keys and the words
        }
        const Layout layout = layout_of(panel, scene_named(SceneName::help), nullptr);
        const double between =
            gap_between(*area_of(layout, KeyAction::pin_guide), *area_of(layout, KeyAction::check_panel));
        const double within =
            gap_between(*area_of(layout, KeyAction::check_panel), *area_of(layout, KeyAction::larger_keys));
        EXPECT_GT(between, 2 * within) << panel.size.width;
    }
}

TEST(HelpLayout, a_page_about_the_pin_leads_back_where_the_help_does) {
    using enum KeyAction;
    for (const Panel& panel : panels) {
        const Layout help = layout_of(panel, scene_named(SceneName::help), nullptr);
        for (const auto& [name, on] :
             {std::pair{SceneName::pin_guide, pin_characters}, std::pair{SceneName::pin_unknown, call_clerk},
              std::pair{SceneName::pin_characters, character}}) {
            const Layout page = layout_of(panel, scene_named(name), nullptr);
            ASSERT_NE(area_of(page, back), nullptr);
            EXPECT_EQ(*area_of(page, back), *area_of(help, back));
            EXPECT_EQ(*area_of(page, stop), *area_of(help, stop));
            EXPECT_EQ(page.targets.size(), on == character ? 2U : 3U);
            EXPECT_EQ(area_of(page, on) != nullptr, on != character);
        }
        // A clerk who helps need not be called.
        Scene helped = scene_named(SceneName::pin_unknown);
        helped.clerk = "clerk-01";
        EXPECT_EQ(area_of(layout_of(panel, helped, nullptr), call_clerk), nullptr);
    }
}

TEST(HelpLayout, while_a_clerk_helps_ending_it_takes_the_place_of_asking_for_it) {
    for (const Panel& panel : panels) {
        for (const SceneName name :
             {SceneName::entry, SceneName::prove_panel, SceneName::explain, SceneName::last_try_question}) {
            const Layout alone = layout_of(panel, scene_named(name), nullptr);
            EXPECT_NE(area_of(alone, KeyAction::help), nullptr);
            EXPECT_EQ(area_of(alone, KeyAction::withdraw), nullptr);
            Scene helped = scene_named(name);
            helped.clerk = "clerk-01";
            const Layout assisted = layout_of(panel, helped, nullptr);
            EXPECT_EQ(area_of(assisted, KeyAction::help), nullptr);
            EXPECT_NE(area_of(assisted, KeyAction::withdraw), nullptr);
        }
        Scene ladder = scene_named(SceneName::help);
        ladder.clerk = "clerk-01";
        const Layout layout = layout_of(panel, ladder, nullptr);
        EXPECT_EQ(area_of(layout, KeyAction::call_clerk), nullptr);
        EXPECT_NE(area_of(layout, KeyAction::withdraw), nullptr);
    }
}

TEST(HelpLayout, yes_and_no_to_help_are_equally_large_far_apart_and_change_places) {
    for (const Panel& panel : panels) {
        Scene scene = scene_named(SceneName::consent);
        scene.clerk = "clerk-01";
        const Layout layout = layout_of(panel, scene, nullptr);
        scene.swapped = true;
        const Layout swapped = layout_of(panel, scene, nullptr);
        const RectMm yes = *area_of(layout, KeyAction::yes);
        const RectMm no = *area_of(layout, KeyAction::no);
        EXPECT_NEAR(yes.width, no.width, 1e-9);
        EXPECT_NEAR(yes.height, no.height, 1e-9);
        EXPECT_GE(gap_between(yes, no), 15);
        EXPECT_EQ(*area_of(swapped, KeyAction::yes), no);
        EXPECT_EQ(*area_of(swapped, KeyAction::no), yes);
        EXPECT_NE(fingerprint(layout), fingerprint(swapped));
        EXPECT_EQ(*area_of(swapped, KeyAction::stop), *area_of(layout, KeyAction::stop));
    }
}

TEST(HelpLayout, holding_and_reading_move_nothing) {
    Scene scene = scene_named(SceneName::consent);
    scene.clerk = "clerk-01";
    const Layout before = layout_of(panels.at(2), scene, nullptr);
    scene.can_confirm = true;
    scene.held = 3;
    scene.seconds_left = 45;
    EXPECT_EQ(layout_of(panels.at(2), scene, nullptr), before);
}

TEST(HelpLayout, three_answers_are_equally_large) {
    using enum KeyAction;
    for (const Panel& panel : panels) {
        const auto equal = [&](SceneName name, std::initializer_list<KeyAction> answers) {
            const Layout layout = layout_of(panel, scene_named(name), nullptr);
            const RectMm& first = *area_of(layout, *answers.begin());
            for (const KeyAction answer : answers) {
                EXPECT_NEAR(area_of(layout, answer)->width, first.width, 1e-9);
                EXPECT_NEAR(area_of(layout, answer)->height, first.height, 1e-9);
            }
            return layout.targets.size();
        };
        EXPECT_EQ(equal(SceneName::assistance_over, {yes, no, not_asked}), 3U);
        EXPECT_EQ(equal(SceneName::observer_question, {yes, no, later}), 4U);  // and stop
        EXPECT_EQ(equal(SceneName::change_offer, {yes, no}), 2U);
    }
}

TEST(HelpLayout, the_mark_covers_nothing_on_any_scene) {
    for (const Panel& panel : panels) {
        for (std::size_t i = 0; i < scene_names.size(); ++i) {
            for (const Alphabet alphabet : {Alphabet::digits, Alphabet::capitals_and_digits}) {
                const PinKind kind = kind_with(alphabet);
                Scene scene = scene_named(static_cast<SceneName>(i));
                EXPECT_EQ(layout_of(panel, scene, &kind).mark.height, 0);
                scene.clerk = "clerk-01";
                scene.observer = "supervisor";
                const Layout layout = layout_of(panel, scene, &kind);
                SCOPED_TRACE(std::string(name_of(scene.name)) + " on " + std::to_string(panel.size.width));
                if (scene.name == SceneName::calibrate) {
                    EXPECT_EQ(layout.mark.height, 0);
                    continue;
                }
                EXPECT_GE(layout.mark.height, 6);
                EXPECT_EQ(layout.mark.width, panel.size.width);
                std::vector<RectMm> all = {layout.heading, layout.message};
                for (const RectMm& region : {layout.dots, layout.code, layout.number}) {
                    if (region.height > 0) {
                        all.push_back(region);
                    }
                }
                for (const Target& target : layout.targets) {
                    all.push_back(target.area);
                }
                for (const RectMm& area : all) {
                    EXPECT_GE(area.y, layout.mark.height);
                    EXPECT_LE(area.y + area.height, panel.size.height + 1e-9);
                }
                for (std::size_t a = 0; a < layout.targets.size(); ++a) {
                    for (std::size_t b = 0; b < a; ++b) {
                        EXPECT_GE(gap_between(layout.targets[a].area, layout.targets[b].area), 1.5 - 1e-9);
                    }
                }
            }
        }
    }
}

TEST(HelpLayout, the_mark_is_there_while_somebody_helps_or_stands_by_and_not_when_they_are_asked_about) {
    const auto marks = [](SceneName name, const char* clerk, const char* observer, bool helped = false) {
        Scene scene = scene_named(name);
        scene.clerk = clerk;
        scene.observer = observer;
        scene.helped = helped;
        return marks_of(scene).count();
    };
    EXPECT_EQ(marks(SceneName::entry, "clerk-01", ""), 1U);
    EXPECT_EQ(marks(SceneName::entry, "", "supervisor"), 1U);
    EXPECT_EQ(marks(SceneName::checking, "clerk-01", "supervisor"), 2U);
    EXPECT_EQ(marks(SceneName::consent, "clerk-01", ""), 0U);
    EXPECT_EQ(marks(SceneName::consent, "clerk-01", "supervisor"), 1U);
    EXPECT_EQ(marks(SceneName::assistance_over, "clerk-01", ""), 0U);
    EXPECT_EQ(marks(SceneName::observer_question, "", "supervisor"), 0U);
    EXPECT_EQ(marks(SceneName::idle, "", "supervisor"), 1U);
    EXPECT_EQ(marks(SceneName::entry, "", "", true), 1U);
    EXPECT_EQ(marks(SceneName::prove_panel, "", "", true), 1U);
    EXPECT_EQ(marks(SceneName::entry, "clerk-01", "", true), 1U);
    EXPECT_EQ(marks(SceneName::wrong, "", "", true), 0U);
}

TEST(HelpLayout, the_panel_is_proven_where_the_keys_will_lie) {
    for (const Panel& panel : panels) {
        for (const Alphabet alphabet : {Alphabet::digits, Alphabet::capitals_and_digits}) {
            const PinKind kind = kind_with(alphabet);
            for (unsigned variant = 0; variant < 16; ++variant) {
                Scene scene = scene_named(SceneName::entry);
                scene.clerk = (variant & 1U) != 0 ? "clerk-01" : "";
                scene.observer = (variant & 2U) != 0 ? "supervisor" : "";
                scene.helped = (variant & 4U) != 0;
                scene.mirrored = (variant & 8U) != 0;
                const std::vector<RectMm> keys = characters_of(layout_of(panel, scene, &kind));
                EXPECT_EQ(proof_cells(panel, scene, &kind), keys);
                scene.name = SceneName::prove_panel;
                for (std::size_t cell = 0; cell < keys.size(); ++cell) {
                    scene.proof_cell = static_cast<std::uint8_t>(cell);
                    EXPECT_EQ(*area_of(layout_of(panel, scene, &kind), KeyAction::here), keys[cell]);
                }
            }
        }
    }
}

TEST(HelpLayout, the_keys_change_sides_and_keep_their_order_and_size) {
    for (const Panel& panel : panels) {
        for (const Alphabet alphabet : {Alphabet::digits, Alphabet::capitals_and_digits}) {
            const PinKind kind = kind_with(alphabet);
            Scene scene = scene_named(SceneName::entry);
            const std::vector<RectMm> usual = characters_of(layout_of(panel, scene, &kind));
            scene.mirrored = true;
            const std::vector<RectMm> other = characters_of(layout_of(panel, scene, &kind));
            ASSERT_EQ(other.size(), usual.size());
            EXPECT_NE(other, usual);
            for (std::size_t i = 0; i < usual.size(); ++i) {
                EXPECT_NEAR(other[i].width, usual[i].width, 1e-9);
                EXPECT_NEAR(other[i].height, usual[i].height, 1e-9);
            }
            const std::size_t one = alphabet == Alphabet::digits ? 0 : 26;
            EXPECT_LT(other[one].x, other[one + 1].x);  // 1 before 2
            const bool landscape = panel.size.width > panel.size.height;
            const double middle = panel.size.width / 2;
            if (alphabet == Alphabet::digits && landscape) {
                EXPECT_GT(usual[1].centre().x, middle);
                EXPECT_LT(other[1].centre().x, middle);
            }
        }
    }
}

TEST(HelpLayout, a_receipt_has_room_for_number_and_square) {
    for (const Panel& panel : panels) {
        const Layout layout = layout_of(panel, scene_named(SceneName::receipt), nullptr);
        EXPECT_NEAR(layout.code.width, layout.code.height, 1e-9);
        EXPECT_GE(layout.code.width, 35) << panel.size.width;
        EXPECT_GE(layout.number.width, 75) << panel.size.width;
        std::vector<RectMm> regions = {layout.heading, layout.number, layout.message, layout.code,
                                       *area_of(layout, KeyAction::done)};
        for (std::size_t a = 0; a < regions.size(); ++a) {
            for (std::size_t b = 0; b < a; ++b) {
                EXPECT_GE(gap_between(regions[a], regions[b]), -1e-9) << a << ' ' << b;
            }
        }
        EXPECT_EQ(layout.targets.size(), 1U);
    }
}

}  // namespace
}  // namespace tsuitate::policy
