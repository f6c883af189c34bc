// Hash: SHA-256 as RFC 6962 section 2.1 uses it. Two libraries implement this header: tsuitate_sha256_sodium
// for roles that hash little, and tsuitate_sha256_crypto for the ledger and the offline tools, several times
// faster where the processor has SHA instructions or AVX-512.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>

namespace tsuitate::audit {

using Hash = std::array<std::uint8_t, 32>;

// What goes before the bytes of a leaf and of a node, so that neither can be taken for the other.
inline constexpr std::uint8_t leaf_mark = 0;
inline constexpr std::uint8_t node_mark = 1;

// Of a leaf: SHA-256(00h, entry).
Hash leaf_hash(std::string_view entry);
// Of an inner node: SHA-256(01h, left, right).
Hash node_hash(const Hash& left, const Hash& right);
// Of many leaves, and of the nodes above many: nodes[i] is above children[2 i] and children[2 i + 1], and may
// take the place of children that lie before these. Several times faster than one by one where the library
// and the processor can. Precondition: as many hashes as entries, twice as many children as nodes.
void leaf_hashes(std::span<const std::string_view> entries, std::span<Hash> hashes);
void node_hashes(std::span<const Hash> children, std::span<Hash> nodes);
// Of these bytes alone.
Hash sha256(std::string_view bytes);

// The root of a tree without leaves.
inline Hash empty_root() {
    return sha256({});
}

}  // namespace tsuitate::audit
