#include "policy/touch/capabilities.hpp"

#include <gtest/gtest.h>
#include <linux/input-event-codes.h>

#include <set>

namespace tsuitate::policy {
namespace {

using Codes = std::set<std::uint16_t>;

TouchCapabilities device(Codes keys, Codes axes, Codes properties = {}) {
    return capabilities_of(
        {.has_key = [keys](std::uint16_t code) { return keys.contains(code); },
         .has_axis = [axes](std::uint16_t code) { return axes.contains(code); },
         .has_property = [properties](std::uint16_t code) { return properties.contains(code); },
         .range_of =
             [](std::uint16_t code) {
                 return code == ABS_MT_POSITION_X ? AxisRange{0, 9600} : AxisRange{0, 100};
             }});
}

TEST(TouchCapabilities, a_panel_says_when_and_where_it_is_touched) {
    EXPECT_TRUE(device({BTN_TOUCH}, {ABS_X, ABS_Y}).is_panel());
    EXPECT_TRUE(device({BTN_LEFT}, {ABS_X, ABS_Y}).is_panel());
    EXPECT_FALSE(device({}, {ABS_X, ABS_Y}).is_panel());
    EXPECT_FALSE(device({BTN_TOUCH}, {ABS_X}).is_panel());
    EXPECT_FALSE(device({BTN_TOUCH}, {}).is_panel());
}

TEST(TouchCapabilities, slots_make_protocol_b_and_places_without_slots_protocol_a) {
    const Codes places = {ABS_MT_POSITION_X, ABS_MT_POSITION_Y};
    Codes slotted = places;
    slotted.insert({ABS_MT_SLOT, ABS_MT_TRACKING_ID});
    EXPECT_TRUE(device({}, slotted).multitouch_b);
    EXPECT_FALSE(device({}, slotted).multitouch_a);
    EXPECT_TRUE(device({}, slotted).is_panel());
    EXPECT_TRUE(device({}, places).multitouch_a);
    EXPECT_FALSE(device({}, places).multitouch_b);
    Codes with_ids = places;
    with_ids.insert(ABS_MT_TRACKING_ID);
    EXPECT_TRUE(device({}, with_ids).multitouch_a) << "ids alone are no slots";
}

TEST(TouchCapabilities, the_range_is_that_of_the_places_which_are_used) {
    const Codes both = {ABS_X, ABS_Y, ABS_MT_POSITION_X, ABS_MT_POSITION_Y};
    EXPECT_EQ(device({BTN_TOUCH}, both).x.maximum, 9600);
    EXPECT_EQ(device({BTN_TOUCH}, {ABS_X, ABS_Y}).x.maximum, 100);
}

TEST(TouchCapabilities, places_without_slot_and_button_are_a_panel_but_not_if_they_move_a_pointer) {
    const Codes places = {ABS_MT_POSITION_X, ABS_MT_POSITION_Y};
    EXPECT_TRUE(device({}, places, {INPUT_PROP_DIRECT}).is_panel());
    EXPECT_TRUE(device({}, places).is_panel()) << "drivers of old say neither";
    EXPECT_FALSE(device({}, places, {INPUT_PROP_POINTER}).is_panel());
}

}  // namespace
}  // namespace tsuitate::policy
