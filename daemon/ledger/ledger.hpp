// Ledger: the role. Takes records from the vault, answers each with "durable" or with a fault. Knows no PIN,
// accepts no change of what is written.
#pragma once

#include <optional>
#include <string>

#include "daemon/ledger/segment.hpp"
#include "daemon/loop/loop.hpp"
#include "daemon/wire/channel.hpp"

namespace tsuitate::ledger {

class Ledger {
  public:
    Ledger(loop::Loop& loop, Storage& storage, wire::Channel vault);

    // Opens the log and begins to serve. A log that cannot be opened is told to the vault, and tried again.
    void start();

  private:
    void open_log();
    void tell_state(wire::LedgerFault fault);
    void on_vault();
    void write(const wire::VaultWriteRecord& record);
    void answer_failure(std::uint64_t serial, const SegmentFault& fault);
    void leave(std::string_view reason);

    loop::Loop& loop_;
    Storage& storage_;
    wire::Channel vault_;
    std::optional<Segment> segment_;
};

// The present: wall clock, boot id, uptime.
Moment present_moment();

}  // namespace tsuitate::ledger
