#include "daemon/vault/records.hpp"

#include <utility>

namespace tsuitate::vault {

template <typename Message>
std::uint64_t Records::hand_over(Message message, OnSettled settled) {
    message.serial = ++last_serial_;
    if (!ledger_.open()) {
        if (settled) {
            settled(false);
        }
        return message.serial;
    }
    open_.emplace(message.serial, std::move(settled));
    ledger_.send(message);
    return message.serial;
}

std::uint64_t Records::write(wire::VaultWriteRecord record, OnSettled settled) {
    return hand_over(record, std::move(settled));
}

void Records::keep(wire::VaultKeepPanel panel, OnSettled settled) {
    hand_over(panel, std::move(settled));
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
