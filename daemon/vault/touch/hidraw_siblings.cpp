#include "daemon/vault/touch/hidraw_siblings.hpp"

#include <libudev.h>
#include <sys/stat.h>
#include <unistd.h>

#include <memory>
#include <string_view>

namespace tsuitate::vault {
namespace {

// The device whose hidraw nodes see the same touches: the whole USB device where there is one, else the HID
// device.
udev_device* common_parent(udev_device* device) {
    if (udev_device* usb = udev_device_get_parent_with_subsystem_devtype(device, "usb", "usb_device")) {
        return usb;
    }
    return udev_device_get_parent_with_subsystem_devtype(device, "hid", nullptr);
}

std::optional<std::string> fault_of(const char* node, const holders::AskHolders& who_holds) {
    struct stat status {};
    if (stat(node, &status) != 0) {
        return std::nullopt;  // gone again
    }
    const bool owner_is_safe = status.st_uid == 0 || status.st_uid == getuid();
    const bool group_can = (status.st_mode & 0060U) != 0 && status.st_gid != 0 && status.st_gid != getgid();
    const bool others_can = (status.st_mode & 0006U) != 0;
    if (!owner_is_safe || group_can || others_can) {
        return std::string(node) +
               " lets others read the touches: install 70-tsuitate.rules and replug the panel";
    }
    // Rights are asked when a node is opened: who did so before they were taken away still reads.
    const auto found = who_holds(status.st_rdev);
    if (!found.empty()) {
        return std::string(node) + " is open in " + holders::describe(found) + ": end it";
    }
    return std::nullopt;
}

}  // namespace

std::optional<std::string> open_hidraw_sibling(udev* context, udev_device* input_device,
                                               const holders::AskHolders& who_holds) {
    udev_device* parent = common_parent(input_device);
    if (parent == nullptr) {
        return std::nullopt;
    }
    const std::unique_ptr<udev_enumerate, decltype(&udev_enumerate_unref)> listing(
        udev_enumerate_new(context), udev_enumerate_unref);
    udev_enumerate_add_match_subsystem(listing.get(), "hidraw");
    udev_enumerate_add_match_parent(listing.get(), parent);
    udev_enumerate_scan_devices(listing.get());
    udev_list_entry* entry = nullptr;
    udev_list_entry_foreach(entry, udev_enumerate_get_list_entry(listing.get())) {
        const std::unique_ptr<udev_device, decltype(&udev_device_unref)> hidraw(
            udev_device_new_from_syspath(context, udev_list_entry_get_name(entry)), udev_device_unref);
        const char* node = hidraw ? udev_device_get_devnode(hidraw.get()) : nullptr;
        if (node != nullptr) {
            if (auto fault = fault_of(node, who_holds)) {
                return fault;
            }
        }
    }
    return std::nullopt;
}

}  // namespace tsuitate::vault
