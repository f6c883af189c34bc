// Where the keys of an entry lie when they do not lie where they always do, and the keys that come and go.
#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>
#include <set>

#include "policy/keypad/arrangement.hpp"

namespace tsuitate::policy {
namespace {

const std::vector<Panel> panels = {
    {800, 480, {154, 86}},    {1024, 600, {222, 125}},  {1024, 768, {211, 158}},  {1280, 800, {261, 163}},
    {1280, 800, {217, 136}},  {1366, 768, {344, 194}},  {1280, 1024, {376, 301}}, {1920, 1080, {527, 296}},
    {480, 800, {86, 154}},    {768, 1024, {158, 211}},  {800, 1280, {163, 261}},  {800, 1280, {136, 217}},
    {1080, 1920, {194, 344}}, {1024, 1280, {301, 376}}, {1080, 1920, {296, 527}}};
constexpr std::uint32_t places = 9;

PinKind kind_with(Alphabet alphabet, std::uint8_t longest) {
    PinKind kind;
    kind.alphabet = alphabet;
    kind.min_length = std::min<std::uint8_t>(longest, 6);
    kind.max_length = longest;
    return kind;
}
const PinKind four_digits = kind_with(Alphabet::digits, 4);
const PinKind letters = kind_with(Alphabet::capitals_and_digits, 16);
const std::vector<PinKind> kinds = {four_digits, kind_with(Alphabet::digits, 12), letters};

Scene entry_with(Pad pad, std::uint32_t arrangement = 0) {
    Scene scene;
    scene.name = SceneName::entry;
    scene.pad = pad;
    scene.arrangement = arrangement;
    return scene;
}

double gap_between(const RectMm& a, const RectMm& b) {
    const double x = std::max(a.x - (b.x + b.width), b.x - (a.x + a.width));
    const double y = std::max(a.y - (b.y + b.height), b.y - (a.y + a.height));
    return std::max(x, y);
}

const Target* target_of(const Layout& layout, KeyAction action) {
    const auto found = std::find_if(layout.targets.begin(), layout.targets.end(),
                                    [&](const Target& target) { return target.key.action == action; });
    return found == layout.targets.end() ? nullptr : &*found;
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

std::string order_of(const Layout& layout) {
    std::string order;
    for (const Target& target : layout.targets) {
        if (target.key.action == KeyAction::character) {
            order.push_back(static_cast<char>(target.key.character));
        }
    }
    return order;
}

double rim_of(const std::vector<RectMm>& areas, SizeMm panel) {
    double rim = panel.width;
    for (const RectMm& area : areas) {
        rim = std::min(
            {rim, area.x, area.y, panel.width - area.x - area.width, panel.height - area.y - area.height});
    }
    return rim;
}

// Every scene of an entry, on every panel, for every kind, side, mark, size and pad; with or without
// countdown.
template <typename Check>
void for_every_entry(const Check& check) {
    for (const Panel& panel : panels) {
        for (const PinKind& kind : kinds) {
            for (const Pad pad : {Pad::fixed, Pad::floating, Pad::shuffled}) {
                for (unsigned variant = 0; variant < 16 * places; ++variant) {
                    Scene scene = entry_with(pad, variant % places);
                    const unsigned rest = variant / places;
                    scene.mirrored = (rest & 1U) != 0;
                    scene.clerk = (rest & 2U) != 0 ? "clerk-01" : "";
                    scene.large_keys = (rest & 4U) != 0;
                    scene.seconds_to_act = (rest & 8U) != 0 ? 15 : 0;
                    SCOPED_TRACE(std::to_string(panel.size.width) + " x " +
                                 std::to_string(panel.size.height) + " mm, " + std::string(name_of(pad)) +
                                 ", variant " + std::to_string(variant) + ", up to " +
                                 std::to_string(kind.max_length));
                    check(panel, kind, scene, layout_of(panel, scene, &kind));
                    if (testing::Test::HasFailure()) {
                        return;
                    }
                }
            }
        }
    }
}

TEST(Order, arrangement_0_is_the_usual_one_and_the_last_is_the_reverse) {
    EXPECT_EQ(digits_in_order(0), "1234567890");
    EXPECT_EQ(digits_in_order(1), "1234567809");
    EXPECT_EQ(digits_in_order(arrangements - 1), "0987654321");
}

TEST(Order, every_number_gives_all_ten_digits_in_an_order_of_its_own) {
    std::vector<bool> seen(arrangements);
    for (std::uint32_t arrangement = 0; arrangement < arrangements; ++arrangement) {
        const std::string order = digits_in_order(arrangement);
        // Back to a number, by counting for each digit how many smaller ones come after it.
        const auto rank = [](char digit) { return digit == '0' ? 10 : digit - '0'; };
        std::set<char> digits(order.begin(), order.end());
        ASSERT_EQ(digits.size(), 10U) << order;
        std::uint32_t number = 0;
        for (std::size_t i = 0; i < order.size(); ++i) {
            const auto smaller = std::count_if(order.begin() + static_cast<std::ptrdiff_t>(i), order.end(),
                                               [&](char later) { return rank(later) < rank(order[i]); });
            number =
                number * static_cast<std::uint32_t>(order.size() - i) + static_cast<std::uint32_t>(smaller);
        }
        ASSERT_EQ(number, arrangement);
        ASSERT_FALSE(seen[number]);
        seen[number] = true;
    }
}

TEST(Pads, keys_lie_inside_the_panel_apart_and_not_under_the_words) {
    for_every_entry([](const Panel& panel, const PinKind&, const Scene&, const Layout& layout) {
        for (std::size_t i = 0; i < layout.targets.size(); ++i) {
            const RectMm& area = layout.targets[i].area;
            EXPECT_GE(area.x, 3);
            EXPECT_GE(area.y, 3);
            EXPECT_LE(area.x + area.width, panel.size.width - 3);
            EXPECT_LE(area.y + area.height, panel.size.height - 3);
            for (std::size_t j = 0; j < i; ++j) {
                EXPECT_GE(gap_between(area, layout.targets[j].area), 1.5 - 1e-9);
            }
            for (const RectMm& words : {layout.heading, layout.message, layout.dots, layout.countdown}) {
                EXPECT_TRUE(words.height == 0 || gap_between(area, words) > 0);
            }
        }
    });
}

TEST(Pads, a_pad_that_floats_is_moved_as_a_whole) {
    for_every_entry([](const Panel& panel, const PinKind& kind, const Scene& scene, const Layout& layout) {
        if (scene.pad != Pad::floating || kind.alphabet != Alphabet::digits) {
            return;
        }
        Scene usual = scene;
        usual.pad = Pad::fixed;
        const Layout fixed = layout_of(panel, usual, &kind);
        ASSERT_EQ(layout.targets.size(), fixed.targets.size());
        const PointMm by = {characters_of(layout)[0].x - characters_of(fixed)[0].x,
                            characters_of(layout)[0].y - characters_of(fixed)[0].y};
        for (std::size_t i = 0; i < fixed.targets.size(); ++i) {
            const Target& here = layout.targets[i];
            const Target& there = fixed.targets[i];
            EXPECT_EQ(here.key, there.key);
            if (here.key.action != KeyAction::character && here.key.action != KeyAction::correct &&
                here.key.action != KeyAction::confirm && here.key.action != KeyAction::clear) {
                continue;
            }
            EXPECT_NEAR(here.area.width, there.area.width, 1e-9);
            EXPECT_NEAR(here.area.height, there.area.height, 1e-9);
            EXPECT_NEAR(here.area.x, there.area.x + by.x, 1e-9);
            EXPECT_NEAR(here.area.y, there.area.y + by.y, 1e-9);
        }
        // Half a key from the rim, where the fixed pad is as far from it.
        const double key = std::min(characters_of(layout)[0].width, characters_of(layout)[0].height);
        EXPECT_GE(rim_of(characters_of(layout), panel.size),
                  std::min(0.5 * key, rim_of(characters_of(fixed), panel.size)) - 1e-9);
    });
}

TEST(Pads, the_words_stay_wherever_the_pad_floats) {
    for (const Panel& panel : panels) {
        const Layout first = layout_of(panel, entry_with(Pad::floating, 0), &four_digits);
        for (std::uint32_t place = 1; place < places; ++place) {
            const Layout layout = layout_of(panel, entry_with(Pad::floating, place), &four_digits);
            EXPECT_EQ(layout.heading, first.heading);
            EXPECT_EQ(layout.dots, first.dots);
            EXPECT_EQ(layout.message, first.message);
            EXPECT_EQ(*target_of(layout, KeyAction::stop), *target_of(first, KeyAction::stop));
        }
    }
}

TEST(Pads, letters_that_float_keep_the_pitch_that_keeps_mistakes_rare) {
    for (const Panel& panel : panels) {
        const std::vector<RectMm> fixed = characters_of(layout_of(panel, entry_with(Pad::fixed), &letters));
        for (std::uint32_t place = 0; place < places; ++place) {
            const Layout layout = layout_of(panel, entry_with(Pad::floating, place), &letters);
            const std::vector<RectMm> keys = characters_of(layout);
            EXPECT_GE(keys[1].x - keys[0].x, std::min(23.0, fixed[1].x - fixed[0].x) - 1e-9);
            EXPECT_EQ(order_of(layout).substr(0, 3), "ABC");
        }
    }
}

TEST(Pads, a_panel_with_room_has_places_that_are_half_a_key_and_more_apart) {
    const auto moves = [](SizeMm size, const PinKind& kind) {
        return can_have({1280, 800, size}, kind, Pad::floating);
    };
    for (const SizeMm size : {SizeMm{211, 158}, {217, 136}, {136, 217}, {344, 194}, {194, 344}, {527, 296}}) {
        EXPECT_TRUE(moves(size, four_digits)) << size.width;
        std::set<std::pair<double, double>> seen;
        for (std::uint32_t place = 0; place < places; ++place) {
            const Layout layout =
                layout_of({1280, 800, size}, entry_with(Pad::floating, place), &four_digits);
            seen.insert({characters_of(layout)[0].x, characters_of(layout)[0].y});
        }
        EXPECT_GE(seen.size(), 3U) << size.width;
    }
    EXPECT_TRUE(moves({344, 194}, letters));
    EXPECT_FALSE(moves({154, 86}, four_digits));
    EXPECT_FALSE(moves({154, 86}, letters));
}

TEST(Pads, four_digits_are_shuffled_and_nothing_else_is) {
    constexpr std::uint32_t some = 1'234'567;
    for (const Panel& panel : panels) {
        EXPECT_EQ(order_of(layout_of(panel, entry_with(Pad::shuffled, some), &four_digits)),
                  digits_in_order(some));
        EXPECT_EQ(characters_of(layout_of(panel, entry_with(Pad::shuffled, some), &four_digits)),
                  characters_of(layout_of(panel, entry_with(Pad::fixed), &four_digits)));
        for (const PinKind& kind : {letters, kind_with(Alphabet::digits, 12)}) {
            EXPECT_EQ(layout_of(panel, entry_with(Pad::shuffled, some), &kind),
                      layout_of(panel, entry_with(Pad::fixed), &kind));
            EXPECT_FALSE(can_have(panel, kind, Pad::shuffled));
        }
        EXPECT_TRUE(can_have(panel, four_digits, Pad::shuffled));
        EXPECT_TRUE(can_have(panel, letters, Pad::fixed));
    }
}

TEST(Pads, the_panel_is_proven_where_the_keys_of_this_pad_lie) {
    for_every_entry([](const Panel& panel, const PinKind& kind, const Scene& scene, const Layout& layout) {
        if (scene.large_keys || scene.seconds_to_act > 0) {
            return;
        }
        const std::vector<RectMm> keys = characters_of(layout);
        EXPECT_EQ(proof_cells(panel, scene, &kind), keys);
        Scene proof = scene;
        proof.name = SceneName::prove_panel;
        for (std::size_t cell = 0; cell < keys.size(); ++cell) {
            proof.proof_cell = static_cast<std::uint8_t>(cell);
            EXPECT_EQ(target_of(layout_of(panel, proof, &kind), KeyAction::here)->area, keys[cell]);
        }
    });
}

TEST(Pads, another_order_and_another_place_have_another_fingerprint) {
    const Panel panel = {1280, 800, {344, 194}};
    std::set<std::uint64_t> seen;
    for (const Pad pad : {Pad::floating, Pad::shuffled}) {
        for (std::uint32_t arrangement = 1; arrangement < places; ++arrangement) {
            EXPECT_TRUE(seen.insert(fingerprint(layout_of(panel, entry_with(pad, arrangement), &four_digits)))
                            .second);
        }
    }
}

TEST(Clear, is_there_where_there_is_more_to_delete_than_four_characters) {
    for_every_entry([](const Panel&, const PinKind& kind, const Scene&, const Layout& layout) {
        const Target* clear = target_of(layout, KeyAction::clear);
        ASSERT_EQ(clear != nullptr, kind.max_length > 4);
        if (clear != nullptr) {
            EXPECT_GE(clear->area.width, 15);
            EXPECT_NEAR(clear->area.width, target_of(layout, KeyAction::correct)->area.width, 1e-9);
        }
    });
}

TEST(Countdown, its_key_comes_and_goes_and_no_other_moves) {
    for_every_entry([](const Panel& panel, const PinKind& kind, const Scene& scene, const Layout& layout) {
        Scene plenty = scene;
        plenty.seconds_to_act = 0;
        Layout before = layout_of(panel, plenty, &kind);
        EXPECT_EQ(target_of(before, KeyAction::more_time), nullptr);
        EXPECT_EQ(before.countdown.height, 0);
        EXPECT_EQ(lasting_fingerprint(layout), fingerprint(before));
        if (scene.seconds_to_act == 0) {
            return;
        }
        const Target* key = target_of(layout, KeyAction::more_time);
        ASSERT_NE(key, nullptr);
        EXPECT_GE(key->area.width, 15);
        EXPECT_GE(key->area.height, 5.5);
        EXPECT_GT(layout.countdown.width, 0);
        EXPECT_GT(layout.countdown.height, 5);
        // Which PIN it is remains to be read.
        EXPECT_GT(layout.heading.width, 30);
        EXPECT_GT(layout.heading.height, 5);
        EXPECT_NE(fingerprint(layout), fingerprint(before));
        EXPECT_EQ(layout.dots, before.dots);
        before.targets.push_back(*key);
        EXPECT_EQ(layout.targets, before.targets);
    });
}

TEST(Countdown, is_on_the_pages_over_an_entry_and_nowhere_else_and_not_beside_an_unclear_touch) {
    const std::set<SceneName> with = {SceneName::entry, SceneName::help, SceneName::pin_guide,
                                      SceneName::pin_unknown};
    for (const Panel& panel : panels) {
        for (std::size_t i = 0; i < scene_names.size(); ++i) {
            Scene scene;
            scene.name = static_cast<SceneName>(i);
            scene.seconds_to_act = 5;
            const Layout layout = layout_of(panel, scene, &four_digits);
            EXPECT_EQ(target_of(layout, KeyAction::more_time) != nullptr, with.contains(scene.name));
            scene.unclear = true;
            EXPECT_EQ(target_of(layout_of(panel, scene, &four_digits), KeyAction::more_time), nullptr);
        }
    }
}

}  // namespace
}  // namespace tsuitate::policy
