#include "policy/monitor/panel_monitor.hpp"

#include <gtest/gtest.h>

#include <random>

#include "policy/monitor/idle_watch.hpp"
#include "policy/monitor/panel_memory.hpp"

namespace tsuitate::policy {
namespace {

constexpr std::uint32_t day = 20'000;

EntryQuality well() {
    return {.offset = PointMm{0.5, 1.0}, .expected_rejections = 0.5, .noise_mm2 = 0.01, .steady_contacts = 6};
}

// How many such entries until this state, or 0 within a thousand.
int entries_until(PanelState state, const EntryQuality& quality) {
    PanelMonitor monitor;
    for (int i = 1; i <= 1000; ++i) {
        monitor.take(quality, day);
        if (state_of(monitor.cause()) == state) {
            return i;
        }
    }
    return 0;
}

TEST(PanelMonitor, a_panel_that_is_well_stays_well) {
    PanelMonitor monitor;
    std::mt19937 random(1);
    std::normal_distribution<double> hand(0, 1.8);
    for (int i = 0; i < 2000; ++i) {
        EntryQuality quality = well();
        quality.offset = PointMm{0.5 + hand(random), 1.0 + hand(random)};
        monitor.take(quality, day);
        ASSERT_EQ(monitor.cause(), PanelCause::none) << i;
    }
}

TEST(PanelMonitor, a_drift_is_advised_and_a_large_one_to_be_calibrated) {
    EntryQuality quality = well();
    quality.offset = PointMm{4.1, 1.0};
    const int until = entries_until(PanelState::advise, quality);
    EXPECT_TRUE(until > 2 && until <= 25) << until;
    quality.offset = PointMm{0.5, -6.0};
    const int sooner = entries_until(PanelState::recalibrate, quality);
    EXPECT_TRUE(sooner > 1 && sooner <= 12) << sooner;
}

TEST(PanelMonitor, two_refusals_of_eight_ask_for_a_calibration_and_one_does_not) {
    PanelMonitor monitor;
    EntryQuality refused = well();
    refused.refused = true;
    monitor.take(refused, day);
    EXPECT_EQ(monitor.cause(), PanelCause::none);
    monitor.take(well(), day);
    monitor.take(refused, day);
    EXPECT_EQ(monitor.cause(), PanelCause::refusals);
    for (int i = 0; i < 8; ++i) {
        monitor.take(well(), day);
    }
    EXPECT_EQ(monitor.cause(), PanelCause::none);
}

TEST(PanelMonitor, a_calibration_begins_anew_and_mends_no_dead_place) {
    PanelMonitor monitor;
    EntryQuality quality = well();
    quality.offset = PointMm{9, 1};
    for (int i = 0; i < 10; ++i) {
        monitor.take(quality, day);
    }
    ASSERT_EQ(monitor.cause(), PanelCause::offset);
    monitor.calibrated();
    EXPECT_EQ(monitor.cause(), PanelCause::none);
    for (int i = 0; i < 3; ++i) {
        monitor.missed(11);
    }
    monitor.calibrated();
    EXPECT_EQ(monitor.cause(), PanelCause::dead_place);
}

TEST(PanelMonitor, a_place_is_dead_after_three_misses_in_a_row) {
    PanelMonitor monitor;
    monitor.missed(5);
    monitor.missed(5);
    monitor.answered(5);
    monitor.missed(5);
    monitor.missed(5);
    EXPECT_EQ(monitor.cause(), PanelCause::none);
    monitor.missed(5);
    EXPECT_EQ(monitor.cause(), PanelCause::dead_place);
    monitor.answered(5);
    EXPECT_EQ(monitor.cause(), PanelCause::none);
}

TEST(PanelMonitor, targets_that_had_to_move_are_in_the_batch) {
    PanelMonitor monitor;
    monitor.missed(11);
    monitor.missed(4);
    for (int i = 0; i < 50; ++i) {
        monitor.take(well(), day);
    }
    EXPECT_EQ(monitor.take_batch(day)->missed_targets, 2U);
    for (int i = 0; i < 50; ++i) {
        monitor.take(well(), day);
    }
    EXPECT_EQ(monitor.take_batch(day)->missed_targets, 0U) << "each is in one batch";
}

TEST(PanelMonitor, ghosts_noise_and_rejections_are_told_apart) {
    EntryQuality quality = well();
    quality.ghosts = 3;
    EXPECT_GT(entries_until(PanelState::fault, quality), 1);
    quality = well();
    quality.noise_mm2 = 1;
    EXPECT_GT(entries_until(PanelState::fault, quality), 1);
    quality = well();
    quality.rejections = 30;
    EXPECT_GT(entries_until(PanelState::advise, quality), 1);
    quality.expected_rejections = 3;
    EXPECT_EQ(entries_until(PanelState::advise, quality), 0) << "of such a hand they are expected";
}

TEST(PanelMonitor, figures_leave_in_batches_of_fifty_or_of_a_day) {
    PanelMonitor monitor;
    for (int i = 0; i < 49; ++i) {
        monitor.take(well(), day);
    }
    EXPECT_FALSE(monitor.take_batch(day));
    monitor.take(well(), day);
    const auto full = monitor.take_batch(day);
    ASSERT_TRUE(full);
    EXPECT_EQ(full->entries, 50U);
    EXPECT_NEAR(full->offset.y, 50.0, 1e-9);
    EXPECT_FALSE(monitor.take_batch(day));
    for (int i = 0; i < 4; ++i) {
        monitor.take(well(), day);
    }
    EXPECT_FALSE(monitor.take_batch(day + 1)) << "four people are too few to be a batch";
    monitor.take(well(), day + 1);
    EXPECT_TRUE(monitor.take_batch(day + 2));
}

TEST(PanelMonitor, more_than_three_rejections_of_one_entry_are_three) {
    PanelMonitor monitor;
    EntryQuality quality = well();
    quality.rejections = 9;
    for (int i = 0; i < 50; ++i) {
        monitor.take(quality, day);
    }
    EXPECT_EQ(monitor.take_batch(day)->rejections, 150U);
}

TEST(IdleWatch, four_in_a_minute_or_six_in_ten) {
    const IdleWatch::Time start{};
    const auto cause_after = [&](int contacts, std::chrono::seconds pause, bool ghost_like) {
        IdleWatch watch;
        for (int i = 0; i < contacts; ++i) {
            watch.touched(start + i * pause, ghost_like);
        }
        return watch.cause(start + contacts * pause);
    };
    using std::chrono::seconds;
    EXPECT_EQ(cause_after(3, seconds(5), true), PanelCause::none);
    EXPECT_EQ(cause_after(4, seconds(5), true), PanelCause::ghosts);
    EXPECT_EQ(cause_after(4, seconds(5), false), PanelCause::touched_idle);
    EXPECT_EQ(cause_after(5, seconds(100), true), PanelCause::none);
    EXPECT_EQ(cause_after(6, seconds(100), true), PanelCause::ghosts);
    EXPECT_EQ(cause_after(50, seconds(200), true), PanelCause::none);
}

TEST(IdleWatch, is_over_ten_minutes_after_the_last_contact) {
    IdleWatch watch;
    const IdleWatch::Time start{};
    for (int i = 0; i < 4; ++i) {
        watch.touched(start, true);
    }
    EXPECT_EQ(watch.cause(start + std::chrono::minutes(9)), PanelCause::ghosts);
    EXPECT_EQ(watch.cause(start + std::chrono::minutes(11)), PanelCause::none);
    watch.touched(start + std::chrono::minutes(12), true);
    EXPECT_EQ(watch.cause(start + std::chrono::minutes(12)), PanelCause::none);
}

TEST(PlaceWatch, places_cover_the_panel) {
    const SizeMm panel{216, 135};
    EXPECT_EQ(PlaceWatch::place_of({0, 0}, panel), 0);
    EXPECT_EQ(PlaceWatch::place_of({216, 135}, panel), PlaceWatch::columns * PlaceWatch::rows - 1);
    EXPECT_EQ(PlaceWatch::place_of({-5, 500}, panel), PlaceWatch::columns * (PlaceWatch::rows - 1));
}

TEST(PanelMemory, finds_everything_again_and_notices_every_flipped_bit) {
    PanelMonitor monitor;
    EntryQuality quality = well();
    quality.offset = PointMm{6.125, -2.5};
    quality.refused = true;
    quality.ghosts = 2;
    quality.rejections = 2;
    for (int i = 0; i < 7; ++i) {
        monitor.take(quality, day);
    }
    monitor.missed(7);
    PanelMemory memory{.calibration = {{1.02, 0.01, 3.5, -0.01, 0.98, -2.25}},
                       .correction = {.offset = {1.5, -0.75}, .sessions = 4}};
    // To a millionth, as it is kept.
    memory.monitor = memory_of(bytes_of({.monitor = monitor.memory()}))->monitor;
    const auto bytes = bytes_of(memory);
    EXPECT_EQ(memory_of(bytes), memory);
    EXPECT_EQ(memory.monitor.misses, monitor.memory().misses);
    EXPECT_EQ(memory.monitor.batch.entries, 7U);
    EXPECT_NEAR(memory.monitor.drift.mean.x, monitor.memory().drift.mean.x, 0.001);
    for (std::size_t bit = 0; bit < 8 * bytes.size(); ++bit) {
        auto damaged = bytes;
        damaged[bit / 8] ^= static_cast<std::uint8_t>(1U << (bit % 8));
        EXPECT_FALSE(memory_of(damaged)) << bit;
    }
}

}  // namespace
}  // namespace tsuitate::policy
