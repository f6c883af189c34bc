// Keys of signed notes (C2SP signed-note, tlog-cosignature), Ed25519 only.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace tsuitate::audit {

using PublicKey = std::array<std::uint8_t, 32>;
using Signature = std::array<std::uint8_t, 64>;
using KeySeed = std::array<std::uint8_t, 32>;

// What a signature signs: the text of the note, or (a witness) the text with the time of its signing.
enum class KeyUse : std::uint8_t { note = 0x01, cosignature = 0x04 };

// A public key with its name: "<name>+<key id>+<base64(use, public key)>".
struct VerifierKey {
    std::string name;
    KeyUse use = KeyUse::note;
    PublicKey key{};

    // First 4 bytes of SHA-256(name, 0Ah, use, key): a hint which key signed, no proof of anything.
    std::array<std::uint8_t, 4> id() const;
    std::string text() const;
    bool operator==(const VerifierKey&) const = default;
};

// Nothing when it is no such key, or its id does not fit.
std::optional<VerifierKey> verifier_key_of(std::string_view text);

// Names may hold anything but spaces, plus signs and control characters, and are not empty.
bool is_key_name(std::string_view name);

// A private key in guarded memory, which is wiped with it.
class SigningKey {
  public:
    static SigningKey made_anew();
    static SigningKey of_seed(const KeySeed& seed);
    ~SigningKey();
    SigningKey(SigningKey&& other) noexcept;
    SigningKey& operator=(SigningKey&& other) noexcept;
    SigningKey(const SigningKey&) = delete;
    SigningKey& operator=(const SigningKey&) = delete;

    PublicKey public_key() const;
    Signature sign(std::string_view message) const;
    // For keeping it sealed; the caller wipes it.
    KeySeed seed() const;

  private:
    SigningKey();
    std::uint8_t* secret_ = nullptr;  // 64 bytes, from sodium_malloc
};

bool verifies(const PublicKey& key, std::string_view message, const Signature& signature);

}  // namespace tsuitate::audit
