// ErasureOrder: what may be erased, under which rule, and who said so.
#pragma once

#include <string>
#include <variant>

#include "daemon/ledger/moment.hpp"
#include "policy/retention/rules.hpp"

namespace tsuitate::ledger {

struct ErasureOrder {
    std::string before;   // UTC, RFC 3339: records older than this go
    std::string rule;     // a name: which rule orders it
    std::string officer;  // a name: who ordered it
};

// The order as it stands, when the rules allow it at this moment; else why not.
std::variant<ErasureOrder, std::string> allowed(ErasureOrder order, const policy::RetentionRules& rules,
                                                const Moment& now);

}  // namespace tsuitate::ledger
