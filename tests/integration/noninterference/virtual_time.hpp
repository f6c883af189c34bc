// Virtual time: this program's clocks stand still while it works, and jump to the next deadline when it would
// wait. Two runs of the same work then see the same times, to the nanosecond.
#pragma once

#include <chrono>

namespace tsuitate::noninterference {

// All clocks of this process begin here.
void restart_virtual_time();
std::chrono::milliseconds virtual_now();

}  // namespace tsuitate::noninterference
