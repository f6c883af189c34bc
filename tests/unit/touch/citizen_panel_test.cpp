// What a citizen's touches mean, from the known taps to the keys.
#include "tests/unit/touch/keys_of_events.hpp"

namespace tsuitate::tests {
namespace {

using namespace std::chrono_literals;
using policy::KeyAction;
using policy::KnownTap;
using policy::SceneName;
using vault::CitizenPanel;
using vault::Tap;

class Hand {
  public:
    void prove() { tests::prove(panel); }

    // A touch on the picture with a known target, so far beside its middle.
    std::optional<KnownTap> touch_known(double beside_mm, double below_mm = 0) {
        now += 1s;
        const auto layout = layout_of(SceneName::prove_panel, policy::Alphabet::digits, panel.cell());
        policy::PointMm where = middle_of(layout, {KeyAction::here});
        where.x += beside_mm;
        where.y += below_mm;
        return panel.known(layout, at(where));
    }

    // A touch in the middle of this digit, or so far beside, after a pause since the one before.
    CitizenPanel::Meaning touch(char digit, std::chrono::milliseconds pause, double beside_mm = 0,
                                std::chrono::milliseconds dwell = 90ms) {
        now += pause;
        policy::PointMm where = place(digit);
        where.x += beside_mm;
        return panel.meaning(entry_, at(where, dwell));
    }

    // Half-way to the key beside.
    double half_a_key() const { return (place('2').x - place('1').x) / 2; }

    CitizenPanel panel;
    std::chrono::steady_clock::time_point now{1h};

  private:
    policy::PointMm place(char digit) const {
        return middle_of(entry_, {KeyAction::character, static_cast<std::uint8_t>(digit)});
    }
    Tap at(policy::PointMm where, std::chrono::milliseconds dwell = 90ms) {
        const Tap tap{.down = where, .lift = where, .down_at = now, .lifted_at = now + dwell, .frames = 6};
        now += dwell;
        return tap;
    }

