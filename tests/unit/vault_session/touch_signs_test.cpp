#include "daemon/vault/session/touch_signs.hpp"

#include <gtest/gtest.h>

namespace tsuitate::vault {
namespace {

policy::Scene entry() {
    policy::Scene scene;
    scene.name = policy::SceneName::entry;
    scene.dots = 2;
    return scene;
}

TEST(TouchSigns, are_what_a_touch_that_was_taken_changes) {
    policy::Scene typed = entry();
    typed.dots = 3;
    typed.can_confirm = true;
    typed.taken = true;
    typed.seconds_to_act = 15;
    EXPECT_TRUE(differ_in_signs(entry(), typed));
    EXPECT_FALSE(differ_in_taken(entry(), typed));
    EXPECT_FALSE(differ_in_signs(entry(), entry()));
}

TEST(TouchSigns, that_a_touch_was_unclear_is_none_but_that_it_no_longer_is_one) {
    policy::Scene unclear = entry();
    unclear.unclear = true;
    EXPECT_FALSE(differ_in_signs(entry(), unclear));
    EXPECT_TRUE(differ_in_signs(unclear, entry()));
}

TEST(TouchSigns, are_not_what_a_key_leads_to) {
    policy::Scene help = entry();
    help.name = policy::SceneName::help;
    EXPECT_FALSE(differ_in_signs(entry(), help));
    policy::Scene dark = entry();
    dark.dots = 3;
    dark.appearance = policy::Appearance::dark;
    EXPECT_FALSE(differ_in_signs(entry(), dark));
}

TEST(TouchSigns, the_end_of_taken_is_told_from_all_others) {
    policy::Scene taken = entry();
    taken.taken = true;
    EXPECT_TRUE(differ_in_taken(taken, entry()));
    EXPECT_FALSE(differ_in_taken(taken, taken));
    taken.dots = 1;
    EXPECT_FALSE(differ_in_taken(taken, entry()));
}

}  // namespace
}  // namespace tsuitate::vault
