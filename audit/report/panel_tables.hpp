// PanelTables: the panel's history as tables, for the report of a period and for the one to the maker.
#pragma once

#include "audit/report/html.hpp"
#include "audit/report/panel_history.hpp"
#include "audit/report/wording.hpp"

namespace tsuitate::audit::report {

Html batch_table(const PanelHistory& history, const Wording& wording);
Html calibration_table(const PanelHistory& history, const Wording& wording);
Html change_table(const PanelHistory& history, const Wording& wording);

}  // namespace tsuitate::audit::report
