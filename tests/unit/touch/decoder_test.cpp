#include "daemon/vault/touch/decoder.hpp"

#include <gtest/gtest.h>

#include <vector>

#include "tests/unit/touch/event_stream.hpp"

namespace tsuitate::vault {
namespace {

using std::chrono::milliseconds;

struct Heard final : InputListener {
    void on_tap(const Tap& tap) override { taps.push_back(tap); }
    void on_spoilt_touch(policy::ContactRejection reason) override { spoilt.push_back(reason); }
    void on_present(const std::optional<Tap>& /*tap*/) override {}
    void on_keypad_held(const std::optional<policy::Key>& /*key*/) override {}
    void on_keypad(const policy::Key& /*key*/) override { ++keys; }
    void on_input_report(const InputReport& /*report*/) override {}

    std::vector<Tap> taps;
    std::vector<policy::ContactRejection> spoilt;
    int keys = 0;
};

constexpr policy::AxisRange thousand{0, 999};
constexpr policy::SizeMm panel{200, 100};  // 0.2 mm and 0.1 mm a step

std::chrono::steady_clock::time_point instant(std::int64_t time_us) {
    return std::chrono::steady_clock::time_point(std::chrono::microseconds(time_us));
}

Heard hear(const std::string& stream, const policy::CalibrationMatrix& calibration = {},
           policy::SizeMm size = panel) {
    Decoder decoder({.x = thousand, .y = thousand, .multitouch_b = true, .has_touch_button = true},
                    calibration);
    Heard heard;
    for (const policy::InputEvent& event : policy::events_of(stream)) {
        decoder.feed(event, instant(event.time_us), size, heard);
    }
    return heard;
}

const std::string zigzag = R"(
    100 id=1 mx=100 my=100 touch=1
    110 mx=110
    120 mx=100
    130 mx=110
    140 id=-1 touch=0)";

TEST(Decoder, a_tap_tells_when_how_often_and_how_far_it_was_seen) {
    const Heard heard = hear(zigzag);
    ASSERT_EQ(heard.taps.size(), 1U);
    const Tap& tap = heard.taps[0];
    EXPECT_EQ(tap.down_at, instant(100'000));
    EXPECT_EQ(tap.lifted_at, instant(140'000));
    EXPECT_EQ(tap.duration(), milliseconds(40));
    EXPECT_EQ(tap.frames, 4U);
    EXPECT_NEAR(tap.travel_mm, 2.0, 1e-9);
    EXPECT_NEAR(tap.jitter_mm2, 16.0, 1e-9) << "twice ten steps of 0.2 mm to and fro, squared";
    EXPECT_NEAR(tap.down.x, 20.1, 1e-9);
    EXPECT_NEAR(tap.down.y, 10.05, 1e-9);
}

TEST(Decoder, a_turned_panel_has_the_same_figures_in_its_own_millimetres) {
    const Heard heard = hear(zigzag, {{0, 1, 0, 1, 0, 0}});
    ASSERT_EQ(heard.taps.size(), 1U);
    EXPECT_NEAR(heard.taps[0].travel_mm, 1.0, 1e-9) << "a step of x is 0.1 mm there";
    EXPECT_NEAR(heard.taps[0].jitter_mm2, 4.0, 1e-9);
}

TEST(Decoder, a_touch_that_went_round_and_came_back_has_travelled) {
    const Heard heard = hear(R"(
        0  id=1 mx=100 my=100 touch=1
        10 mx=130 my=140
        20 mx=100 my=100
        30 mx=100
        40 id=-1 touch=0)");
    ASSERT_EQ(heard.taps.size(), 1U);
    EXPECT_NEAR(heard.taps[0].travel_mm, std::hypot(6.0, 4.0), 1e-9);
}

TEST(Decoder, a_still_touch_has_neither_travel_nor_jitter) {
    const Heard heard = hear("0 id=1 mx=100 my=100 touch=1\n 90 id=-1 touch=0");
    ASSERT_EQ(heard.taps.size(), 1U);
    EXPECT_EQ(heard.taps[0].frames, 1U);
    EXPECT_EQ(heard.taps[0].travel_mm, 0);
    EXPECT_EQ(heard.taps[0].jitter_mm2, 0);
}

TEST(Decoder, each_contact_is_either_a_tap_or_spoilt) {
    const Heard heard = hear(R"(
        0   slot=0 id=1 mx=100 my=100 touch=1
        10  slot=1 id=2 mx=900 my=100
        20  slot=0 id=-1 slot=1 id=-1 touch=0
        100 slot=0 id=3 touch=1
        150 id=-1 touch=0
        200 id=4 touch=1
        210 lost)");
    EXPECT_EQ(heard.taps.size(), 1U);
    using enum policy::ContactRejection;
    EXPECT_EQ(heard.spoilt, (std::vector{second_finger, second_finger, events_dropped}));
}

TEST(Decoder, a_clock_that_runs_backwards_puts_no_tap_into_the_future) {
    const Heard heard = hear("5000 id=1 mx=1 my=1 touch=1\n 3000 id=-1 touch=0");
    ASSERT_EQ(heard.taps.size(), 1U);
    EXPECT_EQ(heard.taps[0].lifted_at, instant(3'000'000));
    EXPECT_EQ(heard.taps[0].duration(), milliseconds(0));
}

TEST(Decoder, no_tap_is_told_before_the_panel_has_a_size) {
    EXPECT_TRUE(hear(zigzag, {}, {}).taps.empty());
}

}  // namespace
}  // namespace tsuitate::vault
