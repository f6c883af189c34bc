#include "daemon/vault/session/entry_time.hpp"

#include <gtest/gtest.h>

namespace tsuitate::vault {
namespace {

using std::chrono::milliseconds;
using std::chrono::nanoseconds;
using std::chrono::seconds;

class TimeOfEntry : public testing::Test {
  protected:
    TimeOfEntry() { time_.begin(start_); }

    EntryTime::Instant at(nanoseconds since) const { return start_ + since; }
    unsigned told_at(nanoseconds since) const { return time_.seconds_to_act(at(since)); }

    policy::Limits limits_{.entry_idle = seconds(45), .entry_total = seconds(180), .countdown = seconds(20)};
    EntryTime::Instant start_{seconds(1'000'000) + milliseconds(137)};
    EntryTime time_{limits_};
};

TEST_F(TimeOfEntry, is_told_from_the_countdown_on_in_steps_of_five_seconds) {
    EXPECT_EQ(told_at(seconds(0)), 0U);
    EXPECT_EQ(told_at(milliseconds(24'999)), 0U);
    EXPECT_EQ(told_at(seconds(25)), 20U);
    EXPECT_EQ(told_at(milliseconds(29'999)), 20U);
    EXPECT_EQ(told_at(seconds(30)), 15U);
    EXPECT_EQ(told_at(milliseconds(44'999)), 5U);
    EXPECT_EQ(told_at(seconds(45)), 5U);
    EXPECT_EQ(time_.idle_left(at(seconds(45))), seconds(0));
}

TEST_F(TimeOfEntry, changes_of_the_countdown_are_foretold) {
    EntryTime::Instant now = at(milliseconds(1300));
    std::vector<unsigned> told;
    for (int i = 0; i < 4; ++i) {
        const unsigned before = time_.seconds_to_act(now);
        now += time_.until_countdown_changes(now);
        EXPECT_EQ(time_.seconds_to_act(now - nanoseconds(1)), before);
        told.push_back(time_.seconds_to_act(now));
    }
    EXPECT_EQ(told, (std::vector{20U, 15U, 10U, 5U}));
}

TEST_F(TimeOfEntry, a_touch_gives_the_time_without_a_touch_anew) {
    time_.touched(at(seconds(20)));
    EXPECT_EQ(told_at(seconds(39)), 0U);
    EXPECT_EQ(told_at(seconds(45)), 20U);
    EXPECT_EQ(time_.total_left(at(seconds(20))), seconds(160));
}

TEST_F(TimeOfEntry, whichever_limit_ends_first_is_announced_and_a_touch_then_gives_more_of_both) {
    for (int i = 1; i <= 7; ++i) {
        time_.touched(at(i * seconds(20)));
    }
    EXPECT_EQ(told_at(milliseconds(159'999)), 0U);
    EXPECT_EQ(told_at(seconds(160)), 20U) << "the whole entry's end";
    time_.touched(at(seconds(170)));
    EXPECT_EQ(told_at(seconds(170)), 0U);
    EXPECT_EQ(time_.total_left(at(seconds(170))), seconds(180));
    EXPECT_EQ(time_.idle_left(at(seconds(170))), seconds(45));
}

TEST_F(TimeOfEntry, can_be_extended_again_and_again) {
    seconds now{0};
    for (int i = 0; i < 10; ++i) {
        now += seconds(40);
        EXPECT_EQ(told_at(now), 5U);
        time_.extend(at(now));
        EXPECT_EQ(told_at(now), 0U);
    }
}

TEST_F(TimeOfEntry, no_instant_tells_when_within_the_grid_a_touch_was) {
    constexpr nanoseconds grid = EntryTime::grid;
    for (const auto touch : {milliseconds(10'001), milliseconds(10'100), milliseconds(10'250)}) {
        time_.touched(at(touch));
        const nanoseconds idle = touch + time_.idle_left(at(touch));
        EXPECT_EQ(idle, milliseconds(55'250)) << touch.count();
        EXPECT_EQ((touch + time_.until_countdown_changes(at(touch))) % grid, nanoseconds(0));
        time_.extend(at(touch));
        EXPECT_EQ(touch + time_.total_left(at(touch)), milliseconds(190'250)) << touch.count();
    }
    EXPECT_EQ(time_.until_next(grid, at(milliseconds(10'100))), milliseconds(150));
}

}  // namespace
}  // namespace tsuitate::vault
