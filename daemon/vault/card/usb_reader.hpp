// Which USB reader the vault may use: the first that speaks CCID and is allowed by the policy.
#pragma once

#include <optional>
#include <span>
#include <string>

namespace tsuitate::vault {

struct UsbReader {
    std::string name;
    std::string place;        // below /sys/devices
    std::string device_name;  // as libccid wants it
    bool allowed = false;
};

// `allowed` holds "vendor:product" or "*". The first allowed one, else the first that is there but not
// allowed.
std::optional<UsbReader> find_usb_reader(std::span<const std::string> allowed);

}  // namespace tsuitate::vault
