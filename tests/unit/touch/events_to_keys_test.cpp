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

}  // namespace
}  // namespace tsuitate::tests
