// Protocol A: places without slots, each ended by SYN_MT_REPORT.
#include <gtest/gtest.h>

#include "tests/unit/touch/event_stream.hpp"

namespace tsuitate::policy {
namespace {

TEST(NamelessContacts, a_place_that_stays_is_one_contact_and_an_empty_report_lifts_it) {
    EXPECT_EQ(story(nameless_without_button(), R"(
        0  mx=100 my=200 place
        8  mx=102 my=200 place
        16 mx=103 my=201 place
        24 place)"),
              "finger 100,200 to 102,200, 3 frames in 24 ms");
}

TEST(NamelessContacts, a_released_button_lifts_it_too) {
    EXPECT_EQ(story(nameless(), R"(
        0  mx=100 my=200 place touch=1
        8  mx=102 my=200 place
        16 touch=0)"),
              "finger 100,200 to 102,200, 2 frames in 16 ms");
}

TEST(NamelessContacts, a_frame_about_something_else_lifts_nothing_while_the_button_is_held) {
    EXPECT_EQ(story(nameless(), R"(
        0  mx=100 my=200 place touch=1
        8  x=100
        16 mx=102 my=200 place
        24 touch=0)"),
              "finger 100,200 to 100,200, 3 frames in 24 ms");
}

TEST(NamelessContacts, two_places_are_two_fingers_and_neither_counts) {
    EXPECT_EQ(story(nameless(), R"(
        0  mx=100 my=200 place touch=1
        8  mx=100 my=200 place mx=900 my=900 place
        16 mx=900 my=900 place
        24 place touch=0)"),
              "second finger; second finger");
}

TEST(NamelessContacts, each_of_three_is_told_and_the_next_one_alone_counts) {
    EXPECT_EQ(story(nameless(), R"(
        0  mx=1 my=1 place mx=2 my=2 place mx=3 my=3 place touch=1
        8  place touch=0
        50 mx=7 my=8 place touch=1
        58 touch=0)"),
              "second finger; second finger; second finger; finger 7,8 to 7,8, 1 frames in 8 ms");
}

TEST(NamelessContacts, one_frame_is_enough_to_be_told) {
    EXPECT_EQ(story(nameless_without_button(), "0 mx=4 my=5 place\n 8 place"),
              "finger 4,5 to 4,5, 1 frames in 8 ms");
}

TEST(NamelessContacts, ids_tell_one_finger_from_the_next_where_the_panel_gives_them) {
    EXPECT_EQ(story(nameless_without_button(), R"(
        0  id=0 mx=4 my=5 place
        8  id=1 mx=60 my=50 place
        16 place)"),
              "finger 4,5 to 4,5, 1 frames in 8 ms; finger 60,50 to 60,50, 1 frames in 8 ms");
    EXPECT_EQ(story(nameless_without_button(), R"(
        0  id=0 mx=4 my=5 place id=1 mx=60 my=50 place
        8  id=1 mx=60 my=50 place
        16 place)"),
              "second finger; second finger");
}

TEST(NamelessContacts, a_place_in_the_air_is_no_contact) {
    EXPECT_EQ(story(nameless_without_button(), R"(
        0  mx=4 my=5 mabove=9 place
        8  mx=6 my=6 mabove=0 place
        16 mx=6 my=6 mabove=4 place
        24 place)"),
              "finger 6,6 to 6,6, 1 frames in 8 ms");
}

TEST(NamelessContacts, half_a_place_is_none) {
    EXPECT_EQ(story(nameless_without_button(), "0 mx=4 place\n 8 place"), "no position");
}

TEST(NamelessContacts, who_was_there_before_lost_events_counts_only_after_a_lift) {
    EXPECT_EQ(story(nameless(), R"(
        0  mx=4 my=5 place touch=1
        8  lost mx=4 my=5 place
        16 mx=400 my=5 place
        24 touch=0
        50 mx=7 my=8 place touch=1
        58 touch=0)"),
              "events dropped; finger 7,8 to 7,8, 1 frames in 8 ms");
    EXPECT_EQ(story(nameless_without_button(), R"(
        0  mx=4 my=5 place
        8  lost mx=4 my=5 place
        16 mx=400 my=5 place
        24 place
        50 mx=7 my=8 place
        58 place)"),
              "events dropped; finger 7,8 to 7,8, 1 frames in 8 ms");
}

TEST(NamelessContacts, more_places_than_are_followed_are_rejected_and_all_end) {
    std::string frame = "0";
    for (int i = 0; i < 100; ++i) {
        frame += " mx=" + std::to_string(i) + " my=1 place";
    }
    const auto results = results_of(nameless_without_button(), frame + "\n 8 place");
    EXPECT_EQ(results.size(), Slots::count);
    EXPECT_EQ(results.front(), ContactResult(ContactRejection::second_finger));
}

}  // namespace
}  // namespace tsuitate::policy
