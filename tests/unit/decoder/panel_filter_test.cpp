// What known taps prove, and what they refuse.
#include "policy/decoder/panel_filter.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "policy/decoder/correction.hpp"
#include "policy/monitor/panel_memory.hpp"

namespace tsuitate::policy {
namespace {

constexpr double pitch = 23;

ProofVerdict after(std::initializer_list<PointMm> residuals, bool stylus = false) {
    PanelFilter filter({}, stylus);
    for (const PointMm residual : residuals) {
        filter.take(residual);
    }
    return filter.verdict(pitch);
}

TEST(PanelFilter, one_tap_proves_nothing_and_two_good_ones_do) {
    EXPECT_EQ(after({}), ProofVerdict::another_needed);
    EXPECT_EQ(after({{0, 0}}), ProofVerdict::another_needed);
    EXPECT_EQ(after({{0.5, 1}, {-1, 0.3}}), ProofVerdict::proven);
}

TEST(PanelFilter, a_shift_of_one_pitch_is_refused_in_every_direction) {
    for (const int x : {-1, 0, 1}) {
        for (const int y : {-1, 0, 1}) {
            if (x == 0 && y == 0) {
                continue;
            }
            const PointMm beside = {x * pitch, y * pitch};
            EXPECT_EQ(after({beside, {beside.x + 1, beside.y}, beside, {beside.x, beside.y - 1}}),
                      ProofVerdict::refused)
                << x << " " << y;
        }
    }
}

TEST(PanelFilter, shifts_past_what_a_session_may_correct_are_refused) {
    for (const double millimetres : {8.0, 10.0, 12.0, 15.0, 40.0}) {
        const PointMm beside = {0, -millimetres};
        EXPECT_EQ(after({beside, beside, beside, beside}), ProofVerdict::refused) << millimetres;
    }
}

TEST(PanelFilter, one_touch_that_went_far_off_is_asked_about_and_forgiven) {
    EXPECT_EQ(after({{9, 4}, {0, 0}}), ProofVerdict::another_needed);
    EXPECT_EQ(after({{9, 4}, {0, 0}, {0.5, 0.5}, {0, 1}}), ProofVerdict::proven);
}

TEST(PanelFilter, a_stylus_is_held_to_more) {
    PanelFilter finger;
    PanelFilter stylus({}, true);
    for (const PointMm residual : {PointMm{5, 0}, {4.6, 0.4}}) {
        finger.take(residual);
        stylus.take(residual);
    }
    EXPECT_GT(stylus.jump_probability(), 3 * finger.jump_probability());
}

TEST(PanelFilter, learns_the_offset_of_this_person_on_this_panel) {
    PanelFilter filter;
    for (int i = 0; i < 4; ++i) {
        filter.take({2, -1});
    }
    EXPECT_NEAR(filter.offset().x, 2, 0.8);
    EXPECT_NEAR(filter.offset().y, -1, 0.5);
    EXPECT_LT(filter.variance(), 1.0);
    EXPECT_LT(filter.tremor_probability(), 0.1);
}

TEST(PanelFilter, hears_a_tremor) {
    PanelFilter filter;
    for (const PointMm residual : {PointMm{5, -4}, {-6, 3}, {4, 6}, {-5, -5}}) {
        filter.take(residual);
    }
    EXPECT_GT(filter.tremor_probability(), 0.5);
}

TEST(PanelFilter, hypotheses_stay_a_distribution_whatever_is_touched) {
    PanelFilter filter;
    for (const PointMm residual : {PointMm{1e6, -1e6}, {0, 0}, {-400, 3}, {1e-9, 0}}) {
        filter.take(residual);
        double sum = 0;
        for (const auto& one : filter.hypotheses()) {
            EXPECT_GE(one.weight, 0);
            EXPECT_GT(one.variance, 0);
            sum += one.weight;
        }
        EXPECT_NEAR(sum, 1, 1e-9);
    }
}

TEST(Correction, follows_slowly_and_never_past_its_bound) {
    Correction correction{.offset = {}, .sessions = 20};
    correction = learn(correction, {2, 0});
    EXPECT_LT(correction.offset.x, 0.2) << "one person is not the panel";
    for (int session = 0; session < 300; ++session) {
        correction = learn(correction, {2 - correction.offset.x, 0});
    }
    EXPECT_NEAR(correction.offset.x, 2, 0.1);
    for (int session = 0; session < 300; ++session) {
        correction = learn(correction, {5, 5});
        EXPECT_LE(std::hypot(correction.offset.x, correction.offset.y), largest_correction + 1e-9);
    }
}

TEST(PanelMemory, is_the_same_after_a_restart_and_damage_is_noticed) {
    const PanelMemory memory{.calibration = {{1.02, -0.01, 3.25, 0.005, 0.97, -4.5}},
                             .previous = {{1, 0, -2, 0, 1, 7.125}},
                             .correction = {.offset = {-1.25, 3.5}, .sessions = 17}};
    auto bytes = bytes_of(memory);
    ASSERT_TRUE(memory_of(bytes));
    EXPECT_EQ(*memory_of(bytes), memory);
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        for (unsigned bit = 0; bit < 8; ++bit) {
            auto damaged = bytes;
            damaged[i] = static_cast<std::uint8_t>(damaged[i] ^ (1U << bit));
            EXPECT_FALSE(memory_of(damaged)) << i;
        }
        EXPECT_FALSE(memory_of(std::span(bytes).first(i)));
    }
    bytes.push_back(0);
    EXPECT_FALSE(memory_of(bytes));
    PanelMemory too_far = memory;
    too_far.correction.offset = {40, 0};
    EXPECT_FALSE(memory_of(bytes_of(too_far))) << "past its bound";
}

}  // namespace
}  // namespace tsuitate::policy
