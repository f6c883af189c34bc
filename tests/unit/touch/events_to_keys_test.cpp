// From the events of a panel to the keys that are meant: what only shows when all parts are put together.
#include "tests/unit/touch/keys_of_events.hpp"

namespace tsuitate::tests {
namespace {

constexpr policy::SceneName all_scenes[] = {
    policy::SceneName::entry,        policy::SceneName::explain,           policy::SceneName::help,
    policy::SceneName::prove_panel,  policy::SceneName::last_try_question, policy::SceneName::insert_card,
    policy::SceneName::reading_card, policy::SceneName::panel_refused,     policy::SceneName::calibrate};

// A finger that is still is not: a good panel's places tremble by 0.08 mm.
TEST(EventsToKeys, every_button_of_every_picture_answers_a_finger_whose_place_trembles) {
    for (const policy::SceneName scene : all_scenes) {
        for (const auto alphabet : {policy::Alphabet::digits, policy::Alphabet::capitals_and_digits}) {
            const policy::Layout layout = layout_of(scene, alphabet);
            EXPECT_FALSE(layout.targets.empty());
            for (const policy::Target& target : layout.targets) {
                KeysOfEvents panel(layout);
                const policy::PointMm middle = target.area.centre();
                panel.feed("0  id=1 touch=1 " + panel.place({middle.x + 0.1, middle.y}) + "\n 8  " +
                           panel.place({middle.x, middle.y + 0.2}) +             //
                           "\n 16 " + panel.place({middle.x - 0.1, middle.y}) +  //
                           "\n 90 id=-1 touch=0");
                EXPECT_EQ(panel.keys, policy::name_of(target.key) + " ")
                    << "scene " << static_cast<int>(scene);
            }
        }
    }
}

std::string press(const KeysOfEvents& panel, policy::PointMm at, int from_ms, int until_ms) {
    return std::to_string(from_ms) + " id=" + std::to_string(from_ms + 1) + " touch=1 " + panel.place(at) +
           "\n" + std::to_string(until_ms) + " id=-1 touch=0\n";
}

TEST(EventsToKeys, a_finger_that_the_panel_loses_for_a_frame_has_touched_once) {
    KeysOfEvents panel(layout_of(policy::SceneName::entry));
    const policy::PointMm five = middle_of(panel.layout, {policy::KeyAction::character, '5'});
    panel.feed(press(panel, five, 0, 83) + press(panel, {five.x + 0.5, five.y + 1}, 91, 165));
    EXPECT_EQ(panel.taps, 2);
    EXPECT_EQ(panel.keys, "5 ");
    // However often it is lost.
    panel.feed(press(panel, five, 1000, 1060) + press(panel, five, 1008 + 60, 1120) +
               press(panel, five, 1128, 1140) + press(panel, five, 1148, 1200));
    EXPECT_EQ(panel.keys, "5 5 ");
    EXPECT_EQ(panel.unclear, 0);
}

TEST(EventsToKeys, a_touch_that_begins_with_a_spark_is_still_one) {
    KeysOfEvents panel(layout_of(policy::SceneName::entry));
    const policy::PointMm five = middle_of(panel.layout, {policy::KeyAction::character, '5'});
    panel.feed(press(panel, five, 0, 10) + press(panel, five, 18, 100));
    EXPECT_EQ(panel.keys, "5 ");
}

TEST(EventsToKeys, a_controller_that_chatters_types_nothing) {
    KeysOfEvents panel(layout_of(policy::SceneName::entry));
    const policy::PointMm five = middle_of(panel.layout, {policy::KeyAction::character, '5'});
    for (int i = 0; i < 928; ++i) {
        panel.feed(press(panel, five, 16 * i, 16 * i + 8));
    }
    EXPECT_EQ(panel.taps, 928);
    EXPECT_EQ(panel.keys, "");
    EXPECT_EQ(panel.unclear, 0);
}

TEST(EventsToKeys, whoever_touches_twice_means_two_keys) {
    KeysOfEvents panel(layout_of(policy::SceneName::entry));
    const policy::PointMm five = middle_of(panel.layout, {policy::KeyAction::character, '5'});
    const policy::PointMm six = middle_of(panel.layout, {policy::KeyAction::character, '6'});
    panel.feed(press(panel, five, 0, 80) + press(panel, five, 140, 220));
    EXPECT_EQ(panel.keys, "5 5 ") << "quickly";
    panel.feed(press(panel, five, 1000, 1080) + press(panel, six, 1090, 1170));
    EXPECT_EQ(panel.keys, "5 5 5 6 ") << "with two fingers";
}

}  // namespace
}  // namespace tsuitate::tests
