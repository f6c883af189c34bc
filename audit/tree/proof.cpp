#include "audit/tree/proof.hpp"

#include <bit>

namespace tsuitate::audit {
namespace {

// The largest power of two below n; n > 1.
std::uint64_t split(std::uint64_t n) {
    return std::bit_floor(n - 1);
}

// Adds the root of a side of the tree to the proof.
bool append_root(std::uint64_t begin, std::uint64_t end, const ReadNode& read, Proof& proof) {
    const auto root = root_of(begin, end, read);
    if (root) {
        proof.push_back(*root);
    }
    return root.has_value();
}

// SUBPROOF of RFC 6962 over the leaves from begin to end: `old_end` is where the old tree ended, `whole`
// whether the verifier knows the root of the old tree's part of it already.
bool append_subproof(std::uint64_t old_end, std::uint64_t begin, std::uint64_t end, bool whole,
                     const ReadNode& read, Proof& proof) {
    if (old_end == end) {
        return whole || append_root(begin, end, read, proof);
    }
    const std::uint64_t middle = begin + split(end - begin);
    if (old_end <= middle) {
        return append_subproof(old_end, begin, middle, whole, read, proof) &&
               append_root(middle, end, read, proof);
    }
    return append_subproof(old_end, middle, end, false, read, proof) &&
           append_root(begin, middle, read, proof);
}

}  // namespace

std::optional<Hash> root_of(std::uint64_t begin, std::uint64_t end, const ReadNode& read) {
    const std::uint64_t count = end - begin;
    if (std::has_single_bit(count)) {
        const auto level = static_cast<unsigned>(std::countr_zero(count));
        return read(Node{.level = level, .index = begin >> level});
    }
    const std::uint64_t middle = begin + split(count);
    const auto left = root_of(begin, middle, read);
    const auto right = left ? root_of(middle, end, read) : std::nullopt;
    return right ? std::optional(node_hash(*left, *right)) : std::nullopt;
}

std::optional<Proof> inclusion_proof(std::uint64_t index, std::uint64_t size, const ReadNode& read) {
    Proof from_the_root;
    std::uint64_t begin = 0;
    std::uint64_t end = size;
    while (end - begin > 1) {
        const std::uint64_t middle = begin + split(end - begin);
        const bool left = index < middle;
        if (!append_root(left ? middle : begin, left ? end : middle, read, from_the_root)) {
            return std::nullopt;
        }
        (left ? end : begin) = middle;
    }
    return Proof(from_the_root.rbegin(), from_the_root.rend());
}

std::optional<Proof> consistency_proof(std::uint64_t old_size, std::uint64_t size, const ReadNode& read) {
    Proof proof;
    if (!append_subproof(old_size, 0, size, true, read, proof)) {
        return std::nullopt;
    }
    return proof;
}

bool is_included(const Hash& leaf, std::uint64_t index, std::uint64_t size, const Hash& root,
                 std::span<const Hash> proof) {
    if (index >= size) {
        return false;
    }
    std::uint64_t node = index;
    std::uint64_t last = size - 1;
    Hash hash = leaf;
    for (const Hash& sibling : proof) {
        if (last == 0) {
            return false;
        }
        if ((node & 1U) != 0 || node == last) {
            hash = node_hash(sibling, hash);
            const auto skipped = (node & 1U) != 0 || node == 0 ? 0 : std::countr_zero(node);
            node >>= static_cast<unsigned>(skipped);
            last >>= static_cast<unsigned>(skipped);
        } else {
            hash = node_hash(hash, sibling);
        }
        node >>= 1U;
        last >>= 1U;
    }
    return last == 0 && hash == root;
}

bool is_consistent(std::uint64_t old_size, const Hash& old_root, std::uint64_t size, const Hash& root,
                   std::span<const Hash> proof) {
    if (old_size > size) {
        return false;
    }
    if (old_size == 0) {
        return proof.empty() && old_root == empty_root();
    }
    if (old_size == size) {
        return proof.empty() && old_root == root;
    }
    // The old root is the first hash of the proof, unless the old tree is a complete subtree.
    const bool complete = std::has_single_bit(old_size);
    if (!complete && proof.empty()) {
        return false;
    }
    const auto rest = complete ? proof : proof.subspan(1);
    Hash old_hash = complete ? old_root : proof.front();
    Hash hash = old_hash;
    const auto shared = static_cast<unsigned>(std::countr_one(old_size - 1));
    std::uint64_t node = (old_size - 1) >> shared;
    std::uint64_t last = (size - 1) >> shared;
    for (const Hash& sibling : rest) {
        if (last == 0) {
            return false;
        }
        if ((node & 1U) != 0 || node == last) {
            old_hash = node_hash(sibling, old_hash);
            hash = node_hash(sibling, hash);
            const auto skipped = (node & 1U) != 0 || node == 0 ? 0 : std::countr_zero(node);
            node >>= static_cast<unsigned>(skipped);
            last >>= static_cast<unsigned>(skipped);
        } else {
            hash = node_hash(hash, sibling);
        }
        node >>= 1U;
        last >>= 1U;
    }
    return last == 0 && old_hash == old_root && hash == root;
}

}  // namespace tsuitate::audit
