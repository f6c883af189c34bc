// The hidraw nodes of a panel: raw doors to the same touches, past the grab. They must be closed to others.
#pragma once

#include <optional>
#include <string>

#include "daemon/holders/holders.hpp"

struct udev;
struct udev_device;

namespace tsuitate::vault {

// Why the panel may not be used because of a hidraw node beside it, and what to do; nothing when all are
// closed.
std::optional<std::string> open_hidraw_sibling(udev* context, udev_device* input_device,
                                               const holders::AskHolders& who_holds);

}  // namespace tsuitate::vault
