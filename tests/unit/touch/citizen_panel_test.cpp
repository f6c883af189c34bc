// What a citizen's touches mean, from the known taps to the keys.
#include "daemon/vault/touch/citizen_panel.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace tsuitate::tests {
namespace {

using namespace std::chrono_literals;
using policy::KeyAction;
using policy::KnownTap;
using vault::CitizenPanel;
using vault::Tap;

const policy::Panel panel_of_ten_inches{.width_px = 1280, .height_px = 800, .size = {216, 135}};
policy::PinKind four_digits() {
    policy::PinKind kind;
    kind.name = "four";
    kind.max_length = 4;
    return kind;
}
const policy::PinKind pin_kind = four_digits();

class Hand {
  public:
    Hand() {
        panel.begin_entry();
        scene_.language = policy::Language::english;
    }

    void prove() {
        for (int i = 0; i < 4; ++i) {
            scene_.name = policy::SceneName::prove_panel;
            scene_.proof_cell = panel.cell();
            const auto layout = policy::layout_of(panel_of_ten_inches, scene_, &pin_kind);
            const auto judged = panel.known(layout, at(place(layout, KeyAction::here, 0)));
            ASSERT_TRUE(judged);
            if (judged->verdict == KnownTap::Verdict::proven) {
                return;
            }
        }
        FAIL() << "four taps in the middle do not prove the panel";
    }

    // A touch in the middle of this digit, or so far beside, after a pause since the one before.
    CitizenPanel::Meaning touch(char digit, std::chrono::milliseconds pause, double beside_mm = 0) {
        now += pause;
        scene_.name = policy::SceneName::entry;
        const auto layout = policy::layout_of(panel_of_ten_inches, scene_, &pin_kind);
        policy::PointMm where = place(layout, KeyAction::character, digit);
        where.x += beside_mm;
        return panel.meaning(layout, at(where));
    }

    // Half-way to the key beside.
    double half_a_key() {
        scene_.name = policy::SceneName::entry;
        const auto layout = policy::layout_of(panel_of_ten_inches, scene_, &pin_kind);
        return (place(layout, KeyAction::character, '2').x - place(layout, KeyAction::character, '1').x) / 2;
    }

    CitizenPanel panel;

  private:
    static policy::PointMm place(const policy::Layout& layout, KeyAction action, char digit) {
        const auto target =
            std::find_if(layout.targets.begin(), layout.targets.end(), [&](const policy::Target& one) {
                return one.key.action == action && (digit == 0 || one.key.character == digit);
            });
        EXPECT_NE(target, layout.targets.end());
        return target->area.centre();
    }
    Tap at(policy::PointMm where) {
        const Tap tap{.down = where, .lift = where, .down_at = now, .lifted_at = now + 90ms, .frames = 6};
        now += 90ms;
        return tap;
    }

    policy::Scene scene_;
    std::chrono::steady_clock::time_point now{1h};
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

TEST(CitizenPanel, CountsHastyTouchesForNothing) {
    Hand hand;
    hand.prove();
    for (int i = 0; i < 8; ++i) {
        EXPECT_FALSE(hand.touch('1', i == 0 ? 500ms : 50ms, hand.half_a_key()).help_due) << i;
    }
}

}  // namespace
}  // namespace tsuitate::tests
