#include "policy/decoder/decay.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace tsuitate::policy {
namespace {

TEST(Decay, is_that_of_the_c_library_to_ten_digits) {
    for (double x = 0; x <= most_decay; x += 0.00371) {
        ASSERT_NEAR(decay(x) / std::exp(-x), 1, 1e-10) << x;
    }
    EXPECT_EQ(decay(0), 1);
    EXPECT_NEAR(decay(most_decay) / std::exp(-most_decay), 1, 1e-10);
    EXPECT_NEAR(decay(1e-300), 1, 1e-15);
}

}  // namespace
}  // namespace tsuitate::policy
