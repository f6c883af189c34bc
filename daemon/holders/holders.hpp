// Holders: which other processes have a device node open.
#pragma once

#include <sys/types.h>

#include <functional>
#include <string>
#include <vector>

namespace tsuitate::holders {

inline constexpr const char* socket_path = "/run/tsuitate/holders.sock";

// "name (process 123)" of every other process that has the device open, as far as this process may look:
// without CAP_SYS_PTRACE no further than its own user's. Names are cut to printable ASCII.
std::vector<std::string> holders_of(dev_t device);

// The same, asked of tsuitate-holders, which may look everywhere and knows nothing else. Empty where it does
// not answer within five seconds.
std::vector<std::string> ask_holders_of(dev_t device, const char* path = socket_path);

using AskHolders = std::function<std::vector<std::string>(dev_t device)>;

// One text for a refusal.
std::string describe(const std::vector<std::string>& holders);

}  // namespace tsuitate::holders
