#include "audit/note/key.hpp"

#include <sodium/core.h>
#include <sodium/crypto_sign_ed25519.h>
#include <sodium/utils.h>

#include <algorithm>
#include <new>
#include <utility>
#include <vector>

#include "audit/note/base64.hpp"
#include "audit/tree/hash.hpp"

namespace tsuitate::audit {
namespace {

std::string bytes_of_key(const VerifierKey& key) {
    std::string bytes(1, static_cast<char>(key.use));
    bytes.append(key.key.begin(), key.key.end());
    return bytes;
}

std::string in_hexadecimal(const std::array<std::uint8_t, 4>& id) {
    constexpr std::string_view digits = "0123456789abcdef";
    std::string text;
    for (const std::uint8_t byte : id) {
        text += digits[byte >> 4U];
        text += digits[byte & 0x0fU];
    }
    return text;
}

}  // namespace

std::array<std::uint8_t, 4> VerifierKey::id() const {
    const Hash hash = sha256(name + "\n" + bytes_of_key(*this));
    return {hash[0], hash[1], hash[2], hash[3]};
}

std::string VerifierKey::text() const {
    const std::string bytes = bytes_of_key(*this);
    return name + "+" + in_hexadecimal(id()) + "+" +
           to_base64({reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size()});
}

std::optional<VerifierKey> verifier_key_of(std::string_view text) {
    const std::size_t first = text.find('+');
    const std::size_t second = first == std::string_view::npos ? first : text.find('+', first + 1);
    if (second == std::string_view::npos) {
        return std::nullopt;
    }
    const auto bytes = from_base64(text.substr(second + 1));
    VerifierKey key{.name = std::string(text.substr(0, first))};
    if (!is_key_name(key.name) || !bytes || bytes->size() != 1 + key.key.size()) {
        return std::nullopt;
    }
    key.use = static_cast<KeyUse>(bytes->front());
    std::copy(bytes->begin() + 1, bytes->end(), key.key.begin());
    const bool known = key.use == KeyUse::note || key.use == KeyUse::cosignature;
    const bool fits = in_hexadecimal(key.id()) == text.substr(first + 1, second - first - 1);
    return known && fits ? std::optional(std::move(key)) : std::nullopt;
}

bool is_key_name(std::string_view name) {
    return !name.empty() && std::none_of(name.begin(), name.end(), [](char character) {
        const auto code = static_cast<unsigned char>(character);
        return code <= ' ' || code == 0x7f || character == '+';
    });
}

SigningKey::SigningKey() {
    if (sodium_init() < 0) {
        throw std::bad_alloc();
    }
    secret_ = static_cast<std::uint8_t*>(sodium_malloc(crypto_sign_ed25519_SECRETKEYBYTES));
    if (secret_ == nullptr) {
        throw std::bad_alloc();
    }
}

SigningKey SigningKey::made_anew() {
    SigningKey key;
    PublicKey unused{};
    crypto_sign_ed25519_keypair(unused.data(), key.secret_);
    return key;
}

SigningKey SigningKey::of_seed(const KeySeed& seed) {
    SigningKey key;
    PublicKey unused{};
    crypto_sign_ed25519_seed_keypair(unused.data(), key.secret_, seed.data());
    return key;
}

SigningKey::~SigningKey() {
    sodium_free(secret_);
}

SigningKey::SigningKey(SigningKey&& other) noexcept : secret_(std::exchange(other.secret_, nullptr)) {}

SigningKey& SigningKey::operator=(SigningKey&& other) noexcept {
    std::swap(secret_, other.secret_);
    return *this;
}

PublicKey SigningKey::public_key() const {
    PublicKey key{};
    crypto_sign_ed25519_sk_to_pk(key.data(), secret_);
    return key;
}

Signature SigningKey::sign(std::string_view message) const {
    Signature signature{};
    crypto_sign_ed25519_detached(signature.data(), nullptr,
                                 reinterpret_cast<const std::uint8_t*>(message.data()), message.size(),
                                 secret_);
    return signature;
}

KeySeed SigningKey::seed() const {
    KeySeed seed{};
    crypto_sign_ed25519_sk_to_seed(seed.data(), secret_);
    return seed;
}

bool verifies(const PublicKey& key, std::string_view message, const Signature& signature) {
    return crypto_sign_ed25519_verify_detached(signature.data(),
                                               reinterpret_cast<const std::uint8_t*>(message.data()),
                                               message.size(), key.data()) == 0;
}

}  // namespace tsuitate::audit
