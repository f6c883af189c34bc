// Identity: the self-made RSA-2048 keys and certificates of the emulated card. Made anew, or kept in a folder
// so that test runs need not wait for prime numbers.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>

#include "tests/card/files.hpp"

struct evp_pkey_st;

namespace tsuitate::card_emulator {

// One private key with its certificate and the certificate of its issuer.
class Identity {
  public:
    // Throws std::runtime_error when OpenSSL fails or a kept file is broken.
    static Identity make(const std::string& common_name, const std::optional<std::filesystem::path>& keep_in);

    const Bytes& certificate() const { return certificate_; }
    const Bytes& issuer_certificate() const { return issuer_certificate_; }
    // PKCS#1 v1.5 over a DigestInfo; empty when it is too long.
    Bytes sign(const Bytes& digest_info) const;

  private:
    std::shared_ptr<evp_pkey_st> key_;
    Bytes certificate_;
    Bytes issuer_certificate_;
};

}  // namespace tsuitate::card_emulator
