#include "daemon/wire/secret.hpp"

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cinttypes>
#include <cstdio>
#include <fstream>
#include <string>

namespace tsuitate::wire {
namespace {

// Every promise, once in each memory that secrets may lie in. The name of each test says which one ran.
class SecretTest : public testing::TestWithParam<SecretBacking> {
  protected:
    void SetUp() override {
        if (prepare_secret_memory(GetParam()) != GetParam()) {
            GTEST_SKIP() << "this kernel has no memfd_secret to give (secretmem.enable=1 switches it on)";
        }
    }
    void TearDown() override { prepare_secret_memory(); }
};

constexpr std::array<std::uint8_t, 4> four = {'1', '2', '3', '4'};

TEST_P(SecretTest, holds_what_was_appended_and_no_more_than_its_capacity) {
    Secret<4> secret;
    EXPECT_TRUE(secret.append(four));
    EXPECT_FALSE(secret.append('5'));
    EXPECT_FALSE(secret.append(four));
    EXPECT_TRUE(std::equal(four.begin(), four.end(), secret.expose().begin(), secret.expose().end()));
}

TEST_P(SecretTest, wiping_leaves_zeros_behind) {
    Secret<4> secret;
    ASSERT_TRUE(secret.append(four));
    const std::uint8_t* where = secret.expose().data();
    secret.wipe();
    EXPECT_TRUE(secret.empty());
    for (std::size_t i = 0; i < four.size(); ++i) {
        EXPECT_EQ(where[i], 0);
    }
}

TEST_P(SecretTest, taking_back_the_last_character_wipes_it) {
    Secret<4> secret;
    ASSERT_TRUE(secret.append(four));
    const std::uint8_t* where = secret.expose().data();
    secret.remove_last();
    EXPECT_EQ(secret.size(), 3U);
    EXPECT_EQ(where[3], 0);
}

TEST_P(SecretTest, moving_leaves_the_source_empty) {
    Secret<4> source;
    ASSERT_TRUE(source.append(four));
    Secret<4> target = std::move(source);
    EXPECT_TRUE(source.empty());  // NOLINT(bugprone-use-after-move): that is what is tested
    EXPECT_FALSE(source.append('1'));
    EXPECT_EQ(target.size(), 4U);
}

TEST_P(SecretTest, equality_looks_at_the_bytes) {
    Secret<4> left;
    Secret<8> right;
    ASSERT_TRUE(left.append(four));
    ASSERT_TRUE(right.append(four));
    EXPECT_TRUE(equal_in_constant_time(left, right));
    right.remove_last();
    EXPECT_FALSE(equal_in_constant_time(left, right));
}

TEST_P(SecretTest, reading_past_the_end_faults) {
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

// AddressSanitizer puts a function that does nothing in its place.
#if defined(__SANITIZE_ADDRESS__)
constexpr bool mlock_reaches_the_kernel = false;
#else
constexpr bool mlock_reaches_the_kernel = true;
#endif

// The mapping that an address lies in, as the kernel shows it: its first line, and the flags of its last.
struct Mapping {
    std::string line;
    std::string flags;
};

Mapping mapping_of(const void* address) {
    const auto wanted = reinterpret_cast<std::uintptr_t>(address);
    std::ifstream maps("/proc/self/smaps");
    Mapping found;
    for (std::string line; std::getline(maps, line);) {
        std::uintptr_t begin = 0;
        std::uintptr_t end = 0;
        if (std::sscanf(line.c_str(), "%" SCNxPTR "-%" SCNxPTR " ", &begin, &end) == 2 && wanted >= begin &&
            wanted < end) {
            found.line = line;
        } else if (!found.line.empty() && line.starts_with("VmFlags:")) {
            found.flags = line + " ";
            return found;
        }
    }
    return found;
}

TEST_P(SecretTest, lies_where_it_is_said_to_locked_and_left_out_of_core_dumps) {
    Secret<16> secret;
    const Mapping mapping = mapping_of(secret.expose().data());
    EXPECT_EQ(mapping.line.find("/secretmem") != std::string::npos, GetParam() == SecretBacking::memfd_secret)
        << mapping.line;
    // memfd_secret pages are locked by the kernel itself; the heap's by mlock.
    if (mlock_reaches_the_kernel || GetParam() == SecretBacking::memfd_secret) {
        EXPECT_NE(mapping.flags.find(" lo "), std::string::npos) << mapping.flags;
    }
    EXPECT_NE(mapping.flags.find(" dd "), std::string::npos) << mapping.flags;
    const std::string elsewhere(8192, 'x');
    EXPECT_EQ(mapping_of(elsewhere.data()).flags.find(" dd "), std::string::npos) << "control";
}

INSTANTIATE_TEST_SUITE_P(In, SecretTest,
                         testing::Values(SecretBacking::memfd_secret, SecretBacking::guarded_heap),
                         [](const auto& backing) {
                             return backing.param == SecretBacking::memfd_secret ? "memfd_secret"
                                                                                 : "guarded_heap";
                         });

}  // namespace
}  // namespace tsuitate::wire
