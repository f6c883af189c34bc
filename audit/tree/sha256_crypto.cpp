// The low-level functions of libcrypto: OpenSSL 3 calls them deprecated, but its EVP interface costs more
// than the hash itself on records of some hundred bytes.
#define OPENSSL_SUPPRESS_DEPRECATED
#include <openssl/sha.h>

#include <algorithm>
#include <array>
#include <cstring>

#include "audit/tree/hash.hpp"
#include "audit/tree/sha256_lanes.hpp"

namespace tsuitate::audit {

// In one piece: what comes in several is copied through the context's buffer and hashed block by block.
Hash leaf_hash(std::string_view entry) {
    constexpr std::size_t usual = 1024;
    SHA256_CTX state;
    SHA256_Init(&state);
    if (entry.size() < usual) {
        std::array<std::uint8_t, usual> piece;
        piece[0] = leaf_mark;
        std::memcpy(piece.data() + 1, entry.data(), entry.size());
        SHA256_Update(&state, piece.data(), 1 + entry.size());
    } else {
        SHA256_Update(&state, &leaf_mark, 1);
        SHA256_Update(&state, entry.data(), entry.size());
    }
    Hash hash;
    SHA256_Final(hash.data(), &state);
    return hash;
}

Hash node_hash(const Hash& left, const Hash& right) {
    std::array<std::uint8_t, 1 + 2 * sizeof(Hash)> piece;
    piece[0] = node_mark;
    std::memcpy(piece.data() + 1, left.data(), left.size());
    std::memcpy(piece.data() + 1 + left.size(), right.data(), right.size());
    SHA256_CTX state;
    SHA256_Init(&state);
    SHA256_Update(&state, piece.data(), piece.size());
    Hash hash;
    SHA256_Final(hash.data(), &state);
    return hash;
}

void leaf_hashes(std::span<const std::string_view> entries, std::span<Hash> hashes) {
    const LaneHashing* lanes = fastest_lanes(entries.size());
    const bool short_enough = std::all_of(
        entries.begin(), entries.end(), [](const auto& entry) { return entry.size() <= longest_in_a_lane; });
    if (lanes != nullptr && short_enough) {
        lanes->leaf_hashes(entries, hashes);
        return;
    }
    for (std::size_t i = 0; i < entries.size(); ++i) {
        hashes[i] = leaf_hash(entries[i]);
    }
}

void node_hashes(std::span<const Hash> children, std::span<Hash> nodes) {
    if (const LaneHashing* lanes = fastest_lanes(nodes.size())) {
        lanes->node_hashes(children, nodes);
        return;
    }
    for (std::size_t i = 0; i < nodes.size(); ++i) {
        nodes[i] = node_hash(children[2 * i], children[2 * i + 1]);
    }
}

Hash sha256(std::string_view bytes) {
    Hash hash;
    SHA256(reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size(), hash.data());
    return hash;
}

}  // namespace tsuitate::audit
