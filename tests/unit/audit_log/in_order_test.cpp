// Work in several threads: all of it is done, in its order where one is promised, and what fails is heard by
// the one who asked, while nobody waits for it for ever.
#include "audit/log/in_order.hpp"

#include <gtest/gtest.h>

#include <new>

namespace tsuitate::tests {
namespace {

constexpr std::uint64_t pieces = 200;

class InOrder : public ::testing::TestWithParam<unsigned> {};
INSTANTIATE_TEST_SUITE_P(Threads, InOrder, ::testing::Values(1, 2, 5));

TEST_P(InOrder, ResultsAreTakenInTheOrderOfTheirNumbers) {
    std::vector<std::uint64_t> taken;
    audit::in_order(
        GetParam(), pieces,
        [] {
            return
                [result = std::uint64_t{0}](std::uint64_t i) mutable -> std::uint64_t& { return result = i; };
        },
        [&](std::uint64_t result) { taken.push_back(result); });
    ASSERT_EQ(taken.size(), pieces);
    for (std::uint64_t i = 0; i < pieces; ++i) {
        EXPECT_EQ(taken[i], i);
    }
}

TEST_P(InOrder, AllIsDoneInAnyOrder) {
    std::vector<std::uint8_t> done(pieces, 0);
    audit::in_parallel(GetParam(), pieces, [&](std::uint64_t i) { ++done[i]; });
    EXPECT_EQ(done, std::vector<std::uint8_t>(pieces, 1));
}

TEST_P(InOrder, WhatFailsAtWorkIsHeardAndEndsIt) {
    for (const std::uint64_t failing : {std::uint64_t{0}, std::uint64_t{7}, pieces - 1}) {
        const auto work = [&](std::uint64_t i) {
            if (i == failing) {
                throw std::bad_alloc();
            }
        };
        EXPECT_THROW(audit::in_parallel(GetParam(), pieces, work), std::bad_alloc);
        std::uint64_t taken = 0;
        const auto make_worker = [&] {
            return [&, result = std::uint64_t{0}](std::uint64_t i) mutable -> std::uint64_t& {
                work(i);
                return result = i;
            };
        };
        EXPECT_THROW(audit::in_order(GetParam(), pieces, make_worker, [&](std::uint64_t) { ++taken; }),
                     std::bad_alloc);
        EXPECT_LE(taken, failing);
    }
}

TEST_P(InOrder, WhatFailsWhenItIsTakenIsHeardAndEndsIt) {
    std::uint64_t taken = 0;
    const auto make_worker = [] {
        return [result = std::uint64_t{0}](std::uint64_t i) mutable -> std::uint64_t& { return result = i; };
    };
    const auto take = [&](std::uint64_t result) {
        if (result == 9) {
            throw std::bad_alloc();
        }
        ++taken;
    };
    EXPECT_THROW(audit::in_order(GetParam(), pieces, make_worker, take), std::bad_alloc);
    EXPECT_EQ(taken, 9U);
}

}  // namespace
}  // namespace tsuitate::tests
