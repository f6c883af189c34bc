// The hashes of many at once are those of each alone.
#include "audit/tree/hash.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include "audit/tree/sha256_lanes.hpp"
#include "audit/tree/tile_nodes.hpp"

namespace {

using namespace tsuitate::audit;

std::vector<std::string> entries_of_sizes(const std::vector<std::size_t>& sizes) {
    std::mt19937 random(7);
    std::vector<std::string> entries;
    for (const std::size_t size : sizes) {
        std::string entry(size, ' ');
        std::generate(entry.begin(), entry.end(), [&] { return static_cast<char>(random()); });
        entries.push_back(std::move(entry));
    }
    return entries;
}

using LeafHashes = void (*)(std::span<const std::string_view>, std::span<Hash>);

void expect_each_alone(const std::vector<std::string>& entries, LeafHashes together = leaf_hashes) {
    const std::vector<std::string_view> views(entries.begin(), entries.end());
    std::vector<Hash> hashes(views.size());
    together(views, hashes);
    for (std::size_t i = 0; i < views.size(); ++i) {
        EXPECT_EQ(hashes[i], leaf_hash(views[i])) << "entry " << i << " of " << views[i].size() << " bytes";
    }
}

// Each way on its own, as far as this processor can.
class Lanes : public ::testing::TestWithParam<const LaneHashing*> {
  protected:
    void SetUp() override {
        if (!GetParam()->possible()) {
            GTEST_SKIP() << "this processor has not the instructions";
        }
    }
};

INSTANTIATE_TEST_SUITE_P(, Lanes, ::testing::Values(&four_lanes(), &sixteen_lanes()), [](const auto& lanes) {
    return std::string(lanes.param == &four_lanes() ? "four" : "sixteen");
});

TEST_P(Lanes, LeavesOfEverySizeAroundTheBlocks) {
    std::vector<std::size_t> sizes(longest_in_a_lane + 1);
    for (std::size_t size = 0; size < sizes.size(); ++size) {
        sizes[size] = size;
    }
    expect_each_alone(entries_of_sizes(sizes), GetParam()->leaf_hashes);
}

TEST_P(Lanes, LeavesOfMixedSizesInAnyNumber) {
    std::mt19937 random(11);
    for (std::size_t count = 0; count < 40; ++count) {
        std::vector<std::size_t> sizes(count);
        std::generate(sizes.begin(), sizes.end(), [&] { return random() % (longest_in_a_lane + 1); });
        expect_each_alone(entries_of_sizes(sizes), GetParam()->leaf_hashes);
    }
}

TEST(HashesOfMany, LeavesTooLongForALane) {
    expect_each_alone(entries_of_sizes({5, longest_in_a_lane + 1, 0xffff, 100}));
}

TEST(HashesOfMany, AreTheSameWhateverTheProcessorCan) {
    for (std::size_t count = 0; count < 40; ++count) {
        expect_each_alone(entries_of_sizes(std::vector<std::size_t>(count, 7 * count)));
        std::vector<Hash> children(2 * count);
        std::vector<Hash> nodes(count);
        node_hashes(children, nodes);
        for (const Hash& node : nodes) {
            EXPECT_EQ(node, node_hash(Hash{}, Hash{}));
        }
    }
}

TEST(HashesOfMany, ATileHasTheRootOfEachOfItsBeginnings) {
    std::vector<Hash> leaves;
    Edge edge;
    TileTree tree;
    for (std::size_t count = 1; count <= tile_width; ++count) {
        leaves.push_back(sha256(std::to_string(count)));
        edge.add(leaves.back());
        tree.put(leaves);
        EXPECT_EQ(tree.root(), edge.root()) << count << " leaves";
        EXPECT_EQ(root_of_leaves(leaves), edge.root()) << count << " leaves";
    }
    Edge beginning;
    for (std::size_t count = 1; count <= tile_width; ++count) {
        beginning.add(leaves[count - 1]);
        EXPECT_EQ(tree.root_of(count), beginning.root()) << "the first " << count << " leaves";
    }
}

TEST_P(Lanes, NodesMayTakeThePlaceOfTheirChildren) {
    for (std::size_t count = 0; count < 130; ++count) {
        std::vector<Hash> hashes(2 * count);
        for (std::size_t i = 0; i < hashes.size(); ++i) {
            hashes[i] = sha256(std::to_string(i));
        }
        std::vector<Hash> expected;
        for (std::size_t i = 0; i < count; ++i) {
            expected.push_back(node_hash(hashes[2 * i], hashes[2 * i + 1]));
        }
        GetParam()->node_hashes(hashes, {hashes.data(), count});
        hashes.resize(count);
        EXPECT_EQ(hashes, expected);
    }
}

}  // namespace
