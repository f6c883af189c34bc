// PanelChart: how far the panel has answered beside what was touched, over the weeks: as a drawing and as
// characters for a terminal. What is drawn is in the description as well.
#pragma once

#include "audit/report/html.hpp"
#include "audit/report/panel_history.hpp"
#include "audit/report/wording.hpp"

namespace tsuitate::audit::report {

// As much as the vault corrects of itself, mm; beyond it asks for a calibration.
inline constexpr double most_corrected = 4.5;

// Precondition: there is a batch.
Html drift_drawing(const PanelHistory& history, const Wording& wording);
// The same as a file of its own.
std::string drift_svg(const PanelHistory& history, const Wording& wording);
// At most `columns` wide. Empty where there is no batch.
std::string drift_in_terminal(const PanelHistory& history, const Wording& wording, std::size_t columns);

}  // namespace tsuitate::audit::report
