#include "daemon/front/permission.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

namespace tsuitate::front {
namespace {

bool nobody(std::uint32_t, const std::string&) {
    return false;
}
bool everybody(std::uint32_t, const std::string&) {
    return true;
}

TEST(Permission, without_polkit_members_of_the_group_may) {
    std::string asked_group;
    std::uint32_t asked_uid = 0;
    const GroupLookup lookup = [&](std::uint32_t uid, const std::string& group) {
        asked_uid = uid;
        asked_group = group;
        return uid == 1000;
    };
    EXPECT_TRUE(allowed_without_polkit(1000, "counter", lookup));
    EXPECT_EQ(asked_group, "counter");
    EXPECT_FALSE(allowed_without_polkit(1001, "counter", lookup));
    EXPECT_EQ(asked_uid, 1001U);
}

TEST(Permission, without_polkit_root_may) {
    EXPECT_TRUE(allowed_without_polkit(0, "counter", nobody));
    EXPECT_TRUE(allowed_without_polkit(0, "", nobody));
}

TEST(Permission, without_polkit_and_group_nobody_else_may) {
    EXPECT_FALSE(allowed_without_polkit(1000, "", everybody));
}

TEST(Permission, a_polkit_in_trouble_is_not_an_absent_one) {
    EXPECT_TRUE(means_no_polkit("org.freedesktop.DBus.Error.ServiceUnknown"));
    EXPECT_TRUE(means_no_polkit("org.freedesktop.DBus.Error.NameHasNoOwner"));
    for (const char* error :
         {"", "org.freedesktop.PolicyKit1.Error.Failed", "org.freedesktop.DBus.Error.NoReply",
          "org.freedesktop.DBus.Error.Timeout", "org.freedesktop.DBus.Error.AccessDenied",
          "org.freedesktop.DBus.Error.LimitsExceeded"}) {
        EXPECT_FALSE(means_no_polkit(error)) << error;
    }
}

TEST(Permission, the_user_database_knows_root_and_not_strangers) {
    EXPECT_TRUE(is_member(0, "root"));
    EXPECT_FALSE(is_member(0, "no-such-group"));
    EXPECT_FALSE(is_member(4'000'000'001U, "root"));
}

}  // namespace
}  // namespace tsuitate::front
