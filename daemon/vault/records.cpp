#include "daemon/vault/records.hpp"

#include <utility>

namespace tsuitate::vault {

void Records::write(wire::VaultWriteRecord record, OnSettled settled) {
    record.serial = ++last_serial_;
    if (!ledger_.open()) {
        if (settled) {
            settled(false);
        }
        return;
    }
    open_.emplace(record.serial, std::move(settled));
    ledger_.send(record);
}

void Records::fail_all() {
    const auto open = std::exchange(open_, {});
    for (const auto& [serial, settled] : open) {
        if (settled) {
            settled(false);
        }
    }
}

void Records::settle(std::uint64_t serial, bool durable) {
    const auto found = open_.find(serial);
    if (found == open_.end()) {
        ledger_.drop("it answers for a record that it was not given");
        return;
    }
    const OnSettled settled = std::move(found->second);
    open_.erase(found);
    if (settled) {
        settled(durable);
    }
}

}  // namespace tsuitate::vault
