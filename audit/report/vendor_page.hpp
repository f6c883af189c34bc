// VendorPage: what a panel's maker needs to see of it, as one page that reaches nothing: which device, how
// its drift went, ghosts, dead places, calibrations. Nothing of a session or a person.
#pragma once

#include <string>

#include "audit/report/panel_history.hpp"
#include "audit/report/wording.hpp"

namespace tsuitate::audit::report {

struct PanelDevice {
    std::string name;
    std::string place;     // below /sys/devices
    std::string ids;       // vendor:product
    std::string firmware;  // the device's own release number
    std::string maker;
    std::string state;  // in a word, now
};

std::string vendor_page_of(const PanelHistory& history, const PanelDevice& device, const Wording& wording);

}  // namespace tsuitate::audit::report
