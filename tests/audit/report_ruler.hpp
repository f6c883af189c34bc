// ReportRuler: a report about two weeks of which it is known where each bar must stand and how tall it must
// be. tests/integration/report/layout_test.py says the same figures.
#pragma once

#include <string>

#include "policy/session/vocabulary.hpp"

namespace tsuitate::tests {

std::string report_ruler(policy::Language language);

}  // namespace tsuitate::tests
