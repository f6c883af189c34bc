// Which USB reader the vault may use: the first that speaks CCID and is allowed by the policy.
#pragma once

#include <optional>
#include <span>
#include <string>

namespace tsuitate::vault {

struct UsbReader {
    std::string name;
    std::string place;        // below /sys/devices
    std::string node;         // below /dev/bus/usb; another one after each plugging in
    std::string device_name;  // as libccid wants it
    bool allowed = false;
};

// `allowed` holds "vendor:product" or "*". The first allowed one, else the first that is there but not
// allowed.
std::optional<UsbReader> find_usb_reader(std::span<const std::string> allowed);

// Whether the kernel still knows it. libccid does not say when a reader without a card is unplugged.
bool plugged_in(const UsbReader& reader);

}  // namespace tsuitate::vault
