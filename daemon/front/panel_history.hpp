// PanelHistory: what the log says of the panel over the last year and more: how it was in batches of entries,
// calibrations, changes of its state. Nothing of a session, and not who calibrated.
#pragma once

#include <sdbus-c++/sdbus-c++.h>

#include <map>
#include <string>
#include <variant>
#include <vector>

#include "daemon/front/errors.hpp"
#include "daemon/front/log_reader.hpp"

namespace tsuitate::front {

using PanelHistory = std::vector<std::map<std::string, sdbus::Variant>>;

// The newest `most_records` since `days` ago, oldest first, as docs/dbus-api.md describes them.
std::variant<PanelHistory, CallError> panel_history_in(const LogReader& log);

}  // namespace tsuitate::front
