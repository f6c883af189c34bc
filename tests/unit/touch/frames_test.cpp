#include "policy/touch/frames.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstring>
#include <memory>
#include <random>
#include <string_view>
#include <vector>

namespace tsuitate::policy {
namespace {

// A frame each `step_us`, at these x; y is twice as far.
Contact contact_of(const std::vector<std::int32_t>& places, std::int64_t step_us = 8000) {
    Frames frames;
    std::int64_t now = 1'000'000;
    for (const std::int32_t x : places) {
        frames.add(now, x, 2 * x);
        now += step_us;
    }
    return frames.measure(now);
}

TEST(Frames, down_is_the_median_of_the_first_forty_percent) {
    const Contact ten = contact_of({100, 90, 300, 101, 500, 500, 500, 500, 500, 500});
    EXPECT_EQ(ten.down_x, 100) << "halfway between 100 and 101, of the first four";
    EXPECT_EQ(ten.down_y, 201);
    const Contact five = contact_of({100, 104, 500, 500, 500});
    EXPECT_EQ(five.down_x, 102);
}

TEST(Frames, each_axis_has_its_own_median) {
    Frames frames;
    const int places[8][2] = {{1, 9}, {3, 1}, {2, 5}, {9, 9}, {9, 9}, {9, 9}, {9, 9}, {9, 9}};
    std::int64_t now = 0;
    for (const auto& place : places) {
        frames.add(now, place[0], place[1]);
        now += 1000;
    }
    const Contact contact = frames.measure(7500);
    EXPECT_EQ(contact.down_x, 2);
    EXPECT_EQ(contact.down_y, 5);
}

TEST(Frames, a_bad_first_frame_does_not_move_where_a_touch_came_down) {
    EXPECT_EQ(contact_of({4000, 100, 101, 100, 101, 100, 101, 100, 101, 100}).down_x, 100);
}

TEST(Frames, a_slip_after_the_beginning_does_not_move_it) {
    EXPECT_EQ(contact_of({100, 101, 100, 101, 100, 160, 220, 280, 340, 400, 460}).down_x, 100);
}

TEST(Frames, a_frame_that_stood_because_nothing_changed_weighs_as_much_as_those_left_out) {
    // 40 ms still, of which the kernel tells one frame; then 40 ms of slip.
    Frames frames;
    frames.add(0, 100, 100);
    for (int i = 0; i < 5; ++i) {
        frames.add(40'000 + i * 8000, 150 + 50 * i, 100);
    }
    EXPECT_EQ(frames.measure(80'000).down_x, 100);
}

TEST(Frames, lift_is_the_median_of_the_last_three) {
    EXPECT_EQ(contact_of({1, 1, 1, 50, 900, 60}).lift_x, 60);
    EXPECT_EQ(contact_of({50, 60, 900}).lift_x, 60);
    EXPECT_EQ(contact_of({50, 60}).lift_x, 60) << "of fewer, the last";
    EXPECT_EQ(contact_of({50}).lift_x, 50);
}

TEST(Frames, the_box_holds_every_frame) {
    const Contact contact = contact_of({50, 10, 90, 50, 50});
    EXPECT_EQ(contact.min_x, 10);
    EXPECT_EQ(contact.max_x, 90);
    EXPECT_EQ(contact.min_y, 20);
    EXPECT_EQ(contact.max_y, 180);
    EXPECT_EQ(contact.frames, 5U);
}

TEST(Frames, a_steady_drag_does_not_jitter_and_noise_does_by_six_variances) {
    const Contact drag = contact_of({10, 20, 30, 40, 50});
    EXPECT_EQ(drag.jitter, (Jitter{.x = 0, .y = 0, .count = 3}));
    EXPECT_EQ(contact_of({10, 20}).jitter, Jitter{});
    EXPECT_EQ(contact_of({10, 20, 10}).jitter, (Jitter{.x = 400, .y = 1600, .count = 1}));
    std::mt19937 random(1);
    std::normal_distribution<double> noise(1000, 5);
    std::vector<std::int32_t> still(10'000);
    std::generate(still.begin(), still.end(),
                  [&] { return static_cast<std::int32_t>(std::lround(noise(random))); });
    const Jitter jitter = contact_of(still, 100).jitter;
    EXPECT_NEAR(jitter.x / jitter.count / 6, 25, 1.5);
}

TEST(Frames, three_seconds_at_two_hundred_frames_a_second_have_the_median_of_their_first_240) {
    std::mt19937 random(2);
    std::uniform_int_distribution<std::int32_t> anywhere(0, 4095);
    for (int round = 0; round < 20; ++round) {
        std::vector<std::int32_t> places(600);
        std::generate(places.begin(), places.end(), [&] { return anywhere(random); });
        const Contact contact = contact_of(places, 5000);
        std::vector<std::int32_t> first(places.begin(), places.begin() + 240);
        std::sort(first.begin(), first.end());
        EXPECT_EQ(contact.down_x, std::midpoint(first[119], first[120]));
    }
}

TEST(Frames, of_a_panel_too_fast_to_keep_all_the_median_is_that_of_a_sample) {
    // 16,000 frames in three seconds that move evenly to 16,000: the median of the first 40 % is 3200.
    std::vector<std::int32_t> places(16'000);
    for (std::size_t i = 0; i < places.size(); ++i) {
        places[i] = static_cast<std::int32_t>(i);
    }
    const Contact contact = contact_of(places, 187);
    EXPECT_NEAR(contact.down_x, 3200, 16'000.0 / 384);
    EXPECT_EQ(contact.frames, 16'000U);
    EXPECT_EQ(contact.max_x, 15'999) << "box, lift and jitter know every frame";
    EXPECT_EQ(contact.lift_x, 15'998);
    EXPECT_EQ(contact.jitter.count, 15'998U);
}

TEST(Frames, without_a_clock_every_frame_weighs_the_same) {
    EXPECT_EQ(contact_of({1, 2, 3, 9, 9, 9, 9}, 0).down_x, 2) << "the first three of seven";
    EXPECT_EQ(contact_of({1, 2, 3, 9, 9, 9, 9}, -5000).down_x, 2);
}

TEST(Frames, a_frame_from_the_past_counts_as_of_the_one_before_it) {
    Frames frames;
    frames.add(0, 100, 100);
    frames.add(30'000, 500, 500);
    frames.add(10'000, 500, 500);
    EXPECT_EQ(frames.measure(100'000).down_x, 100) << "it stood for 30 of the first 40 ms";
}

TEST(Frames, the_ends_of_the_axes_do_no_harm) {
    const Contact contact = contact_of({INT32_MAX / 2, INT32_MIN / 2, INT32_MAX / 2, INT32_MIN / 2});
    EXPECT_EQ(contact.min_x, INT32_MIN / 2);
    EXPECT_EQ(contact.max_x, INT32_MAX / 2);
    EXPECT_GT(contact.jitter.x, 1e19);
}

TEST(Frames, nothing_of_a_contact_is_left_after_clear) {
    const auto frames = std::make_unique<Frames>();
    const auto holds = [&](std::int32_t place) {
        const std::string_view bytes(reinterpret_cast<const char*>(frames.get()), sizeof(Frames));
        std::string pattern(sizeof place, '\0');
        std::memcpy(pattern.data(), &place, sizeof place);
        return bytes.find(pattern) != std::string_view::npos;
    };
    constexpr std::int32_t somewhere = 0x5ec2e7;
    for (int i = 0; i < 2000; ++i) {
        frames->add(i * 1000, somewhere, somewhere);
    }
    frames->measure(2'000'000);
    ASSERT_TRUE(holds(somewhere)) << "the search finds what is there";
    frames->clear();
    EXPECT_FALSE(holds(somewhere));
    frames->add(5, 1, 2);
    EXPECT_EQ(frames->measure(10), [] {
        Frames fresh;
        fresh.add(5, 1, 2);
        return fresh.measure(10);
    }());
}

}  // namespace
}  // namespace tsuitate::policy
