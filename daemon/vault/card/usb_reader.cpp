#include "daemon/vault/card/usb_reader.hpp"

#include <libudev.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <memory>
#include <string_view>

namespace tsuitate::vault {
namespace {

// USB class "smart card" of an interface.
constexpr const char* ccid_class = "0b";

std::string attribute(udev_device* device, const char* name) {
    const char* value = udev_device_get_sysattr_value(device, name);
    return value == nullptr ? "" : value;
}

// Of an interface; the kernel writes it as two hexadecimal digits.
int number_of(udev_device* interface) {
    const std::string text = attribute(interface, "bInterfaceNumber");
    int number = 0;
    std::from_chars(text.data(), text.data() + text.size(), number, 16);
    return number;
}

std::string upper(std::string text) {
    std::transform(text.begin(), text.end(), text.begin(),
                   [](char c) { return c >= 'a' && c <= 'f' ? static_cast<char>(c - 'a' + 'A') : c; });
    return text;
}

std::optional<UsbReader> reader_of(udev_device* interface, std::span<const std::string> allowed) {
    udev_device* usb = udev_device_get_parent_with_subsystem_devtype(interface, "usb", "usb_device");
    const char* node = usb == nullptr ? nullptr : udev_device_get_devnode(usb);
    // Before udev has been through, the node does not belong to us yet and opening it would fail.
    if (node == nullptr || udev_device_get_is_initialized(usb) == 0) {
        return std::nullopt;
    }
    const std::string vendor = attribute(usb, "idVendor");
    const std::string product = attribute(usb, "idProduct");
    const auto permits = [&](const std::string& rule) {
        return rule == "*" || rule == vendor + ":" + product;
    };
    UsbReader reader;
    reader.name = attribute(usb, "product");
    reader.place = udev_device_get_syspath(usb);
    reader.node = node;
    reader.device_name = "usb:" + upper(vendor) + "/" + upper(product) +
                         ":libudev:" + std::to_string(number_of(interface)) + ":" + node;
    reader.allowed = std::any_of(allowed.begin(), allowed.end(), permits);
    return reader;
}

}  // namespace

std::optional<UsbReader> find_usb_reader(std::span<const std::string> allowed) {
    const std::unique_ptr<udev, decltype(&udev_unref)> context(udev_new(), udev_unref);
    const std::unique_ptr<udev_enumerate, decltype(&udev_enumerate_unref)> listing(
        udev_enumerate_new(context.get()), udev_enumerate_unref);
    udev_enumerate_add_match_subsystem(listing.get(), "usb");
    udev_enumerate_add_match_property(listing.get(), "DEVTYPE", "usb_interface");
    udev_enumerate_add_match_sysattr(listing.get(), "bInterfaceClass", ccid_class);
    udev_enumerate_scan_devices(listing.get());
    std::optional<UsbReader> refused;
    udev_list_entry* entry = nullptr;
    udev_list_entry_foreach(entry, udev_enumerate_get_list_entry(listing.get())) {
        const std::unique_ptr<udev_device, decltype(&udev_device_unref)> interface(
            udev_device_new_from_syspath(context.get(), udev_list_entry_get_name(entry)), udev_device_unref);
        auto reader = interface ? reader_of(interface.get(), allowed) : std::nullopt;
        if (reader && reader->allowed) {
            return reader;
        }
        if (reader && !refused) {
            refused = reader;
        }
    }
    return refused;
}

bool plugged_in(const UsbReader& reader) {
    return access(reader.node.c_str(), F_OK) == 0;
}

}  // namespace tsuitate::vault
