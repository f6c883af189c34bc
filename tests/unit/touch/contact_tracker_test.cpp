#include "policy/touch/contact_tracker.hpp"

#include <gtest/gtest.h>

#include "tests/unit/touch/event_stream.hpp"

namespace tsuitate::policy {
namespace {

TEST(ContactTracker, single_touch_gives_where_it_came_down_and_where_it_left) {
    EXPECT_EQ(story(single_touch(), R"(
        1000 touch=1 x=100 y=200
        1008 x=110 y=220
        1016 touch=0)"),
              "finger 100,200 to 110,220, 2 frames in 16 ms");
}

TEST(ContactTracker, a_tablet_counts_with_its_left_button) {
    EXPECT_EQ(story(tablet(), R"(
        0 x=10 y=20
        8 left=1
        16 left=0)"),
              "finger 10,20 to 10,20, 1 frames in 8 ms");
}

TEST(ContactTracker, a_left_button_beside_a_touch_button_is_no_touch) {
    TouchCapabilities both = single_touch();
    both.has_left_button = true;
    EXPECT_EQ(story(both, "0 x=10 y=20\n 8 left=1\n 16 left=0"), "");
}

TEST(ContactTracker, a_coordinate_that_the_kernel_does_not_repeat_is_kept) {
    EXPECT_EQ(story(slotted(), R"(
        0  id=1 mx=100 my=200 touch=1
        8  id=-1 touch=0
        50 id=2 my=300 touch=1
        58 id=-1 touch=0)"),
              "finger 100,200 to 100,200, 1 frames in 8 ms; finger 100,300 to 100,300, 1 frames in 8 ms");
}

TEST(ContactTracker, multitouch_without_a_touch_button_counts) {
    EXPECT_EQ(story(slotted_without_button(), "0 slot=3 id=7 mx=5 my=6\n 8 slot=3 id=-1"),
              "finger 5,6 to 5,6, 1 frames in 8 ms");
    EXPECT_EQ(story(slotted(), "0 slot=3 id=7 mx=5 my=6\n 8 slot=3 id=-1"),
              "finger 5,6 to 5,6, 1 frames in 8 ms")
        << "it has one and never uses it";
}

TEST(ContactTracker, a_second_finger_rejects_both) {
    EXPECT_EQ(story(slotted(), R"(
        0  slot=0 id=1 mx=100 my=100 touch=1
        8  slot=1 id=2 mx=900 my=900
        16 slot=0 id=-1
        24 mx=905
        32 slot=1 id=-1 touch=0)"),
              "second finger; second finger");
}

TEST(ContactTracker, a_finger_is_spoilt_as_long_as_one_of_those_that_were_together_stays) {
    EXPECT_EQ(story(slotted(), R"(
        0  slot=0 id=1 mx=100 my=100 touch=1
        8  slot=1 id=2 mx=900 my=900
        16 slot=0 id=-1
        24 slot=0 id=3 mx=100 my=100
        32 slot=1 id=-1
        40 slot=0 id=-1 touch=0
        80 slot=0 id=4 touch=1
        90 slot=0 id=-1 touch=0)"),
              "second finger; second finger; second finger; finger 100,100 to 100,100, 1 frames in 10 ms");
}

TEST(ContactTracker, fingers_that_come_and_go_together_are_rejected_one_by_one) {
    EXPECT_EQ(story(slotted(), R"(
        0 slot=0 id=1 mx=100 my=100 slot=1 id=2 mx=900 my=900 slot=2 id=3 mx=1 my=1 touch=1
        8 slot=0 id=-1 slot=1 id=-1 slot=2 id=-1 touch=0)"),
              "second finger; second finger; second finger");
}

TEST(ContactTracker, fingers_that_follow_one_another_in_one_frame_were_never_together) {
    EXPECT_EQ(story(slotted(), R"(
        0  slot=0 id=1 mx=100 my=100 touch=1
        8  slot=0 id=-1 slot=1 id=2 mx=900 my=900
        16 slot=1 id=-1 touch=0)"),
              "finger 100,100 to 100,100, 1 frames in 8 ms; finger 900,900 to 900,900, 1 frames in 8 ms");
}

TEST(ContactTracker, a_slot_used_again_within_one_frame_is_two_contacts) {
    const std::string two =
        "finger 100,100 to 100,100, 1 frames in 8 ms; finger 300,300 to 300,300, 1 frames in 8 ms";
    EXPECT_EQ(story(slotted(), R"(
        0  id=1 mx=100 my=100 touch=1
        8  id=-1 id=2 mx=300 my=300
        16 id=-1 touch=0)"),
              two);
    EXPECT_EQ(story(slotted(), R"(
        0  id=1 mx=100 my=100 touch=1
        8  id=2 mx=300 my=300
        16 id=-1 touch=0)"),
              two)
        << "the same without the -1 between them";
}

TEST(ContactTracker, an_id_that_is_repeated_is_the_same_finger) {
    EXPECT_EQ(story(slotted(), R"(
        0  id=1 mx=100 my=100 id=1 mx=100 my=100 touch=1
        8  id=1 mx=104
        16 id=-1 touch=0)"),
              "finger 100,100 to 104,100, 2 frames in 16 ms");
}

TEST(ContactTracker, what_comes_and_goes_within_one_frame_is_a_contact_nowhere) {
    EXPECT_EQ(story(slotted_without_button(), "0 id=1 mx=1 my=1 id=-1"), "no position");
    EXPECT_EQ(story(slotted_without_button(), "0 id=1 mx=1 my=1 id=2 id=3 id=-1"),
              "no position; no position; no position");
    EXPECT_EQ(story(single_touch(), "0 x=1 y=1 touch=1 touch=0"), "no position");
}

TEST(ContactTracker, contact_over_lost_events_does_not_count_and_the_next_one_does) {
    EXPECT_EQ(story(slotted(), R"(
        0  id=1 mx=100 my=100 touch=1
        8  lost mx=3000
        16 mx=3100
        24 id=-1 touch=0
        40 id=2 mx=500 my=600 touch=1
        48 id=-1 touch=0)"),
              "events dropped; finger 500,600 to 500,600, 1 frames in 8 ms");
}

TEST(ContactTracker, each_contact_that_lost_events_is_told) {
    EXPECT_EQ(story(slotted(), R"(
        0  slot=0 id=1 mx=100 my=100 slot=1 id=2 mx=5 my=5 touch=1
        8  lost slot=0 id=-1 slot=1 id=-1 touch=0
        16 slot=0 id=3 mx=7 my=7 touch=1
        24 id=-1 touch=0)"),
              "events dropped; events dropped; finger 7,7 to 7,7, 1 frames in 8 ms");
}

TEST(ContactTracker, a_gap_without_contact_costs_none_and_tells_where_the_slot_is) {
    EXPECT_EQ(story(slotted(), R"(
        0  slot=2 id=1 mx=9 my=9 touch=1
        8  id=-1 touch=0
        16 lost slot=0 mx=40 my=50
        24 id=2 touch=1
        32 id=-1 touch=0)"),
              "finger 9,9 to 9,9, 1 frames in 8 ms; finger 40,50 to 40,50, 1 frames in 8 ms");
}

TEST(ContactTracker, a_place_from_before_a_gap_is_not_believed) {
    EXPECT_EQ(story(slotted(), R"(
        0  id=1 mx=9 my=9 touch=1
        8  id=-1 touch=0
        16 lost
        24 id=2 my=9 touch=1
        32 id=-1 touch=0)"),
              "finger 9,9 to 9,9, 1 frames in 8 ms; no position");
    EXPECT_EQ(story(single_touch(), "0 x=9 y=9\n 8 lost\n 16 touch=1 y=8\n 24 touch=0"), "no position");
    EXPECT_EQ(story(single_touch(), "0 x=9 y=9\n 8 lost\n 16 touch=1 x=8\n 24 touch=0"), "no position");
}

TEST(ContactTracker, what_came_down_in_a_gap_counts_only_when_it_comes_down_anew) {
    EXPECT_EQ(story(single_touch(), R"(
        0  lost touch=1 x=1 y=1
        8  x=2
        16 touch=0
        24 touch=1
        32 touch=0)"),
              "finger 2,1 to 2,1, 1 frames in 8 ms");
    EXPECT_EQ(story(slotted_without_button(), "0 lost id=1 mx=1 my=1\n 8 mx=2\n 16 id=-1"), "");
}

TEST(ContactTracker, a_gap_within_a_gap_is_one) {
    EXPECT_EQ(story(single_touch(), R"(
        0  touch=1 x=1 y=1
        8  lost x=2 lost
        16 touch=0
        24 touch=1 x=5 y=6
        32 touch=0)"),
              "events dropped; finger 5,6 to 5,6, 1 frames in 8 ms");
}

TEST(ContactTracker, slots_above_sixteen_are_slots_like_others) {
    EXPECT_EQ(story(slotted(), "0 slot=20 id=1 mx=3 my=4 touch=1\n 8 id=-1 touch=0"),
              "finger 3,4 to 3,4, 1 frames in 8 ms");
    EXPECT_EQ(story(slotted(), R"(
        0 slot=0 id=1 mx=3 my=4 touch=1
        8 slot=40 id=2 mx=9 my=9
        16 slot=0 id=-1 slot=40 id=-1 touch=0)"),
              "second finger; second finger");
}

TEST(ContactTracker, a_contact_beyond_all_slots_is_told_and_never_counts) {
    EXPECT_EQ(story(slotted(), "0 slot=99 id=1 mx=3 my=4 touch=1\n 8 id=-1 touch=0"), "unknown slot");
    EXPECT_EQ(story(slotted(), "0 slot=-5 id=1 mx=3 my=4 touch=1\n 8 id=-1 touch=0"), "unknown slot");
    EXPECT_EQ(story(slotted(), R"(
        0  slot=0 id=1 mx=3 my=4 touch=1
        8  slot=70 id=2 mx=3 my=4
        16 slot=71 id=3 mx=3 my=4
        24 slot=70 id=-1 slot=71 id=-1 slot=0 id=-1 touch=0)"),
              "unknown slot; second finger; unknown slot");
}

TEST(ContactTracker, a_hand_that_rests_is_too_long) {
    EXPECT_EQ(story(single_touch(), "0 touch=1 x=1 y=1\n 3000 touch=0"),
              "finger 1,1 to 1,1, 1 frames in 3000 ms");
    EXPECT_EQ(story(single_touch(), "0 touch=1 x=1 y=1\n 3000.001 touch=0"), "too long");
}

TEST(ContactTracker, touch_that_never_said_where_is_rejected) {
    EXPECT_EQ(story(single_touch(), "0 touch=1\n 8 touch=0"), "no position");
    EXPECT_EQ(story(single_touch(), "0 touch=1 x=5\n 8 touch=0"), "no position") << "half a place is none";
    EXPECT_EQ(story(slotted(), "0 id=4 my=3 touch=1\n 8 id=-1 touch=0"), "no position");
}

TEST(ContactTracker, a_touch_that_says_late_where_it_is_counts_from_there) {
    EXPECT_EQ(story(single_touch(), "0 touch=1\n 8 x=5 y=6\n 16 touch=0"),
              "finger 5,6 to 5,6, 1 frames in 16 ms");
}

TEST(ContactTracker, chatter_is_one_contact_of_one_frame_each_time) {
    std::string stream;
    for (int i = 0; i < 928; ++i) {
        stream += std::to_string(i * 10) + " id=" + std::to_string(i) + " mx=7 my=8 touch=1\n" +
                  std::to_string(i * 10 + 5) + " id=-1 touch=0\n";
    }
    const auto results = results_of(slotted(), stream);
    EXPECT_EQ(results.size(), 928U);
    for (const ContactResult& result : results) {
        ASSERT_TRUE(std::holds_alternative<Contact>(result));
        EXPECT_EQ(std::get<Contact>(result).frames, 1U);
    }
}

TEST(ContactTracker, a_finger_in_the_air_is_no_contact_and_one_that_lands_is) {
    EXPECT_EQ(story(slotted_without_button(), R"(
        0  id=1 mx=5 my=5 mabove=10
        8  mx=9
        16 id=-1)"),
              "");
    EXPECT_EQ(story(slotted_without_button(), R"(
        0  id=1 mx=5 my=5 mabove=10
        8  mx=9 my=9
        16 mabove=0
        24 mx=11
        32 mabove=3
        40 mx=90
        48 id=-1)"),
              "finger 9,9 to 11,9, 2 frames in 16 ms");
}

TEST(ContactTracker, a_hovering_finger_beside_one_that_touches_is_no_second_one) {
    EXPECT_EQ(story(slotted_without_button(), R"(
        0  slot=0 id=1 mx=5 my=5 mabove=10
        8  slot=1 id=2 mx=60 my=60
        16 slot=1 id=-1
        24 slot=0 id=-1)"),
              "finger 60,60 to 60,60, 1 frames in 8 ms");
}

TEST(ContactTracker,
     an_optical_panel_that_tells_where_a_finger_is_before_it_touches_is_believed_by_its_button) {
    EXPECT_EQ(story(slotted(), R"(
        0  id=1 mx=5 my=5 touch=1
        8  id=-1 touch=0
        50 id=2 mx=20 my=20
        58 mx=30 my=30
        66 touch=1
        74 mx=31
        82 touch=0
        90 mx=50
        98 id=-1)"),
              "finger 5,5 to 5,5, 1 frames in 8 ms; finger 30,30 to 31,30, 2 frames in 16 ms");
}

TEST(ContactTracker, places_without_touch_are_no_contact) {
    EXPECT_EQ(story(single_touch(), "0 x=1 y=1\n 8 x=2 y=2\n 16 x=3"), "");
    EXPECT_EQ(story(pen_tablet(), "0 x=1 y=1 above=40\n 8 x=2 y=2 above=0\n 16 x=3"), "");
}

TEST(ContactTracker, a_clock_that_runs_backwards_makes_no_contact_end_before_it_began) {
    const auto results = results_of(single_touch(), R"(
        5000 touch=1 x=10 y=10
        3000 x=20
        -9000 x=30
        -8000 touch=0)");
    ASSERT_EQ(results.size(), 1U);
    const auto& contact = std::get<Contact>(results[0]);
    EXPECT_EQ(contact.down_time_us, 5'000'000);
    EXPECT_EQ(contact.lift_time_us, 5'000'000);
    EXPECT_EQ(contact.frames, 3U);
    EXPECT_EQ(contact.lift_x, 20) << "the median of all three";
}

TEST(ContactTracker, times_as_far_apart_as_can_be_are_too_long_and_nothing_worse) {
    const std::vector<InputEvent> events = {
        {.time_us = INT64_MIN, .type = EV_KEY, .code = BTN_TOUCH, .value = 1},
        {.time_us = INT64_MIN, .type = EV_ABS, .code = ABS_X, .value = INT32_MAX},
        {.time_us = INT64_MIN, .type = EV_ABS, .code = ABS_Y, .value = INT32_MIN},
        {.time_us = INT64_MIN, .type = EV_SYN, .code = SYN_REPORT, .value = 0},
        {.time_us = INT64_MAX, .type = EV_SYN, .code = SYN_REPORT, .value = 0},
        {.time_us = INT64_MAX, .type = EV_KEY, .code = BTN_TOUCH, .value = 0},
        {.time_us = INT64_MAX, .type = EV_SYN, .code = SYN_REPORT, .value = 0},
    };
    EXPECT_EQ(story(results_of(single_touch(), events)), "too long");
}

TEST(ContactTracker, a_flood_of_sixteen_thousand_events_a_second_loses_none) {
    // Ten fingers at 533 frames a second, and then one alone.
    std::string stream;
    for (int frame = 0; frame < 533; ++frame) {
        stream += std::to_string(frame * 1.875);
        for (int slot = 0; slot < 10; ++slot) {
            stream += " slot=" + std::to_string(slot) + (frame == 0 ? " id=" + std::to_string(slot) : "") +
                      " mx=" + std::to_string(frame + slot) + " my=" + std::to_string(slot);
        }
        stream += frame == 0 ? " touch=1\n" : "\n";
    }
    stream += "1000";
    for (int slot = 0; slot < 10; ++slot) {
        stream += " slot=" + std::to_string(slot) + " id=-1";
    }
    stream += " touch=0\n 1100 slot=0 id=10 mx=1 my=1 touch=1\n 1200 id=-1 touch=0";
    EXPECT_GT(events_of(stream).size(), 16'000U);
    const auto results = results_of(slotted(), stream);
    ASSERT_EQ(results.size(), 11U);
    EXPECT_EQ(story({results.back()}), "finger 1,1 to 1,1, 1 frames in 100 ms");
}

}  // namespace
}  // namespace tsuitate::policy
