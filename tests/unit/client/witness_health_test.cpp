// What a person hears of the witnesses, from what the courier writes.
#include "client/tsuitatectl/witnesses.hpp"

#include <gtest/gtest.h>

#include "audit/courier/status.hpp"

namespace tsuitate::tests {
namespace {

constexpr std::uint64_t noon = 1'795'000'000;

class WitnessHealth : public testing::Test {
  protected:
    std::vector<tsuitatectl::WitnessHealth> heard(std::int64_t later = 30) const {
        const std::vector<audit::Standing> standings = {standing};
        const std::string text = audit::status_text(list, standings, std::nullopt, noon);
        return tsuitatectl::witness_health_of(text, static_cast<std::int64_t>(noon) + later).value();
    }
    audit::WitnessList list{
        .interval = std::chrono::seconds(60),
        .longest_gap = std::chrono::seconds(3600),
        .witnesses = {{.name = "office", .host = "http://office", .path = "/", .key = {}}}};
    audit::Standing standing{.cosigned = audit::Checkpoint{.origin = "counter", .size = 12, .root = {}},
                             .cosigned_time = noon - 60};
};

TEST_F(WitnessHealth, a_fresh_signature_is_well) {
    ASSERT_EQ(heard().size(), 1U);
    EXPECT_TRUE(heard()[0].well);
    EXPECT_NE(heard()[0].sentence.find("12 records"), std::string::npos);
}

TEST_F(WitnessHealth, a_gap_and_a_conflict_are_not) {
    standing.cosigned_time = noon - 4000;
    EXPECT_FALSE(heard()[0].well);
    EXPECT_NE(heard()[0].sentence.find("no signature for too long"), std::string::npos);
    standing.cosigned_time = noon - 60;
    standing.trouble = audit::Trouble::conflict;
    standing.reason = "another root";
    EXPECT_FALSE(heard()[0].well);
    EXPECT_NE(heard()[0].sentence.find("CONFLICT"), std::string::npos);
}

TEST_F(WitnessHealth, a_courier_that_stopped_is_noticed) {
    EXPECT_TRUE(heard(119)[0].well);
    EXPECT_FALSE(heard(121)[0].well);
}

TEST_F(WitnessHealth, what_is_no_status_is_said_to_be_none) {
    for (const char* text : {"", "{}", "[]", "{\"witnesses\": 3, \"time\": 1}", "nonsense"}) {
        EXPECT_FALSE(tsuitatectl::witness_health_of(text, noon)) << text;
    }
}

}  // namespace
}  // namespace tsuitate::tests
