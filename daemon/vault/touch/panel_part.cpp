#include "daemon/vault/touch/panel_part.hpp"

#include <libudev.h>

#include <string_view>

namespace tsuitate::vault {
namespace {

std::string text(const char* value) {
    return value == nullptr ? "" : value;
}

std::string path_of(udev_device* device) {
    return device == nullptr ? "" : text(udev_device_get_syspath(device));
}

udev_device* usb_device_above(udev_device* device) {
    return udev_device_get_parent_with_subsystem_devtype(device, "usb", "usb_device");
}

}  // namespace

PanelPart part_of(udev_device* input_device) {
    PanelPart part;
    part.maker = text(udev_device_get_property_value(input_device, "ID_VENDOR_ID"));
    part.pen = text(udev_device_get_property_value(input_device, "ID_INPUT_TABLET")) == "1";
    if (udev_device* usb = usb_device_above(input_device)) {
        part.body = path_of(usb);
        udev_device* hub = usb_device_above(usb);
        // What is plugged into the machine itself has only the machine in common.
        const bool root = hub == nullptr || text(udev_device_get_sysname(hub)).starts_with("usb");
        part.hub = root ? "" : path_of(hub);
        return part;
    }
    if (udev_device* hid = udev_device_get_parent_with_subsystem_devtype(input_device, "hid", nullptr)) {
        part.body = path_of(hid);
        return part;
    }
    udev_device* input = udev_device_get_parent(input_device);
    part.body = path_of(input == nullptr ? nullptr : udev_device_get_parent(input));
    return part;
}

bool belong_together(const PanelPart& one, const PanelPart& other) {
    const bool same_body = !one.body.empty() && one.body == other.body;
    const bool same_hub = !one.hub.empty() && one.hub == other.hub;
    const bool same_maker = !one.maker.empty() && one.maker == other.maker;
    return same_body || (same_hub && same_maker && one.pen != other.pen);
}

}  // namespace tsuitate::vault
