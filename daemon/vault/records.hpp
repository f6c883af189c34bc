// Records: what the vault wants written, each with a serial, and who waits for it to be durable.
#pragma once

#include <cstdint>
#include <functional>
#include <map>

#include "daemon/vault/role_link.hpp"
#include "daemon/wire/messages.hpp"

namespace tsuitate::vault {

class Records {
  public:
    using OnSettled = std::function<void(bool durable)>;

    explicit Records(LedgerLink& ledger) : ledger_(ledger) {}

    // Hands the record over; `settled` is called once, when it is durable or never will be. Returns its
    // serial.
    std::uint64_t write(wire::VaultWriteRecord record, OnSettled settled = {});
    // What is to be found again after a restart, likewise.
    void keep(wire::VaultKeepPanel panel, OnSettled settled = {});
    void durable(std::uint64_t serial) { settle(serial, true); }
    void failed(std::uint64_t serial) { settle(serial, false); }
    // The ledger is gone: nothing open will become durable.
    void fail_all();
    bool all_settled() const { return open_.empty(); }

  private:
    template <typename Message>
    std::uint64_t hand_over(Message message, OnSettled settled);
    void settle(std::uint64_t serial, bool durable);

    LedgerLink& ledger_;
    std::uint64_t last_serial_ = 0;
    std::map<std::uint64_t, OnSettled> open_;
};

}  // namespace tsuitate::vault
