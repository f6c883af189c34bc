#include "policy/touch/contact_tracker.hpp"

#include <gtest/gtest.h>
#include <linux/input-event-codes.h>

#include <filesystem>
#include <fstream>
#include <vector>

#include "tests/panel/evemu_text.hpp"

namespace tsuitate::policy {
namespace {

constexpr AxisRange axis{0, 4095};

TouchCapabilities single_touch() {
    return {.x = axis, .y = axis, .has_touch_button = true};
}
TouchCapabilities multitouch() {
    return {.x = axis, .y = axis, .multitouch_b = true, .has_touch_button = true};
}
TouchCapabilities tablet() {
    return {.x = axis, .y = axis, .has_left_button = true};
}
TouchCapabilities pen() {
    return {.x = axis, .y = axis, .has_touch_button = true, .has_pen = true};
}

class TrackerTest : public testing::Test {
  protected:
    void use(const TouchCapabilities& capabilities) { tracker_.emplace(capabilities); }
    void event(std::uint16_t type, std::uint16_t code, std::int32_t value) {
        if (auto result = tracker_->feed({.time_us = now_, .type = type, .code = code, .value = value})) {
            results_.push_back(*result);
        }
    }
    void frame() {
        event(EV_SYN, SYN_REPORT, 0);
        now_ += 8000;
    }
    void at(std::int32_t x, std::int32_t y) {
        event(EV_ABS, ABS_X, x);
        event(EV_ABS, ABS_Y, y);
    }
    void finger(std::int32_t slot, std::int32_t id, std::int32_t x, std::int32_t y) {
        event(EV_ABS, ABS_MT_SLOT, slot);
        event(EV_ABS, ABS_MT_TRACKING_ID, id);
        event(EV_ABS, ABS_MT_POSITION_X, x);
        event(EV_ABS, ABS_MT_POSITION_Y, y);
    }
    void lift(std::int32_t slot) {
        event(EV_ABS, ABS_MT_SLOT, slot);
        event(EV_ABS, ABS_MT_TRACKING_ID, -1);
    }
    const Contact& only_contact() {
        EXPECT_EQ(results_.size(), 1U);
        return std::get<Contact>(results_.at(0));
    }
    ContactRejection only_rejection() {
        EXPECT_EQ(results_.size(), 1U);
        return std::get<ContactRejection>(results_.at(0));
    }