    policy::Layout entry_ = layout_of(SceneName::entry);
};

TEST(CitizenPanel, TakesTheKeyThatIsTouched) {
    Hand hand;
    hand.prove();
    for (const char digit : {'1', '5', '0', '9'}) {
        const auto meaning = hand.touch(digit, 500ms);
        ASSERT_TRUE(meaning.key) << digit;
        EXPECT_EQ(meaning.key->character, digit);
    }
}

TEST(CitizenPanel, PausesAfterATouchThatWasNotClear) {
    Hand hand;
    hand.prove();
    EXPECT_TRUE(hand.touch('1', 500ms, hand.half_a_key()).unclear);
    // Nobody has seen the sign yet: this is the next digit and not the same once more.
    const auto hasty = hand.touch('2', 150ms);
    EXPECT_FALSE(hasty.key);
    EXPECT_FALSE(hasty.unclear);
    const auto seen = hand.touch('1', 400ms);
    ASSERT_TRUE(seen.key);
    EXPECT_EQ(seen.key->character, '1');
    EXPECT_TRUE(hand.touch('2', 100ms).key) << "after a clear touch there is no pause";
}

TEST(CitizenPanel, CountsATouchOfAHandThatTremblesOnce) {
    Hand steady;
    steady.prove();
    ASSERT_TRUE(steady.touch('1', 500ms).key);
    EXPECT_TRUE(steady.touch('1', 120ms).key) << "a quick hand means the same digit twice";

    Hand trembling;
    trembling.panel.begin_entry();
    for (const policy::PointMm beside : {policy::PointMm{5, -4}, {-6, 3}, {4, 6}, {-5, -5}}) {
        if (!trembling.panel.trembles()) {
            trembling.touch_known(beside.x, beside.y);
        }
    }
    ASSERT_TRUE(trembling.panel.trembles());
    ASSERT_TRUE(trembling.touch('1', 500ms).key);
    EXPECT_FALSE(trembling.touch('1', 120ms).key);
    EXPECT_TRUE(trembling.touch('1', 300ms).key);
}

TEST(CitizenPanel, CountsHastyTouchesForNothing) {
    Hand hand;
    hand.prove();
    for (int i = 0; i < 8; ++i) {
        EXPECT_FALSE(hand.touch('1', i == 0 ? 500ms : 50ms, hand.half_a_key()).help_due) << i;
    }
}

TEST(CitizenPanel, PassesOverSparksAndSaysOfAShortTouchThatItWasNone) {
    Hand hand;
    hand.prove();
    const auto spark = hand.touch('1', 500ms, 0, 16ms);
    EXPECT_FALSE(spark.key || spark.unclear);
    const auto brief = hand.touch('1', 500ms, 0, 30ms);
    EXPECT_FALSE(brief.key);
    EXPECT_TRUE(brief.unclear) << "one young person in a hundred touches so briefly";
    EXPECT_FALSE(hand.touch('2', 100ms).key) << "nobody has seen the sign yet";
    hand.panel.suspect_ghosts(true);
    EXPECT_FALSE(hand.touch('1', 500ms, 0, 30ms).unclear) << "as the ghosts of this panel may";
}

TEST(CitizenPanel, SaysThatATouchWasLostAndPausesUntilThatIsSeen) {
    Hand hand;
    hand.prove();
    EXPECT_TRUE(hand.panel.lost(hand.now).unclear);
    EXPECT_FALSE(hand.panel.lost(hand.now + 1ms).unclear) << "the second of two fingers";
    EXPECT_FALSE(hand.touch('2', 150ms).key);
    EXPECT_TRUE(hand.touch('1', 400ms).key);
    for (int i = 0; i < 5; ++i) {
        hand.now += 1s;
        EXPECT_FALSE(hand.panel.lost(hand.now).help_due) << i;
    }
    hand.now += 1s;
    EXPECT_TRUE(hand.panel.lost(hand.now).help_due);
}

TEST(CitizenPanel, TakesATouchOnOnePictureForNoWordAboutTheNext) {
    const auto question = layout_of(SceneName::last_try_question);
    const policy::PointMm no = middle_of(question, {KeyAction::no});
    const policy::PointMm yes = middle_of(question, {KeyAction::yes});
    for (double beside = 0; beside < 12; beside += 0.5) {
        Hand fresh;
        fresh.prove();
        Hand asked;
        asked.prove();
        const policy::PointMm between = {(no.x + yes.x) / 2, no.y};
        ASSERT_TRUE(asked.panel
                        .meaning(question, {.down = between,
                                            .lift = between,
                                            .down_at = asked.now,
                                            .lifted_at = asked.now + 90ms,
                                            .frames = 6})
                        .unclear);
        EXPECT_EQ(asked.touch('6', 1s, -beside).key, fresh.touch('6', 1s, -beside).key) << beside;
    }
}

// The limit of the proof is a share of the pitch: keys that are far apart bear more than their size says.
// These touches of a hand that trembles lie, the tremor reckoned with, 5.0 to 5.5 mm beside.
TEST(CitizenPanel, JudgesKnownTouchesByThePitchOfTheKeys) {
    constexpr double side = 20;
    constexpr std::array<policy::PointMm, 4> beside = {{{4.5, 3.5}, {10, 3}, {8.5, -1}, {7.5, -1}}};
    const auto verdict_at = [&beside](double pitch) {
        CitizenPanel panel;
        panel.begin_entry();
        policy::Layout layout;
        layout.targets.push_back({{KeyAction::here, 0}, {50, 50, side, side}});
        layout.pitch = pitch;
        std::optional<KnownTap> judged;
        auto now = std::chrono::steady_clock::time_point(1h);
        for (const policy::PointMm off : beside) {
            const policy::PointMm where{50 + side / 2 + off.x, 50 + side / 2 + off.y};
            judged = panel.known(
                layout, {.down = where, .lift = where, .down_at = now, .lifted_at = now + 90ms, .frames = 6});
            now += 1s;
        }
        return judged.value_or(KnownTap{}).verdict;
    };
    EXPECT_EQ(verdict_at(side), KnownTap::Verdict::refused);
    EXPECT_EQ(verdict_at(side + 3), KnownTap::Verdict::proven);
}

TEST(CitizenPanel, KeepsThatAPanelWasRefusedOnWhichNobodyHitTheTarget) {
    Hand hand;
    hand.panel.begin_entry();
    for (int stray = 0; stray < 3; ++stray) {
        EXPECT_FALSE(hand.touch_known(80));
    }
    const auto judged = hand.touch_known(80);
    ASSERT_TRUE(judged);
    EXPECT_EQ(judged->verdict, KnownTap::Verdict::refused);
    EXPECT_TRUE(hand.panel.learn(1));
    EXPECT_EQ(hand.panel.memory().monitor.batch.refusals, 1U);
    EXPECT_EQ(hand.panel.memory().monitor.refusals, 1U);
}

}  // namespace
}  // namespace tsuitate::tests
