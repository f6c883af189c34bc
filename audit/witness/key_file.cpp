#include "audit/witness/key_file.hpp"

#include <sys/stat.h>

#include <algorithm>
#include <cstring>

#include "audit/witness/durable_file.hpp"

namespace tsuitate::audit {
namespace {

constexpr mode_t own = 0600;

std::variant<SigningKey, std::string> key_in(std::string bytes, const std::filesystem::path& file) {
    KeySeed seed{};
    const bool fits = bytes.size() == seed.size();
    if (fits) {
        std::copy(bytes.begin(), bytes.end(), seed.begin());
    }
    explicit_bzero(bytes.data(), bytes.size());
    if (!fits) {
        return file.string() + " is no key: it must hold 32 bytes";
    }
    auto key = SigningKey::of_seed(seed);
    explicit_bzero(seed.data(), seed.size());
    return key;
}

std::variant<SigningKey, std::string> new_key_in(const std::filesystem::path& file) {
    auto key = SigningKey::made_anew();
    KeySeed seed = key.seed();
    auto reason = write_durably(file, {reinterpret_cast<const char*>(seed.data()), seed.size()}, own);
    explicit_bzero(seed.data(), seed.size());
    if (reason) {
        return std::move(*reason);
    }
    return key;
}

bool is_open_to_others(const std::filesystem::path& file) {
    struct stat found {};
    constexpr mode_t others = 0077;
    return stat(file.c_str(), &found) == 0 && (found.st_mode & others) != 0;
}

}  // namespace

std::variant<SigningKey, std::string> signing_key_from(const std::filesystem::path& credential,
                                                       const std::filesystem::path& file,
                                                       IfMissing if_missing) {
    const std::filesystem::path& used = credential.empty() ? file : credential;
    auto read = read_small_file(used, sizeof(KeySeed));
    if (read.error) {
        return std::move(*read.error);
    }
    if (!read.bytes) {
        return credential.empty() && if_missing == IfMissing::make
                   ? new_key_in(file)
                   : std::variant<SigningKey, std::string>(used.string() +
                                                           " is not there; it is made at the first start");
    }
    auto key = key_in(std::move(*read.bytes), used);
    // systemd alone decides who reads a credential.
    if (credential.empty() && is_open_to_others(file)) {
        return file.string() + " can be read by others: it must have mode 0600";
    }
    return key;
}

}  // namespace tsuitate::audit
