// CounterHardware: the displays and touch panels that are plugged into this machine, as the kernel and udev
// tell of them. Reads only; grabs nothing, so it works beside a running vault.
#pragma once

#include <map>
#include <string>
#include <variant>
#include <vector>

#include "policy/commission/assessment.hpp"
#include "policy/commission/edid.hpp"

namespace tsuitate::tsuitatectl {

struct Display {
    std::string connector;  // "HDMI-A-1"
    policy::DisplaySays says;
};

struct TouchPanel {
    std::string node;  // "/dev/input/event4"
    std::string name;
    std::string path;  // below /sys/devices, without what changes from start to start
    std::map<std::string, std::string> properties;
    policy::TouchAxes axes;
    std::string matrix;  // LIBINPUT_CALIBRATION_MATRIX, empty where there is none
};

// Those that are connected, in the order of their connectors. `drm`: /sys/class/drm.
std::vector<Display> connected_displays(const std::string& drm);
// The reason when a device that looks like a panel cannot be opened; most often one must be root.
std::variant<std::vector<TouchPanel>, std::string> touch_panels();

}  // namespace tsuitate::tsuitatectl
