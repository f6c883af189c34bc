// The way to a witness: one request, one small answer, within a time.
#pragma once

#include <string>

#include "audit/courier/reply.hpp"
#include "audit/courier/witness_list.hpp"

namespace tsuitate::audit {

// Never waits longer than half a minute. A certificate (https) is checked against those that the machine
// trusts.
Reply post_to(const WitnessAddress& witness, const std::string& body);

}  // namespace tsuitate::audit
