#include <sodium/crypto_hash_sha256.h>

#include "audit/tree/hash.hpp"

namespace tsuitate::audit {
namespace {

const std::uint8_t* bytes_of(std::string_view text) {
    return reinterpret_cast<const std::uint8_t*>(text.data());
}

}  // namespace

Hash leaf_hash(std::string_view entry) {
    crypto_hash_sha256_state state;
    crypto_hash_sha256_init(&state);
    crypto_hash_sha256_update(&state, &leaf_mark, 1);
    crypto_hash_sha256_update(&state, bytes_of(entry), entry.size());
    Hash hash{};
    crypto_hash_sha256_final(&state, hash.data());
    return hash;
}

Hash node_hash(const Hash& left, const Hash& right) {
    crypto_hash_sha256_state state;
    crypto_hash_sha256_init(&state);
    crypto_hash_sha256_update(&state, &node_mark, 1);
    crypto_hash_sha256_update(&state, left.data(), left.size());
    crypto_hash_sha256_update(&state, right.data(), right.size());
    Hash hash{};
    crypto_hash_sha256_final(&state, hash.data());
    return hash;
}

void leaf_hashes(std::span<const std::string_view> entries, std::span<Hash> hashes) {
    for (std::size_t i = 0; i < entries.size(); ++i) {
        hashes[i] = leaf_hash(entries[i]);
    }
}

void node_hashes(std::span<const Hash> children, std::span<Hash> nodes) {
    for (std::size_t i = 0; i < nodes.size(); ++i) {
        nodes[i] = node_hash(children[2 * i], children[2 * i + 1]);
    }
}

Hash sha256(std::string_view bytes) {
    Hash hash{};
    crypto_hash_sha256(hash.data(), bytes_of(bytes), bytes.size());
    return hash;
}

}  // namespace tsuitate::audit
