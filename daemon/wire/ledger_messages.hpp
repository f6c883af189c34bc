// What vault and ledger say to each other: what happened, and that it is durable.
#pragma once

#include <array>
#include <cstdint>

#include "daemon/wire/message_type.hpp"
#include "policy/record/record.hpp"
#include "policy/session/assistance.hpp"
#include "policy/session/vocabulary.hpp"

namespace tsuitate::wire {

// What a batch of entries on the panel was like. Nothing in it comes from what was typed.
struct PanelFigures {
    std::int16_t drift_x = 0;  // 0.1 mm: mean of where known targets were touched, less their middles
    std::int16_t drift_y = 0;
    std::uint16_t noise = 0;           // µm: how much the places told tremble, each axis
    std::uint16_t ghosts = 0;          // contacts too short for a finger
    std::uint16_t rejections = 0;      // touches that could not be told, at most three an entry
    std::uint16_t refusals = 0;        // entries in which known taps refused the panel
    std::uint16_t missed_targets = 0;  // known targets that had to move on
    std::uint16_t dead_places = 0;     // now
    std::int16_t correction_x = 0;     // 0.1 mm: what is taken off every touch now
    std::int16_t correction_y = 0;
};

// How far the touches of a calibration lay beside, in 0.1 mm; nothing where none was made.
struct CalibrationFigures {
    std::uint16_t mean_miss = 0;
    std::uint16_t worst_fitted = 0;
    std::uint16_t worst_checked = 0;
};

// Which fields count is said by policy::fields_of(kind); the others must be zero.
struct VaultWriteRecord {
    static constexpr MessageType type = MessageType::vault_write_record;
    std::uint64_t serial = 0;
    policy::RecordKind kind = policy::RecordKind::service_started;
    policy::Outcome outcome = policy::Outcome{};
    std::uint8_t tries_left = 0;
    std::uint8_t reserved = 0;
    std::uint32_t caller_uid = 0;
    std::uint32_t count = 0;
    SessionId session{};
    Name pin_kind{};
    Name procedure{};
    Name subject{};
    Name detail{};
    Name clerk{};
    Name reason{};
    Name help{};
    Name role{};
    Name receipt{};
    PanelFigures figures{};
    CalibrationFigures calibration{};
    Digest text{};
    std::uint16_t first_day = 0;  // since 1970
    std::uint16_t last_day = 0;
    policy::Language language = policy::Language{};
    policy::Manner manner = policy::Manner{};
    std::uint8_t seconds = 0;
    std::array<std::uint8_t, 3> reserved_tail{};
    constexpr bool valid() const {
        return policy::valid(kind) && !policy::by_ledger(kind) && policy::valid(outcome) &&
               pin_kind.valid() && procedure.valid() && subject.valid() && detail.valid() && clerk.valid() &&
               reason.valid() && help.valid() && role.valid() && receipt.valid() && policy::valid(language) &&
               policy::valid(manner);
    }
};

enum class LedgerFault : std::uint8_t { none, disk_full, read_only, input_output, refused_record };

struct LedgerTellState {
    static constexpr MessageType type = MessageType::ledger_tell_state;
    std::uint64_t records = 0;
    LedgerFault fault = LedgerFault::none;
    std::array<std::uint8_t, 7> reserved{};
    constexpr bool valid() const { return fault <= LedgerFault::refused_record; }
};

struct LedgerTellDurable {
    static constexpr MessageType type = MessageType::ledger_tell_durable;
    std::uint64_t serial = 0;
    constexpr bool valid() const { return true; }
};

struct LedgerTellFailure {
    static constexpr MessageType type = MessageType::ledger_tell_failure;
    std::uint64_t serial = 0;
    LedgerFault fault = LedgerFault::input_output;
    std::array<std::uint8_t, 7> reserved{};
    constexpr bool valid() const { return fault <= LedgerFault::refused_record; }
};

// What the vault learned of the panel from known targets (calibration, slow correction, health) and wants to
// find again after a restart. The ledger keeps the bytes, and does not read them; the vault writes no files.
// Answered like a record.
inline constexpr std::size_t panel_memory_size = 1024;

struct VaultKeepPanel {
    static constexpr MessageType type = MessageType::vault_keep_panel;
    std::uint64_t serial = 0;
    std::uint16_t size = 0;
    std::array<std::uint8_t, panel_memory_size> bytes{};
    std::array<std::uint8_t, 6> reserved{};
    constexpr bool valid() const { return size <= panel_memory_size; }
};

// A receipt's record is in the signed log now, and `code` names it: see docs/receipts.md. Said once for each
// receipt-issued, some time after LedgerTellDurable.
struct LedgerTellReceipt {
    static constexpr MessageType type = MessageType::ledger_tell_receipt;
    std::uint64_t serial = 0;
    Code code{};
    constexpr bool valid() const { return code.valid(); }
};

// Said before the first LedgerTellState; empty when nothing was kept.
struct LedgerTellPanel {
    static constexpr MessageType type = MessageType::ledger_tell_panel;
    std::uint16_t size = 0;
    std::array<std::uint8_t, panel_memory_size> bytes{};
    constexpr bool valid() const { return size <= panel_memory_size; }
};

}  // namespace tsuitate::wire
