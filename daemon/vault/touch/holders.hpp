// Who else has a device node open, as far as this process may look.
#pragma once

#include <sys/types.h>

#include <string>
#include <vector>

namespace tsuitate::vault {

// "name (process 123)" of every other process that has the device open. Processes of other users are seen
// only by root; without that an empty answer does not mean that nobody has it.
std::vector<std::string> holders_of(dev_t device);

// One text for a refusal.
std::string describe_holders(const std::vector<std::string>& holders);

}  // namespace tsuitate::vault
