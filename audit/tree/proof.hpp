// Proofs: that a leaf is in a tree, and that a tree is the continuation of a smaller one (RFC 6962
// sections 2.1.1 and 2.1.2; verified as in RFC 9162 sections 2.1.3.2 and 2.1.4.2).
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <vector>

#include "audit/tree/merkle.hpp"

namespace tsuitate::audit {

using Proof = std::vector<Hash>;

// Gives the hash of a complete subtree, or nothing where it cannot be read.
using ReadNode = std::function<std::optional<Hash>(const Node&)>;

// The root of the leaves from `begin` to before `end`; `begin` a multiple of the largest power of two below
// their number, as every left and right side of a tree is. Nothing where a node cannot be read.
std::optional<Hash> root_of(std::uint64_t begin, std::uint64_t end, const ReadNode& read);

// Preconditions: index < size; 0 < old_size <= size. Nothing where a node cannot be read.
std::optional<Proof> inclusion_proof(std::uint64_t index, std::uint64_t size, const ReadNode& read);
std::optional<Proof> consistency_proof(std::uint64_t old_size, std::uint64_t size, const ReadNode& read);

// Whether the proof holds; false for any numbers that make no sense. A tree is consistent with the empty one
// and with itself by an empty proof.
bool is_included(const Hash& leaf, std::uint64_t index, std::uint64_t size, const Hash& root,
                 std::span<const Hash> proof);
bool is_consistent(std::uint64_t old_size, const Hash& old_root, std::uint64_t size, const Hash& root,
                   std::span<const Hash> proof);

}  // namespace tsuitate::audit
