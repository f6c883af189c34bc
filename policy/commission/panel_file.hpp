// PanelFile: the text of panel.toml with what commissioning found written into it, and everything else, the
// comments too, left as it was.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "policy/touch/calibration.hpp"

namespace tsuitate::policy {

struct PanelSettings {
    SizeMm size;
    std::string path;                               // below /sys/devices
    std::map<std::string, std::string> properties;  // udev's, which must all be equal
    CalibrationMatrix matrix;
};

// The [[device]] of a panel as panel.toml has it.
std::string device_table(const PanelSettings& panel);
// `size-mm` is set, and one [[device]] for this panel takes the place of all that were for panels.
std::string with_panel(std::string_view file, const PanelSettings& panel);

}  // namespace tsuitate::policy
