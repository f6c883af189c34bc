// The low-level functions of libcrypto: OpenSSL 3 calls them deprecated, but its EVP interface costs more
// than the hash itself on records of some hundred bytes.
#define OPENSSL_SUPPRESS_DEPRECATED
#include <openssl/sha.h>

#include "audit/tree/hash.hpp"

namespace tsuitate::audit {
namespace {

constexpr std::uint8_t leaf_mark = 0;
constexpr std::uint8_t node_mark = 1;

}  // namespace

Hash leaf_hash(std::string_view entry) {
    SHA256_CTX state;
    SHA256_Init(&state);
    SHA256_Update(&state, &leaf_mark, 1);
    SHA256_Update(&state, entry.data(), entry.size());
    Hash hash;
    SHA256_Final(hash.data(), &state);
    return hash;
}

Hash node_hash(const Hash& left, const Hash& right) {
    SHA256_CTX state;
    SHA256_Init(&state);
    SHA256_Update(&state, &node_mark, 1);
    SHA256_Update(&state, left.data(), left.size());
    SHA256_Update(&state, right.data(), right.size());
    Hash hash;
    SHA256_Final(hash.data(), &state);
    return hash;
}

Hash sha256(std::string_view bytes) {
    Hash hash;
    SHA256(reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size(), hash.data());
    return hash;
}

}  // namespace tsuitate::audit