    std::optional<ContactTracker> tracker_;
    std::int64_t now_ = 1'000'000;
    std::vector<ContactResult> results_;
};

TEST_F(TrackerTest, single_touch_gives_where_it_came_down_and_where_it_left) {
    use(single_touch());
    event(EV_KEY, BTN_TOUCH, 1);
    at(100, 200);
    frame();
    at(110, 220);
    frame();
    event(EV_KEY, BTN_TOUCH, 0);
    frame();
    EXPECT_EQ(only_contact().down_x, 100);
    EXPECT_EQ(only_contact().lift_y, 220);
}

TEST_F(TrackerTest, a_coordinate_that_the_kernel_does_not_repeat_is_kept) {
    use(multitouch());
    finger(0, 1, 100, 200);
    frame();
    lift(0);
    frame();
    event(EV_ABS, ABS_MT_TRACKING_ID, 2);
    event(EV_ABS, ABS_MT_POSITION_Y, 300);
    frame();
    lift(0);
    frame();
    ASSERT_EQ(results_.size(), 2U);
    EXPECT_EQ(std::get<Contact>(results_[1]).down_x, 100);
    EXPECT_EQ(std::get<Contact>(results_[1]).down_y, 300);
}

TEST_F(TrackerTest, multitouch_without_touch_button_counts) {
    use({.x = axis, .y = axis, .multitouch_b = true});
    finger(3, 7, 5, 6);
    frame();
    lift(3);
    frame();
    EXPECT_EQ(only_contact().down_x, 5);
}

TEST_F(TrackerTest, a_second_finger_rejects_both) {
    use(multitouch());
    finger(0, 1, 100, 100);
    frame();
    finger(1, 2, 900, 900);
    frame();
    lift(0);
    frame();
    lift(1);
    frame();
    EXPECT_EQ(only_rejection(), ContactRejection::second_finger);
}

TEST_F(TrackerTest, two_fingers_in_one_frame_reject_both) {
    use(multitouch());
    finger(0, 1, 100, 100);
    finger(1, 2, 900, 900);
    frame();
    lift(0);
    lift(1);
    frame();
    EXPECT_EQ(only_rejection(), ContactRejection::second_finger);
}

TEST_F(TrackerTest, a_slot_used_again_within_one_frame_is_two_contacts) {
    use(multitouch());
    finger(0, 1, 100, 100);
    frame();
    finger(0, 2, 300, 300);
    frame();
    lift(0);
    frame();
    ASSERT_EQ(results_.size(), 2U);
    EXPECT_EQ(std::get<Contact>(results_[0]).lift_x, 100);
    EXPECT_EQ(std::get<Contact>(results_[1]).down_x, 300);
}

TEST_F(TrackerTest, contact_over_lost_events_does_not_count_and_the_next_one_does) {
    use(multitouch());
    finger(0, 1, 100, 100);
    frame();
    event(EV_SYN, SYN_DROPPED, 0);
    event(EV_ABS, ABS_MT_POSITION_X, 3000);
    frame();
    EXPECT_EQ(only_rejection(), ContactRejection::events_dropped);
    lift(0);
    frame();
    finger(0, 2, 500, 600);
    frame();
    lift(0);
    frame();
    ASSERT_EQ(results_.size(), 2U);
    EXPECT_EQ(std::get<Contact>(results_[1]).down_x, 500);
}

TEST_F(TrackerTest, tablet_counts_with_its_left_button) {
    use(tablet());
    at(10, 20);
    frame();
    event(EV_KEY, BTN_LEFT, 1);
    frame();
    event(EV_KEY, BTN_LEFT, 0);
    frame();
    EXPECT_EQ(only_contact().down_y, 20);
}

TEST_F(TrackerTest, a_hovering_pen_is_no_touch_and_a_touching_one_is_a_stylus) {
    use(pen());
    event(EV_KEY, BTN_TOOL_PEN, 1);
    at(10, 20);
    frame();
    at(30, 40);
    frame();
    EXPECT_TRUE(results_.empty());
    event(EV_KEY, BTN_TOUCH, 1);
    frame();
    event(EV_KEY, BTN_TOUCH, 0);
    frame();
    EXPECT_TRUE(only_contact().stylus);
    EXPECT_EQ(only_contact().down_x, 30);
}

TEST_F(TrackerTest, a_hand_that_rests_is_too_long) {
    use(single_touch());
    event(EV_KEY, BTN_TOUCH, 1);
    at(1, 1);
    frame();
    now_ += 3'100'000;
    event(EV_KEY, BTN_TOUCH, 0);
    frame();
    EXPECT_EQ(only_rejection(), ContactRejection::too_long);
}

TEST_F(TrackerTest, touch_that_never_said_where_is_rejected) {
    use(single_touch());
    event(EV_KEY, BTN_TOUCH, 1);
    frame();
    event(EV_KEY, BTN_TOUCH, 0);
    frame();
    EXPECT_EQ(only_rejection(), ContactRejection::no_position);
}

TEST_F(TrackerTest, a_slot_beyond_all_is_ignored) {
    use(multitouch());
    finger(99, 1, 1, 1);
    frame();
    finger(-5, 2, 1, 1);
    frame();
    EXPECT_TRUE(results_.empty());
}

// Recordings of real panels lie beside the repository; it carries only streams of our own.
std::filesystem::path recordings() {
    const char* set = std::getenv("TSUITATE_RECORDINGS");
    return set != nullptr
               ? std::filesystem::path(set)
               : std::filesystem::path(TSUITATE_SOURCE_DIR).parent_path() / "shared" / "recordings";
}

std::vector<ContactResult> replay(const std::string& description_file, const std::string& events_file) {
    EvemuDescription description;
    std::ifstream described(recordings() / description_file);
    for (std::string line; std::getline(described, line);) {
        take_description_line(description, line);
    }
    ContactTracker tracker(description.capabilities());
    std::vector<ContactResult> results;
    std::ifstream events(recordings() / events_file);
    for (std::string line; std::getline(events, line);) {
        if (const auto event = event_of_line(line)) {
            if (const auto result = tracker.feed(*event)) {
                results.push_back(*result);
            }
        }
    }
    return results;
}

std::size_t contacts_in(const std::vector<ContactResult>& results) {
    return static_cast<std::size_t>(
        std::count_if(results.begin(), results.end(),
                      [](const ContactResult& result) { return std::holds_alternative<Contact>(result); }));
}

TEST(Recordings, fast_taps_of_a_real_panel_are_contacts_and_two_fingers_are_none) {
    const std::string panel = "Atmel maXTouch Touchscreen";
    if (!std::filesystem::exists(recordings() / (panel + ".desc"))) {
        GTEST_SKIP() << "no recordings at " << recordings() << "; set TSUITATE_RECORDINGS";
    }
    const auto taps = replay(panel + ".desc", panel + ".1-finger-fast-taps.events");
    EXPECT_GT(contacts_in(taps), 3U);
    EXPECT_EQ(contacts_in(taps), taps.size()) << "every one of them is a tap of one finger";
    const auto two = replay(panel + ".desc", panel + ".2-fingers-touch-release.events");
    EXPECT_FALSE(two.empty());
    EXPECT_EQ(contacts_in(two), 0U);
}

}  // namespace
}  // namespace tsuitate::policy
