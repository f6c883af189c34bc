// Reply: what a witness has answered, and what that means. No network here.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>

#include "audit/witness/request.hpp"

namespace tsuitate::audit {

struct Reply {
    unsigned status = 0;  // 0: no answer came
    std::string content_type;
    std::string body;
    std::string error;  // why none came
};

// Why a witness's signature is not there.
enum class Trouble : std::uint8_t {
    none,
    local,        // the log here cannot be used, or a signature cannot be stored
    unreachable,  // no answer, or the witness is not well
    refused,      // the witness does not look after this log, or answered what makes no sense
    conflict,     // what the witness has seen and what is here contradict each other
};
std::string_view word_of(Trouble trouble);

struct Cosigned {
    Note note;               // with the witness's signature
    std::uint64_t time = 0;  // that it signed with it
};
struct OtherSize {
    std::uint64_t size = 0;  // that the witness knows: the proof must start there
};
struct NotCosigned {
    Trouble trouble{};
    std::string reason;
};
using Outcome = std::variant<Cosigned, OtherSize, NotCosigned>;

// Precondition: the proof of what was offered holds.
Outcome outcome_of(const AddCheckpoint& offered, const VerifierKey& witness, const Reply& reply);

}  // namespace tsuitate::audit
