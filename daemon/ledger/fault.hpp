// What went wrong with the log, for the vault (a code) and for the administrator (a reason).
#pragma once

#include <cerrno>
#include <optional>
#include <string>
#include <system_error>

#include "daemon/ledger/storage.hpp"
#include "daemon/wire/messages.hpp"

namespace tsuitate::ledger {

struct LogFault {
    wire::LedgerFault fault = wire::LedgerFault::input_output;
    std::string reason;  // which file, which record, which byte, what to do
    bool operator==(const LogFault&) const = default;
};

using MaybeFault = std::optional<LogFault>;

inline LogFault fault_of(Errno error, const std::string& what) {
    LogFault fault{.reason = what + ": " + std::generic_category().message(error)};
    if (error == ENOSPC || error == EDQUOT) {
        fault.fault = wire::LedgerFault::disk_full;
    } else if (error == EROFS) {
        fault.fault = wire::LedgerFault::read_only;
    }
    return fault;
}

}  // namespace tsuitate::ledger
