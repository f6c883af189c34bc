#include "daemon/wire/secret.hpp"

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>

namespace tsuitate::wire {
namespace {

class SecretTest : public testing::Test {
  protected:
    static void SetUpTestSuite() { prepare_secret_memory(); }
};

constexpr std::array<std::uint8_t, 4> four = {'1', '2', '3', '4'};

TEST_F(SecretTest, holds_what_was_appended_and_no_more_than_its_capacity) {
    Secret<4> secret;
    EXPECT_TRUE(secret.append(four));
    EXPECT_FALSE(secret.append('5'));
    EXPECT_FALSE(secret.append(four));
    EXPECT_TRUE(std::equal(four.begin(), four.end(), secret.expose().begin(), secret.expose().end()));
}

TEST_F(SecretTest, wiping_leaves_zeros_behind) {
    Secret<4> secret;
    ASSERT_TRUE(secret.append(four));
    const std::uint8_t* where = secret.expose().data();
    secret.wipe();
    EXPECT_TRUE(secret.empty());
    for (std::size_t i = 0; i < four.size(); ++i) {
        EXPECT_EQ(where[i], 0);
    }
}

TEST_F(SecretTest, taking_back_the_last_character_wipes_it) {
    Secret<4> secret;
    ASSERT_TRUE(secret.append(four));
    const std::uint8_t* where = secret.expose().data();
    secret.remove_last();
    EXPECT_EQ(secret.size(), 3U);
    EXPECT_EQ(where[3], 0);
}

TEST_F(SecretTest, moving_leaves_the_source_empty) {
    Secret<4> source;
    ASSERT_TRUE(source.append(four));
    Secret<4> target = std::move(source);
    EXPECT_TRUE(source.empty());  // NOLINT(bugprone-use-after-move): that is what is tested
    EXPECT_FALSE(source.append('1'));
    EXPECT_EQ(target.size(), 4U);
}

TEST_F(SecretTest, equality_looks_at_the_bytes) {
    Secret<4> left;
    Secret<8> right;
    ASSERT_TRUE(left.append(four));
    ASSERT_TRUE(right.append(four));
    EXPECT_TRUE(equal_in_constant_time(left, right));
    right.remove_last();
    EXPECT_FALSE(equal_in_constant_time(left, right));
}

TEST_F(SecretTest, reading_past_the_end_faults) {
    const pid_t child = fork();
    if (child == 0) {
        Secret<16> secret;
        const volatile std::uint8_t* data = secret.expose().data();
        [[maybe_unused]] const std::uint8_t byte = data[16];
        _exit(0);
    }
    int status = 0;
    ASSERT_EQ(waitpid(child, &status, 0), child);
    // Killed by SIGSEGV, or ended by the sanitizer which reports it.
    EXPECT_FALSE(WIFEXITED(status) && WEXITSTATUS(status) == 0);
}

}  // namespace
}  // namespace tsuitate::wire
