// Commission: which display and which touch panel a counter has, whether they fit together, and panel.toml
// for them.
#pragma once

#include <string>

#include "client/tsuitatectl/commands.hpp"

namespace tsuitate::tsuitatectl {

struct CommissionWishes {
    std::string display;  // a connector; empty: the one there is
    std::string device;   // a node; empty: the one there is
    std::string size_mm;  // "344x194"; empty: as the display says
    std::string matrix;   // empty: as udev says (LIBINPUT_CALIBRATION_MATRIX)
    std::string policy_dir;
    bool write = false;
    bool force = false;
};

int commission(const Settings& settings, const CommissionWishes& wanted);

}  // namespace tsuitate::tsuitatectl
