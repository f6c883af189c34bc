// PanelArguments: the panel that a tool of the emulated kind is told to be, from its command line.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "daemon/start/role_main.hpp"
#include "policy/touch/geometry.hpp"

namespace tsuitate::panel {

// "1280x800" as two positive numbers.
std::optional<std::pair<int, int>> parse_pair(const std::string& text);

struct PanelArguments {
    std::string size = "1280x800";
    std::string size_mm = "261x163";

    void add_to(std::vector<start::Option>& options);
    // Nothing, and a sentence on stderr, when they are not numbers.
    std::optional<policy::Panel> panel() const;
};

}  // namespace tsuitate::panel
