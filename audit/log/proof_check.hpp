// ProofCheck: what a proof of one record is worth to somebody who has nothing but the anchor.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "audit/log/anchor.hpp"
#include "audit/note/checkpoint.hpp"
#include "policy/session/vocabulary.hpp"

namespace tsuitate::audit {

enum class ProofFault : std::uint8_t {
    malformed,
    no_record,
    checkpoint_malformed,
    other_log,
    enrolment_signature,
    epoch_signature,
    witness,
    not_included,
    record_malformed,
    sequence_differs,
};
std::string_view word_of(ProofFault fault);
std::string_view text_of(ProofFault fault, policy::Language language);

struct ProofVerdict {
    std::optional<ProofFault> fault{};
    std::string record{};  // the record that was proven; also of a proof that does not hold
    Checkpoint checkpoint{};
};

ProofVerdict check_proof(std::string_view proof, const Anchor& anchor,
                         const std::vector<VerifierKey>& witnesses);

}  // namespace tsuitate::audit
