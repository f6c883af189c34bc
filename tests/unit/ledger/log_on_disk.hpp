// A small AuditLog on a SimulatedDisk, and the ways to work with it.
#pragma once

#include <gtest/gtest.h>

#include "daemon/ledger/audit_log.hpp"
#include "tests/unit/ledger/simulated_disk.hpp"

namespace tsuitate::ledger {

inline constexpr std::uint64_t small_segment = 16384;
inline const std::string origin = "counter1.example/log";

inline MasterKeys master() {
    std::string bytes;
    for (std::size_t i = 0; i < MasterKeys::size; ++i) {
        bytes += static_cast<char>(i + 1);
    }
    return MasterKeys(bytes);
}

inline Moment moment() {
    return {.unix_seconds = 1'700'000'000, .boot = std::string(32, 'a'), .uptime_seconds = 5};
}

inline std::variant<std::unique_ptr<AuditLog>, LogFault> opened(SimulatedDisk& disk, const MasterKeys& keys) {
    return AuditLog::open(disk, keys, {.origin = origin, .segment_size = small_segment}, moment);
}

inline std::string fault_of_opening(SimulatedDisk& disk, const MasterKeys& keys) {
    const auto result = opened(disk, keys);
    const auto* fault = std::get_if<LogFault>(&result);
    return fault == nullptr ? "" : fault->reason;
}

inline wire::VaultWriteRecord attempt() {
    wire::VaultWriteRecord record{.kind = policy::RecordKind::pin_attempt, .tries_left = 3};
    record.session.bytes.fill(0xab);
    record.pin_kind = *wire::Name::from("signature");
    return record;
}

inline bool appended(AuditLog& log, std::size_t count = 1) {
    const std::vector<wire::VaultWriteRecord> records(count, attempt());
    return std::holds_alternative<AuditLog::Refusals>(log.append(records));
}

}  // namespace tsuitate::ledger
