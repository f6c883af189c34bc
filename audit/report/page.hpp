// Page: the sections in their order, as one file that needs nothing beside it.
#pragma once

#include "audit/report/report.hpp"

namespace tsuitate::audit::report {

std::string page_of(const Figures& figures, const Options& options, const Basis& basis);

}  // namespace tsuitate::audit::report
