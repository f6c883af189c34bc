// Which devices are one panel, and that a finger on one of them does not count while the pen is near another.
#include "daemon/vault/touch/panel_part.hpp"

#include <gtest/gtest.h>

#include "daemon/vault/touch/decoder.hpp"
#include "daemon/vault/touch/pen_and_finger.hpp"
#include "tests/unit/touch/event_stream.hpp"

namespace tsuitate::vault {
namespace {

const PanelPart finger{.body = "/usb1/1-2/1-2.1", .hub = "/usb1/1-2", .maker = "056a", .pen = false};

TEST(PanelPart, the_nodes_of_one_device_are_one_panel) {
    PanelPart pen = finger;
    pen.pen = true;
    EXPECT_TRUE(belong_together(finger, pen));
    EXPECT_TRUE(belong_together(finger, finger));
    EXPECT_FALSE(belong_together({}, {})) << "of which nothing is known";
}

TEST(PanelPart, a_pen_and_a_finger_half_of_one_maker_behind_one_hub_are_one_panel) {
    const PanelPart pen{.body = "/usb1/1-2/1-2.2", .hub = finger.hub, .maker = finger.maker, .pen = true};
    EXPECT_TRUE(belong_together(finger, pen));
    EXPECT_TRUE(belong_together(pen, finger));
    PanelPart other = pen;
    other.pen = false;
    EXPECT_FALSE(belong_together(finger, other)) << "the clerk's touchscreen of the same make";
    other = pen;
    other.maker = "28bd";
    EXPECT_FALSE(belong_together(finger, other)) << "somebody else's pen";
    other = pen;
    other.hub = "/usb1/1-3";
    EXPECT_FALSE(belong_together(finger, other)) << "elsewhere";
    PanelPart one = finger;
    one.hub = other.hub = "";
    EXPECT_FALSE(belong_together(one, other)) << "both plugged into the machine itself";
}

// Two nodes as two decoders, heard together.
class TwoNodes : public testing::Test, public InputListener {
  protected:
    void on_tap(const Tap& tap) override { heard += tap.tool == Tool::stylus ? "pen " : "finger "; }
    void on_spoilt_touch(policy::ContactRejection reason) override { heard += policy::name_of(reason) + " "; }
    void on_present(const std::optional<Tap>& /*tap*/) override {}
    void on_keypad_held(const std::optional<policy::Key>& /*key*/) override {}
    void on_keypad(const policy::Key& /*key*/) override {}
    void on_input_report(const InputReport& /*report*/) override {}

    void feed(Decoder& node, const std::string& stream) {
        for (const policy::InputEvent& event : policy::events_of(stream)) {
            node.feed(event, std::chrono::steady_clock::time_point(std::chrono::microseconds(event.time_us)),
                      {200, 100}, together);
        }
    }

    std::string heard;
    PenAndFinger together{*this};
    Decoder pen_node{policy::pen_tablet(), {}};
    Decoder finger_node{policy::slotted(), {}};
};

TEST_F(TwoNodes, a_hand_beside_its_pen_does_not_count) {
    feed(finger_node, "1000 id=1 mx=100 my=100 touch=1\n 1090 id=-1 touch=0");
    EXPECT_EQ(heard, "finger ") << "control";
    feed(pen_node, "2000 pen=1 x=400 y=400");
    feed(finger_node, "2010 id=2 mx=110 touch=1\n 2060 id=-1 touch=0");
    EXPECT_EQ(heard, "finger pen near ");
    feed(finger_node, "2070 id=3 mx=120 touch=1");
    feed(pen_node, "2080 touch=1\n 2160 touch=0\n 2170 pen=0");
    feed(finger_node, "2180 id=-1 touch=0");
    EXPECT_EQ(heard, "finger pen near pen pen near ") << "it was there before the pen had left";
    feed(finger_node, "3000 id=4 mx=130 touch=1\n 3090 id=-1 touch=0");
    EXPECT_EQ(heard, "finger pen near pen pen near finger ");
}

TEST_F(TwoNodes, a_pen_that_is_unplugged_is_not_near) {
    feed(pen_node, "1000 pen=1 x=400 y=400");
    together.forget_pens();
    feed(finger_node, "2000 id=1 mx=100 my=100 touch=1\n 2090 id=-1 touch=0");
    EXPECT_EQ(heard, "finger ");
}

}  // namespace
}  // namespace tsuitate::vault
