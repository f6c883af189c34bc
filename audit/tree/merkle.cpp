#include "audit/tree/merkle.hpp"

namespace tsuitate::audit {

void Edge::add(const Hash& leaf, const OnNode& on_node) {
    Hash hash = leaf;
    Node node{.level = 0, .index = size_};
    if (on_node) {
        on_node(node, hash);
    }
    // Each trailing one bit of the size is a complete subtree as large as what has been put together.
    for (std::uint64_t rest = size_; (rest & 1U) != 0; rest >>= 1U) {
        hash = node_hash(subtrees_.back(), hash);
        subtrees_.pop_back();
        node = {.level = node.level + 1, .index = node.index >> 1U};
        if (on_node) {
            on_node(node, hash);
        }
    }
    subtrees_.push_back(hash);
    ++size_;
}

Hash Edge::root() const {
    if (subtrees_.empty()) {
        return empty_root();
    }
    Hash root = subtrees_.back();
    for (auto left = subtrees_.rbegin() + 1; left != subtrees_.rend(); ++left) {
        root = node_hash(*left, root);
    }
    return root;
}

}  // namespace tsuitate::audit
