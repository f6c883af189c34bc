// Merkle: the tree of RFC 6962 section 2.1, as far as adding leaves and knowing the root needs it.
#pragma once

#include <cstdint>
#include <functional>
#include <utility>
#include <vector>

#include "audit/tree/hash.hpp"

namespace tsuitate::audit {

// A complete subtree: of 2^level leaves, the first of which is index * 2^level.
struct Node {
    unsigned level = 0;
    std::uint64_t index = 0;
};

// The right edge of a tree: the roots of its complete subtrees, from the largest (left) to the smallest. This
// is all that is needed to add leaves and to compute the root.
class Edge {
  public:
    // Called with each node that becomes complete, leaves (level 0) included.
    using OnNode = std::function<void(const Node&, const Hash&)>;

    Edge() = default;
    // Precondition: as many subtrees as `size` has one bits, the largest first.
    Edge(std::uint64_t size, std::vector<Hash> subtrees) : subtrees_(std::move(subtrees)), size_(size) {}

    void add(const Hash& leaf, const OnNode& on_node = {});
    std::uint64_t size() const { return size_; }
    Hash root() const;

  private:
    std::vector<Hash> subtrees_;
    std::uint64_t size_ = 0;
};

}  // namespace tsuitate::audit
