// Front: the role put together: policy, vault, bus, and the loop around them.
#pragma once

#include <string>

namespace tsuitate::front {

struct Options {
    std::string policy_directory = TSUITATE_POLICY_DIR;
    std::string vault_path = "/run/tsuitate/front.sock";
    std::string log_directory = "/var/lib/tsuitate/ledger/log";
};

// Runs until a signal (0) or until bus or vault are gone (1). Says in the log why it cannot start.
int run_front(const Options& options);

}  // namespace tsuitate::front
