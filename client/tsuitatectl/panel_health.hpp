// PanelHealth: the panel's history as `tsuitatectl health` shows it: in the terminal, as a drawing, and as a
// page for the panel's maker.
#pragma once

#include <string>

#include "client/lib/counter.hpp"
#include "client/tsuitatectl/commands.hpp"

namespace tsuitate::tsuitatectl {

// Prints or writes what `wanted` asks for. Returns an exit status.
int show_panel(client::Counter& counter, const PanelWishes& wanted, const std::string& state);

// "the panel answers well" and what to do when it does not.
std::string sentence_on(const std::string& panel_state);

}  // namespace tsuitate::tsuitatectl
