// Ledger: the role. Takes records from the vault, answers each with "durable" or with a fault. Knows no PIN,
// accepts no change of what is written.
#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "daemon/ledger/audit_log.hpp"
#include "daemon/ledger/publish_pace.hpp"
#include "daemon/loop/loop.hpp"
#include "daemon/wire/channel.hpp"

namespace tsuitate::ledger {

class Ledger {
  public:
    Ledger(loop::Loop& loop, Storage& storage, const MasterKeys& master, LogSettings settings,
           std::chrono::seconds epoch_length, wire::Channel vault);

    // Opens the log and begins to serve. A log that cannot be opened is told to the vault, and tried again.
    void start();
    // Signs what is not yet signed: the process is asked to end.
    void finish();

  private:
    void open_log();
    void report(const MaybeFault& fault, std::string_view what);
    void tell_state(wire::LedgerFault fault);
    void on_vault();
    // False when the vault is gone or was dropped.
    bool collect(std::vector<wire::VaultWriteRecord>& records);
    void write(const std::vector<wire::VaultWriteRecord>& records);
    void keep(const wire::VaultKeepPanel& panel);
    void tell_panel();
    void answer(std::uint64_t serial, const MaybeFault& fault);
    void reopen_after(const LogFault& fault);
    void publish_when_due();
    void publish();
    void tell_receipts();
    void change_epoch();
    void leave(std::string_view reason);

    loop::Loop& loop_;
    Storage& storage_;
    const MasterKeys& master_;
    LogSettings settings_;
    std::chrono::seconds epoch_length_;
    wire::Channel vault_;
    Clocks clocks_;
    std::unique_ptr<AuditLog> log_;
    std::optional<wire::VaultKeepPanel> to_keep_;  // came after the records collected so far
    PublishPace pace_;
    std::optional<loop::Loop::TimerId> publish_timer_;
    std::optional<loop::Loop::TimerId> epoch_timer_;
    wire::LedgerFault told_ = wire::LedgerFault::none;
};

}  // namespace tsuitate::ledger
