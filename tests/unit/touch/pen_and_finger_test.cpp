// Pens, and the palm beside them.
#include <gtest/gtest.h>
#include <linux/input.h>

#include "tests/unit/touch/event_stream.hpp"

namespace tsuitate::policy {
namespace {

TEST(PenAndFinger, a_hovering_pen_is_no_touch_and_a_touching_one_is_a_stylus) {
    EXPECT_EQ(story(pen_tablet(), R"(
        0  pen=1 x=10 y=20 above=30
        8  x=30 y=40 above=2
        16 touch=1
        24 touch=0
        32 x=90
        40 pen=0)"),
              "pen 30,40 to 30,40, 1 frames in 8 ms");
}

TEST(PenAndFinger, the_other_end_of_the_pen_is_a_stylus_too) {
    EXPECT_EQ(story(pen_tablet(), R"(
        0  rubber=1 x=30 y=40
        8  touch=1
        16 touch=0
        24 rubber=0)"),
              "pen 30,40 to 30,40, 1 frames in 8 ms");
}

TEST(PenAndFinger, a_pen_that_taps_in_one_frame_with_its_coming_counts) {
    EXPECT_EQ(story(slotted_with_pen(), R"(
        0  touch=1 pen=1 x=30 y=40
        8  touch=0 pen=0)"),
              "pen 30,40 to 30,40, 1 frames in 8 ms");
}

TEST(PenAndFinger, a_palm_beside_the_pen_is_told_and_the_pen_counts) {
    EXPECT_EQ(story(slotted_with_pen(), R"(
        0  pen=1 x=30 y=40
        8  touch=1
        16 slot=0 id=1 mx=900 my=900
        24 x=31
        32 slot=0 id=-1
        40 touch=0
        48 pen=0)"),
              "pen near; pen 30,40 to 31,40, 4 frames in 32 ms");
}

TEST(PenAndFinger, a_finger_that_was_down_when_the_pen_came_does_not_count_even_after_it_left) {
    EXPECT_EQ(story(slotted_with_pen(), R"(
        0  slot=0 id=1 mx=900 my=900 touch=1
        8  pen=1 x=30 y=40
        16 pen=0
        24 mx=901
        32 slot=0 id=-1 touch=0)"),
              "pen near");
}

TEST(PenAndFinger, a_palm_that_the_pen_made_the_panel_forget_is_no_new_finger_when_it_is_remembered) {
    EXPECT_EQ(story(slotted_with_pen(), R"(
        0  slot=0 id=1 mx=900 my=900 touch=1
        8  pen=1 x=30 y=40 touch=0
        16 pen=0
        24 touch=1
        32 slot=0 id=-1 touch=0)"),
              "pen near; pen near");
}

TEST(PenAndFinger, a_palm_that_presses_the_button_under_a_hovering_pen_is_no_tap_of_the_pen) {
    EXPECT_EQ(story(slotted_with_pen(), R"(
        0  pen=1 x=30 y=40
        8  slot=0 id=1 mx=900 my=900 touch=1
        16 slot=0 id=-1 touch=0
        24 pen=0)"),
              "pen near");
}

TEST(PenAndFinger, a_finger_counts_again_when_the_pen_is_away) {
    EXPECT_EQ(story(slotted_with_pen(), R"(
        0  pen=1 x=30 y=40
        8  touch=1
        16 touch=0
        24 pen=0
        80 slot=0 id=1 mx=5 my=6 touch=1
        90 slot=0 id=-1 touch=0)"),
              "pen 30,40 to 30,40, 1 frames in 8 ms; finger 5,6 to 5,6, 1 frames in 10 ms");
}

TEST(PenAndFinger, a_pen_that_comes_over_a_single_touch_spoils_it) {
    EXPECT_EQ(story(pen_tablet(), R"(
        0  touch=1 x=5 y=5
        8  pen=1
        16 touch=0
        24 pen=0)"),
              "pen near");
}

TEST(PenAndFinger, a_pen_out_of_reach_has_lifted_whatever_the_button_says) {
    EXPECT_EQ(story(pen_tablet(), R"(
        0  pen=1 touch=1 x=5 y=5
        8  pen=0
        16 x=90
        24 touch=0)"),
              "pen 5,5 to 5,5, 1 frames in 8 ms");
}

TEST(PenAndFinger, lost_events_do_not_make_a_near_pen_far) {
    EXPECT_EQ(story(slotted_with_pen(), R"(
        0  pen=1 x=5 y=5
        8  lost x=7 y=7
        16 slot=0 id=1 mx=9 my=9
        24 slot=0 id=-1
        32 touch=1
        40 touch=0)"),
              "pen near; pen 7,7 to 7,7, 1 frames in 8 ms");
    EXPECT_EQ(story(slotted_with_pen(), R"(
        0  pen=1 x=5 y=5
        8  lost pen=0
        16 slot=0 id=1 mx=9 my=9 touch=1
        24 slot=0 id=-1 touch=0)"),
              "finger 9,9 to 9,9, 1 frames in 8 ms");
}

TEST(PenAndFinger, what_the_panel_itself_calls_a_pen_or_a_palm_is_one) {
    static_assert(MT_TOOL_PEN == 1 && MT_TOOL_PALM == 2);
    EXPECT_EQ(story(slotted_without_button(), "0 id=1 tool=1 mx=3 my=4\n 8 id=-1"),
              "pen 3,4 to 3,4, 1 frames in 8 ms");
    EXPECT_EQ(story(slotted_without_button(), "0 id=1 mx=3 my=4\n 8 tool=2\n 16 id=-1"), "palm");
    EXPECT_EQ(story(slotted_without_button(), R"(
        0  slot=0 id=1 tool=0 mx=900 my=900
        8  slot=1 id=2 tool=1 mx=3 my=4
        16 slot=1 id=-1
        24 slot=0 id=-1)"),
              "pen 3,4 to 3,4, 1 frames in 8 ms; pen near");
}

}  // namespace
}  // namespace tsuitate::policy
