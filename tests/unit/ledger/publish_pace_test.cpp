#include "daemon/ledger/publish_pace.hpp"

#include <gtest/gtest.h>

namespace tsuitate::ledger {
namespace {

using namespace std::chrono_literals;

TEST(PublishPace, a_burst_is_published_soon_after_its_last_record) {
    PublishPace pace;
    EXPECT_FALSE(pace.waits());
    const PublishPace::Moment start{};
    pace.appended(start);
    pace.appended(start + 100ms);
    EXPECT_TRUE(pace.waits());
    EXPECT_EQ(pace.due(), start + 350ms);
}

TEST(PublishPace, whatever_follows_the_first_record_waits_a_second_at_most) {
    PublishPace pace;
    const PublishPace::Moment start{};
    for (auto since = 0ms; since <= 5000ms; since += 100ms) {
        pace.appended(start + since);
        EXPECT_LE(pace.due(), start + 1000ms);
    }
}

TEST(PublishPace, what_was_published_no_longer_counts) {
    PublishPace pace;
    const PublishPace::Moment start{};
    pace.appended(start);
    pace.published();
    EXPECT_FALSE(pace.waits());
    pace.appended(start + 900ms);
    EXPECT_EQ(pace.due(), start + 1150ms);
}

}  // namespace
}  // namespace tsuitate::ledger
