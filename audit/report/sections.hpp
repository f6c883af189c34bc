// The sections of a report: each a pure function of the figures; page.cpp has them in their order. A section
// that is empty is left out.
#pragma once

#include "audit/report/html.hpp"
#include "audit/report/report.hpp"
#include "audit/report/wording.hpp"

namespace tsuitate::audit::report {

Html front_section(const Figures& figures, const Wording& wording, const Basis& basis);
Html oddity_section(const Figures& figures, const Wording& wording, const Basis& basis);
Html summary_section(const Figures& figures, const Wording& wording);
Html day_section(const Figures& figures, const Wording& wording);
Html course_section(const Figures& figures, const Wording& wording);
Html card_section(const Figures& figures, const Wording& wording);
Html device_section(const Figures& figures, const Wording& wording);
Html panel_section(const Figures& figures, const Wording& wording);
Html refusal_section(const Figures& figures, const Wording& wording);
Html assistance_section(const Figures& figures, const Wording& wording);

}  // namespace tsuitate::audit::report
