#include "tests/card/identity.hpp"

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>
#include <openssl/x509.h>

#include <cstdio>
#include <stdexcept>

namespace tsuitate::card_emulator {
namespace {

using Key = std::shared_ptr<EVP_PKEY>;
using Certificate = std::shared_ptr<X509>;

constexpr unsigned key_bits = 2048;
constexpr long one_day = 24L * 60 * 60;

struct CloseFile {
    void operator()(std::FILE* file) const { std::fclose(file); }
};
using OpenFile = std::unique_ptr<std::FILE, CloseFile>;

Key new_key() {
    Key key(EVP_RSA_gen(key_bits), EVP_PKEY_free);
    if (!key) {
        throw std::runtime_error("OpenSSL makes no RSA key");
    }
    return key;
}

Key kept_or_new_key(const std::filesystem::path& path) {
    if (OpenFile file{std::fopen(path.c_str(), "re")}) {
        Key key(PEM_read_PrivateKey(file.get(), nullptr, nullptr, nullptr), EVP_PKEY_free);
        if (!key) {
            throw std::runtime_error("not a private key in PEM form: " + path.string());
        }
        return key;
    }
    Key key = new_key();
    std::filesystem::create_directories(path.parent_path());
    const std::filesystem::path temporary = path.string() + ".new" + std::to_string(std::rand());
    OpenFile file{std::fopen(temporary.c_str(), "we")};
    if (!file || PEM_write_PrivateKey(file.get(), key.get(), nullptr, nullptr, 0, nullptr, nullptr) != 1) {
        throw std::runtime_error("cannot write " + temporary.string());
    }
    file.reset();
    std::filesystem::rename(temporary, path);
    return key;
}

void set_name(X509_NAME* name, const std::string& common_name) {
    const auto add = [name](const char* field, const std::string& value) {
        X509_NAME_add_entry_by_txt(name, field, MBSTRING_UTF8,
                                   reinterpret_cast<const unsigned char*>(value.data()),
                                   static_cast<int>(value.size()), -1, 0);
    };
    add("C", "JP");
    add("O", "Tsuitate test card");
    add("CN", common_name);
}

Certificate certify(const Key& key, const std::string& subject, const Key& issuer_key,
                    const std::string& issuer, long serial) {
    Certificate certificate(X509_new(), X509_free);
    X509_set_version(certificate.get(), X509_VERSION_3);
    ASN1_INTEGER_set(X509_get_serialNumber(certificate.get()), serial);
    X509_gmtime_adj(X509_getm_notBefore(certificate.get()), -one_day);
    X509_gmtime_adj(X509_getm_notAfter(certificate.get()), 3650 * one_day);
    set_name(X509_get_subject_name(certificate.get()), subject);
    set_name(X509_get_issuer_name(certificate.get()), issuer);
    X509_set_pubkey(certificate.get(), key.get());
    if (X509_sign(certificate.get(), issuer_key.get(), EVP_sha256()) == 0) {
        throw std::runtime_error("OpenSSL does not sign a certificate");
    }
    return certificate;
}

Bytes der(const Certificate& certificate) {
    unsigned char* encoded = nullptr;
    const int size = i2d_X509(certificate.get(), &encoded);
    if (size <= 0) {
        throw std::runtime_error("OpenSSL does not encode a certificate");
    }
    Bytes bytes(encoded, encoded + size);
    OPENSSL_free(encoded);
    return bytes;
}

}  // namespace

Identity Identity::make(const std::string& common_name, const std::optional<std::filesystem::path>& keep_in) {
    const auto key_for = [&](const std::string& name) {
        return keep_in ? kept_or_new_key(*keep_in / (name + ".pem")) : new_key();
    };
    Identity identity;
    const Key issuer_key = key_for(common_name + "-ca");
    const Key key = key_for(common_name);
    identity.key_ = key;
    identity.certificate_ = der(certify(key, common_name, issuer_key, common_name + " CA", 2));
    identity.issuer_certificate_ =
        der(certify(issuer_key, common_name + " CA", issuer_key, common_name + " CA", 1));
    return identity;
}

Bytes Identity::sign(const Bytes& digest_info) const {
    const std::unique_ptr<EVP_PKEY_CTX, decltype(&EVP_PKEY_CTX_free)> context(
        EVP_PKEY_CTX_new(key_.get(), nullptr), EVP_PKEY_CTX_free);
    Bytes signature(key_bits / 8);
    std::size_t size = signature.size();
    const bool signed_well =
        EVP_PKEY_sign_init(context.get()) == 1 &&
        EVP_PKEY_CTX_set_rsa_padding(context.get(), RSA_PKCS1_PADDING) == 1 &&
        EVP_PKEY_sign(context.get(), signature.data(), &size, digest_info.data(), digest_info.size()) == 1;
    return signed_well ? signature : Bytes{};
}

}  // namespace tsuitate::card_emulator
