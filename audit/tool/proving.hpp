// Proving: from what somebody names to the proof that the log holds it.
#pragma once

#include <variant>

#include "audit/log/log_directory.hpp"
#include "audit/note/tlog_proof.hpp"
#include "audit/tool/commands.hpp"

namespace tsuitate::audit_tool {

// The exit status, having said why, when there is none.
std::variant<audit::TlogProof, int> proof_of(const Common& common, const audit::LogDirectory& log,
                                             const ProveRequest& request);

}  // namespace tsuitate::audit_tool
