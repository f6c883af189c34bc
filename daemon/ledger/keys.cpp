#include "daemon/ledger/keys.hpp"

#include <fcntl.h>
#include <sodium/crypto_secretbox.h>
#include <sodium/randombytes.h>
#include <sodium/utils.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <new>
#include <utility>
#include <vector>

namespace tsuitate::ledger {
namespace {

constexpr const char* credential_name = "tsuitate.ledger-keys";
constexpr const char* file_beside_the_log = "keys/master";
constexpr std::string_view name_mark = "epoch-";

std::string name_of(std::uint64_t epoch) {
    return std::string(name_mark) + std::to_string(epoch);
}

std::string path_of(const std::string& name) {
    return "keys/" + name;
}

audit::KeySeed enrolment_seed(std::string_view bytes) {
    audit::KeySeed seed{};
    std::copy_n(bytes.begin(), seed.size(), seed.begin());
    return seed;
}

audit::SigningKey enrolment_of(std::string_view bytes) {
    audit::KeySeed seed = enrolment_seed(bytes);
    audit::SigningKey key = audit::SigningKey::of_seed(seed);
    sodium_memzero(seed.data(), seed.size());
    return key;
}

// Credentials are read-only, so not through Storage.
Errno read_credential(const std::filesystem::path& path, std::string& bytes) {
    const wire::Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    if (!file) {
        return errno;
    }
    bytes.assign(MasterKeys::size + 1, '\0');
    const ssize_t got = read(file.number(), bytes.data(), bytes.size());
    bytes.resize(got < 0 ? 0 : static_cast<std::size_t>(got));
    return got < 0 ? errno : 0;
}

// The keys in these bytes, which are wiped.
std::optional<MasterKeys> master_of(std::string& bytes) {
    std::optional<MasterKeys> keys;
    if (bytes.size() == MasterKeys::size) {
        keys.emplace(bytes);
    }
    sodium_memzero(bytes.data(), bytes.size());
    return keys;
}

}  // namespace

MasterKeys::MasterKeys(std::string_view bytes)
    : enrolment_(enrolment_of(bytes)),
      sealing_(static_cast<std::uint8_t*>(sodium_malloc(crypto_secretbox_KEYBYTES))) {
    if (sealing_ == nullptr) {
        throw std::bad_alloc();
    }
    std::copy_n(bytes.begin() + sizeof(audit::KeySeed), crypto_secretbox_KEYBYTES, sealing_);
}

MasterKeys::~MasterKeys() {
    sodium_free(sealing_);
}

MasterKeys::MasterKeys(MasterKeys&& other) noexcept
    : enrolment_(std::move(other.enrolment_)), sealing_(std::exchange(other.sealing_, nullptr)) {}

std::string MasterKeys::seal(const audit::KeySeed& seed) const {
    std::string sealed(crypto_secretbox_NONCEBYTES + crypto_secretbox_MACBYTES + seed.size(), '\0');
    auto* bytes = reinterpret_cast<std::uint8_t*>(sealed.data());
    randombytes_buf(bytes, crypto_secretbox_NONCEBYTES);
    crypto_secretbox_easy(bytes + crypto_secretbox_NONCEBYTES, seed.data(), seed.size(), bytes, sealing_);
    return sealed;
}

std::optional<audit::KeySeed> MasterKeys::unseal(std::string_view sealed) const {
    audit::KeySeed seed{};
    if (sealed.size() != crypto_secretbox_NONCEBYTES + crypto_secretbox_MACBYTES + seed.size()) {
        return std::nullopt;
    }
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(sealed.data());
    if (crypto_secretbox_open_easy(seed.data(), bytes + crypto_secretbox_NONCEBYTES,
                                   sealed.size() - crypto_secretbox_NONCEBYTES, bytes, sealing_) != 0) {
        return std::nullopt;
    }
    return seed;
}

std::variant<FoundKeys, LogFault> find_master_keys(Storage& storage) {
    std::string bytes;
    if (const char* directory = std::getenv("CREDENTIALS_DIRECTORY")) {
        const std::filesystem::path path = std::filesystem::path(directory) / credential_name;
        const Errno error = read_credential(path, bytes);
        if (error != ENOENT) {
            auto keys = error == 0 ? master_of(bytes) : std::nullopt;
            if (!keys) {
                return LogFault{.reason = path.string() + " does not hold 64 bytes of keys"};
            }
            return FoundKeys{.keys = std::move(*keys)};
        }
    }
    Errno error = read_file(storage, file_beside_the_log, bytes);
    if (error == ENOENT) {
        bytes.resize(MasterKeys::size);
        randombytes_buf(bytes.data(), bytes.size());
        error = storage.replace(file_beside_the_log, bytes, true);
    }
    if (error != 0) {
        return fault_of(error, storage.place() + "/" + file_beside_the_log);
    }
    auto keys = master_of(bytes);
    if (!keys) {
        return LogFault{.reason =
                            storage.place() + "/" + file_beside_the_log + " does not hold 64 bytes of keys"};
    }
    return FoundKeys{.keys = std::move(*keys), .beside_the_log = true};
}

std::optional<audit::SigningKey> EpochKeys::find(std::uint64_t epoch) const {
    std::string sealed;
    if (read_file(storage_, path_of(name_of(epoch)), sealed) != 0) {
        return std::nullopt;
    }
    auto seed = master_.unseal(sealed);
    if (!seed) {
        return std::nullopt;
    }
    audit::SigningKey key = audit::SigningKey::of_seed(*seed);
    sodium_memzero(seed->data(), seed->size());
    return key;
}

MaybeFault EpochKeys::keep(std::uint64_t epoch, const audit::SigningKey& key) {
    audit::KeySeed seed = key.seed();
    const Errno error = storage_.replace(path_of(name_of(epoch)), master_.seal(seed), true);
    sodium_memzero(seed.data(), seed.size());
    return error == 0 ? std::nullopt
                      : MaybeFault(fault_of(error, storage_.place() + "/" + path_of(name_of(epoch))));
}

MaybeFault EpochKeys::erase_others(std::uint64_t epoch) {
    std::vector<std::string> names;
    if (const Errno error = storage_.list("keys", names)) {
        return fault_of(error, storage_.place() + "/keys");
    }
    for (const std::string& name : names) {
        if (name.starts_with(name_mark) && name != name_of(epoch)) {
            if (auto fault = erase(name)) {
                return fault;
            }
        }
    }
    return std::nullopt;
}

MaybeFault EpochKeys::erase(const std::string& name) {
    std::unique_ptr<StoredFile> file;
    std::string bytes;
    Errno error = storage_.open(path_of(name), file);
    if (error == 0) {
        error = read_all(*file, bytes);
    }
    if (error == 0) {
        error = write_all(*file, 0, std::string(bytes.size(), '\0'));
    }
    if (error == 0) {
        error = file->synchronise();
    }
    if (error == 0) {
        error = storage_.remove(path_of(name), true);
    }
    return error == 0 ? std::nullopt : MaybeFault(fault_of(error, storage_.place() + "/" + path_of(name)));
}

}  // namespace tsuitate::ledger
