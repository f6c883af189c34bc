// The panel over the period: its drift, its calibrations, and how often it failed its test before an entry.
#include "audit/report/panel_chart.hpp"
#include "audit/report/panel_tables.hpp"
#include "audit/report/panel_texts.hpp"
#include "audit/report/parts.hpp"
#include "audit/report/sections.hpp"

namespace tsuitate::audit::report {

Html panel_section(const Figures& figures, const Wording& wording) {
    const PanelHistory& panel = figures.panel;
    const bool anything = !panel.batches.empty() || !panel.calibrations.empty() || !panel.changes.empty() ||
                          figures.panel_proven + figures.panel_refused > 0;
    if (!anything) {
        return {};
    }
    Html content = paragraph(wording.say(
        texts::proofs, {wording.count(figures.panel_proven), wording.count(figures.panel_refused)}));
    if (panel.batches.empty()) {
        content += paragraph(wording.say(texts::no_panel_figures));
    } else {
        content += paragraph(wording.say(texts::panel_lead)) + drift_drawing(panel, wording) +
                   batch_table(panel, wording);
    }
    content += element("h3", wording.say(texts::calibrations)) + calibration_table(panel, wording) +
               element("h3", wording.say(texts::changes)) + change_table(panel, wording);
    return section("panel", wording.say(texts::numbered_panel_section), content,
                   in_print(panel.batches.size()));
}

}  // namespace tsuitate::audit::report
