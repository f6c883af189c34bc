// Keys: the private keys of the ledger. The enrolment key and the sealing key come in one credential, which
// systemd decrypts for this process alone; the key of the next epoch lies sealed beside the log.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <variant>

#include "audit/note/key.hpp"
#include "daemon/ledger/fault.hpp"

namespace tsuitate::ledger {

// 64 random bytes: the seed of the enrolment key, and the key that seals the next epoch's.
class MasterKeys {
  public:
    static constexpr std::size_t size = 64;
    // Precondition: `size` bytes. The caller wipes them.
    explicit MasterKeys(std::string_view bytes);
    ~MasterKeys();
    MasterKeys(MasterKeys&& other) noexcept;
    MasterKeys& operator=(MasterKeys&&) = delete;
    MasterKeys(const MasterKeys&) = delete;
    MasterKeys& operator=(const MasterKeys&) = delete;

    const audit::SigningKey& enrolment() const { return enrolment_; }
    std::string seal(const audit::KeySeed& seed) const;
    std::optional<audit::KeySeed> unseal(std::string_view sealed) const;

  private:
    audit::SigningKey enrolment_;
    std::uint8_t* sealing_ = nullptr;  // 32 bytes, from sodium_malloc
};

// Reads the credential. Where there is none, `otherwise` is a file beside the log that is made at the first
// start: for the demo, for tests, and for machines without systemd's credentials; the second value says that
// it was used.
struct FoundKeys {
    MasterKeys keys;
    bool beside_the_log = false;
};
std::variant<FoundKeys, LogFault> find_master_keys(Storage& storage);

// The sealed keys of coming epochs, under keys/epoch-<number>.
class EpochKeys {
  public:
    EpochKeys(Storage& storage, const MasterKeys& master) : storage_(storage), master_(master) {}

    // Nothing when it is not there or cannot be unsealed.
    std::optional<audit::SigningKey> find(std::uint64_t epoch) const;
    // Returns when it is durable.
    MaybeFault keep(std::uint64_t epoch, const audit::SigningKey& key);
    // Overwrites and removes all but this one.
    MaybeFault erase_others(std::uint64_t epoch);

  private:
    MaybeFault erase(const std::string& name);

    Storage& storage_;
    const MasterKeys& master_;
};

}  // namespace tsuitate::ledger
