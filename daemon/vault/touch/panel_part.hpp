// PanelPart: which input devices are one panel. A pen display is often two or more devices to the kernel, and
// sometimes two USB devices on a hub of its own.
#pragma once

#include <string>

struct udev_device;

namespace tsuitate::vault {

struct PanelPart {
    std::string body;   // path of the USB device, else of the HID device, else of what the input device is on
    std::string hub;    // path of the hub that the body is plugged into; empty on the machine's own ports
    std::string maker;  // ID_VENDOR_ID
    bool pen = false;   // ID_INPUT_TABLET
};

PanelPart part_of(udev_device* input_device);

// One device, or the pen half and the finger half that one maker put behind one hub.
bool belong_together(const PanelPart& one, const PanelPart& other);

}  // namespace tsuitate::vault
