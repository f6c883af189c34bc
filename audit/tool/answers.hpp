// Answers: what the commands that read records have in common: the filter, and saying what was not read.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "audit/log/query.hpp"
#include "audit/tool/commands.hpp"

namespace tsuitate::audit_tool {

// Says on standard error which part makes no sense.
std::optional<audit::Query> query_of(const Filter& filter);

// Goes through the log and returns the exit status: right, wrong when a record that was shown is not the
// signed log's or records could not be looked at, or that the log cannot be read.
int go_through(const Common& common, const audit::Query& query,
               const std::function<bool(const audit::Hit&)>& hit);

}  // namespace tsuitate::audit_tool
