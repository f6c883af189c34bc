#include "client/tsuitatectl/counter_hardware.hpp"

#include <fcntl.h>
#include <libevdev/libevdev.h>
#include <libudev.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <memory>
#include <optional>
#include <sstream>

#include "policy/touch/capabilities.hpp"

namespace tsuitate::tsuitatectl {
namespace {

namespace fs = std::filesystem;

std::string content_of(const fs::path& file) {
    std::ifstream stream(file, std::ios::binary);
    std::ostringstream content;
    content << stream.rdbuf();
    return content.str();
}

// "1280x1024" or "1280x1024i", the first being the one that the display prefers.
void read_mode(const std::string& modes, policy::DisplaySays& says) {
    const char* const end = modes.data() + modes.size();
    const auto [cross, error] = std::from_chars(modes.data(), end, says.width_px);
    if (error == std::errc{} && cross != end && *cross == 'x') {
        std::from_chars(cross + 1, end, says.height_px);
    }
}

policy::DisplaySays display_in(const fs::path& connector) {
    const std::string edid = content_of(connector / "edid");
    const std::vector<std::uint8_t> bytes(edid.begin(), edid.end());
    policy::DisplaySays says = policy::read_edid(bytes).value_or(policy::DisplaySays{});
    if (says.width_px == 0) {
        read_mode(content_of(connector / "modes"), says);
    }
    return says;
}

struct Unref {
    void operator()(udev* context) const { udev_unref(context); }
    void operator()(udev_enumerate* list) const { udev_enumerate_unref(list); }
    void operator()(udev_device* device) const { udev_device_unref(device); }
    void operator()(libevdev* device) const { libevdev_free(device); }
};
template <typename T>
using Owned = std::unique_ptr<T, Unref>;

std::string property_of(udev_device* device, const char* name) {
    const char* value = udev_device_get_property_value(device, name);
    return value == nullptr ? "" : value;
}

// What tells this panel from others, and its sort where the maker gave it no number.
std::map<std::string, std::string> properties_of(udev_device* device) {
    std::map<std::string, std::string> properties;
    for (const char* name :
         {"ID_INPUT_TOUCHSCREEN", "ID_INPUT_TABLET", "ID_INPUT_MOUSE", "ID_VENDOR_ID", "ID_MODEL_ID"}) {
        const std::string value = property_of(device, name);
        if (!value.empty()) {
            properties.emplace(name, value);
        }
    }
    return properties;
}

// Of a USB device its port; of others what lies above the input device, whose number changes.
std::string path_of(udev_device* device) {
    constexpr std::string_view root = "/sys/devices/";
    udev_device* usb = udev_device_get_parent_with_subsystem_devtype(device, "usb", "usb_device");
    std::string path = udev_device_get_syspath(usb == nullptr ? device : usb);
    if (path.starts_with(root)) {
        path.erase(0, root.size());
    }
    return path.substr(0, path.find("/input/input"));
}

policy::TouchAxes axes_of(libevdev* device, const policy::TouchCapabilities& has) {
    const auto resolution = [&](std::uint16_t many, std::uint16_t one) {
        return std::max(0, libevdev_get_abs_resolution(device, has.multitouch() ? many : one));
    };
    return {.x = has.x,
            .y = has.y,
            .x_per_mm = resolution(ABS_MT_POSITION_X, ABS_X),
            .y_per_mm = resolution(ABS_MT_POSITION_Y, ABS_Y)};
}

std::optional<policy::TouchAxes> panel_axes(libevdev* device) {
    const auto has = policy::capabilities_of(
        {.has_key = [=](std::uint16_t code) { return libevdev_has_event_code(device, EV_KEY, code) == 1; },
         .has_axis = [=](std::uint16_t code) { return libevdev_has_event_code(device, EV_ABS, code) == 1; },
         .has_property = [=](std::uint16_t code) { return libevdev_has_property(device, code) == 1; },
         .range_of =
             [=](std::uint16_t code) {
                 return policy::AxisRange{libevdev_get_abs_minimum(device, code),
                                          libevdev_get_abs_maximum(device, code)};
             }});
    return has.is_panel() && !has.moves_a_pointer ? std::optional(axes_of(device, has)) : std::nullopt;
}

bool made_by_a_program(const std::string& path) {
    return path.starts_with("virtual/");
}

// Nothing for what is no panel; an error when it cannot be known.
std::variant<std::optional<TouchPanel>, std::string> panel_at(udev_device* device) {
    const char* node = udev_device_get_devnode(device);
    const std::string path = path_of(device);
    if (node == nullptr || made_by_a_program(path)) {
        return std::optional<TouchPanel>();
    }
    const int file = open(node, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
    if (file < 0) {
        return std::string(node) + " cannot be opened: " + std::strerror(errno) +
               "; commissioning is done as root";
    }
    const std::unique_ptr<const int, void (*)(const int*)> closing(&file,
                                                                   [](const int* open) { close(*open); });
    libevdev* made = nullptr;
    if (libevdev_new_from_fd(file, &made) != 0) {
        return std::optional<TouchPanel>();
    }
    const Owned<libevdev> evdev(made);
    const auto axes = panel_axes(evdev.get());
    if (!axes) {
        return std::optional<TouchPanel>();
    }
    return std::optional(TouchPanel{.node = node,
                                    .name = libevdev_get_name(evdev.get()),
                                    .path = path,
                                    .properties = properties_of(device),
                                    .axes = *axes,
                                    .matrix = property_of(device, "LIBINPUT_CALIBRATION_MATRIX")});
}

}  // namespace

std::vector<Display> connected_displays(const std::string& drm) {
    std::vector<Display> displays;
    std::error_code ignored;  // a machine without a graphics card has no displays
    for (const fs::directory_entry& entry : fs::directory_iterator(drm, ignored)) {
        const std::string name = entry.path().filename();
        const auto dash = name.find('-');
        if (dash != std::string::npos && content_of(entry.path() / "status") == "connected\n") {
            displays.push_back({.connector = name.substr(dash + 1), .says = display_in(entry.path())});
        }
    }
    std::sort(displays.begin(), displays.end(),
              [](const Display& one, const Display& other) { return one.connector < other.connector; });
    return displays;
}

std::variant<std::vector<TouchPanel>, std::string> touch_panels() {
    const Owned<udev> context(udev_new());
    const Owned<udev_enumerate> list(context ? udev_enumerate_new(context.get()) : nullptr);
    if (!list) {
        return std::string("udev cannot be reached");
    }
    udev_enumerate_add_match_subsystem(list.get(), "input");
    udev_enumerate_add_match_sysname(list.get(), "event*");
    udev_enumerate_scan_devices(list.get());
    std::vector<TouchPanel> panels;
    udev_list_entry* entry = nullptr;
    udev_list_entry_foreach(entry, udev_enumerate_get_list_entry(list.get())) {
        const Owned<udev_device> device(
            udev_device_new_from_syspath(context.get(), udev_list_entry_get_name(entry)));
        if (!device) {
            continue;
        }
        auto found = panel_at(device.get());
        if (auto* error = std::get_if<std::string>(&found)) {
            return std::move(*error);
        }
        if (auto& panel = std::get<std::optional<TouchPanel>>(found)) {
            panels.push_back(std::move(*panel));
        }
    }
    return panels;
}

}  // namespace tsuitate::tsuitatectl
