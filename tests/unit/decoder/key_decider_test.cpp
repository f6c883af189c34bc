// Which key a touch means, and when that cannot be told.
#include "policy/decoder/key_decider.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>

namespace tsuitate::policy {
namespace {

class Deciding : public testing::Test {
  protected:
    Deciding() {
        Scene scene;
        scene.name = SceneName::entry;
        layout = layout_of(panel, scene, nullptr);
        field = KeyField(layout);
        proven.take({0, 0});
        proven.take({0, 0});
    }
    Touch touch(PointMm at, int milliseconds = 100) const {
        return {.down = at, .lift = at, .duration = std::chrono::milliseconds(milliseconds), .frames = 9};
    }
    PointMm middle_of(char character) const {
        return std::find_if(layout.targets.begin(), layout.targets.end(),
                            [&](const Target& target) { return target.key.character == character; })
            ->area.centre();
    }
    Decision decide(const Touch& touched) { return decider.decide(field, touched, proven, false, false); }
    std::string key_of(const Decision& decision) const {
        return decision.key ? name_of(layout.targets[*decision.key].key) : "none";
    }

    Panel panel{.width_px = 1280, .height_px = 800, .size = {217, 136}};
    Layout layout;
    KeyField field;
    PanelFilter proven;
    KeyDecider decider;
};

TEST_F(Deciding, the_middle_of_each_key_means_it) {
    for (const Target& target : layout.targets) {
        const Decision decision = decide(touch(target.area.centre()));
        EXPECT_EQ(key_of(decision), name_of(target.key));
    }
}

TEST_F(Deciding, between_two_keys_it_cannot_be_told) {
    const PointMm one = middle_of('1');
    const PointMm two = middle_of('2');
    const Decision decision = decide(touch({(one.x + two.x) / 2, one.y}));
    EXPECT_FALSE(decision.key);
    EXPECT_EQ(decision.why, TouchRefusal::undecided);
}

TEST_F(Deciding, a_retry_speaks_together_with_what_came_before) {
    const PointMm one = middle_of('1');
    const double towards_two = 0.42 * field.pitch();
    const Touch doubtful = touch({one.x + towards_two, one.y});
    EXPECT_FALSE(decide(doubtful).key);
    EXPECT_EQ(key_of(decide(touch({one.x + 1, one.y}))), "1");
    // What spoke once is forgotten.
    EXPECT_FALSE(decide(doubtful).key);
}

TEST_F(Deciding, beside_the_pad_is_no_key_of_its_rim) {
    const PointMm one = middle_of('1');
    EXPECT_FALSE(decide(touch({one.x - 0.6 * field.pitch(), one.y})).key);
    EXPECT_FALSE(decide(touch({one.x, one.y - 0.6 * field.pitch()})).key);
}

TEST_F(Deciding, what_no_finger_does_is_no_touch) {
    const PointMm five = middle_of('5');
    EXPECT_EQ(decide(touch(five, 19)).why, TouchRefusal::ghost_like);
    EXPECT_EQ(decide(touch(five, 39)).why, TouchRefusal::brief);
    EXPECT_EQ(decider.decide(field, touch(five, 39), proven, false, true).why, TouchRefusal::ghost_like)
        << "while ghosts are suspected";
    Touch drawn = touch(five);
    drawn.travel_mm = 0.6 * field.pitch();
    EXPECT_EQ(decide(drawn).why, TouchRefusal::travelled);
    EXPECT_EQ(key_of(decide(touch(five, 41))), "5");
}

TEST_F(Deciding, help_is_due_after_six_touches_in_a_row_that_meant_no_key_clearly) {
    const PointMm one = middle_of('1');
    const PointMm two = middle_of('2');
    const PointMm eight = middle_of('8');
    const PointMm nine = middle_of('9');
    const auto refused_until_help = [&] {
        int refused = 0;
        for (bool due = false; !due && refused < 20; ++refused) {
            const PointMm between = refused % 2 == 0 ? PointMm{(one.x + two.x) / 2, one.y}
                                                     : PointMm{(eight.x + nine.x) / 2, nine.y};
            due = decide(touch(between)).help_due;
        }
        return refused;
    };
    EXPECT_EQ(refused_until_help(), 6);
    EXPECT_EQ(refused_until_help(), 6) << "help was shown: it begins anew";
    for (int i = 0; i < 4; ++i) {
        decide(touch({(one.x + two.x) / 2, one.y}));
    }
    ASSERT_TRUE(decide(touch(eight)).key || decide(touch(eight)).key);
    EXPECT_EQ(refused_until_help(), 6) << "a key was understood: it begins anew";
    decider.begin_anew();
    EXPECT_FALSE(decide(touch({(one.x + two.x) / 2, one.y})).help_due);
}

TEST_F(Deciding, a_known_offset_moves_every_key_by_it) {
    PanelFilter shifted;
    for (int i = 0; i < 4; ++i) {
        shifted.take({4, -3});
    }
    const PointMm five = middle_of('5');
    const Decision decision = decider.decide(field, touch({five.x + 4, five.y - 3}), shifted, false, false);
    EXPECT_EQ(key_of(decision), "5");
}

TEST_F(Deciding, corner_and_middle_are_refused_alike) {
    // Else a refusal would tell something about the key (facts: 0.02 bit a digit without phantoms).
    std::mt19937 random(7);
    std::normal_distribution<double> miss(0, 6);
    const auto refused_of = [&](char character) {
        const PointMm centre = middle_of(character);
        int refused = 0;
        for (int i = 0; i < 4000; ++i) {
            KeyDecider fresh;
            const PointMm at = {centre.x + miss(random), centre.y + miss(random)};
            refused += fresh.decide(field, touch(at), proven, false, false).key ? 0 : 1;
        }
        return refused / 4000.0;
    };
    const double middle = refused_of('5');
    EXPECT_GT(middle, 0.05);
    for (const char corner : {'1', '3', '7', '9', '0'}) {
        EXPECT_NEAR(refused_of(corner), middle, 0.03) << corner;
    }
}

TEST_F(Deciding, ghosts_that_are_suspected_raise_what_is_asked) {
    const PointMm one = middle_of('1');
    double along = 0;
    while (along < 0.5 * field.pitch()) {
        KeyDecider fresh;
        if (!fresh.decide(field, touch({one.x + along, one.y}), proven, false, false).key) {
            break;
        }
        along += 0.05;
    }
    KeyDecider suspicious;
    EXPECT_FALSE(suspicious.decide(field, touch({one.x + along - 0.1, one.y}), proven, false, true).key);
}

TEST_F(Deciding, every_place_costs_the_same_and_the_field_is_bounded) {
    EXPECT_EQ(field.keys(), layout.targets.size());
    EXPECT_GT(field.places(), field.keys()) << "phantoms";
    for (const Panel& known :
         {Panel{800, 480, {154, 86}}, panel, Panel{1920, 1080, {344, 194}}, Panel{1080, 1920, {194, 344}}}) {
        for (const auto alphabet : {Alphabet::digits, Alphabet::capitals_and_digits}) {
            PinKind kind;
            kind.alphabet = alphabet;
            Scene scene;
            scene.name = SceneName::entry;
            const KeyField any(layout_of(known, scene, &kind));
            EXPECT_LT(any.places(), KeyField::most_places);
        }
    }
}

}  // namespace
}  // namespace tsuitate::policy
