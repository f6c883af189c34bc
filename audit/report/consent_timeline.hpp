// ConsentTimeline: when clerks asked to help, and what came of it: over the period by its days, and over the
// day by its half hours, all days together. Says the same in every report; only a detailed one says it
// exactly.
#pragma once

#include "audit/report/figures.hpp"
#include "audit/report/html.hpp"
#include "audit/report/wording.hpp"

namespace tsuitate::audit::report {

Html consent_timeline(const Figures& figures, const Wording& wording);

}  // namespace tsuitate::audit::report
