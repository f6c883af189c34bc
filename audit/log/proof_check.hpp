// ProofCheck: what a proof of one record is worth to somebody who has the anchor, and perhaps a copy of
// the log.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "audit/log/epoch_chain.hpp"
#include "policy/session/vocabulary.hpp"

namespace tsuitate::audit {

enum class ProofFault : std::uint8_t {
    malformed,
    no_record,
    checkpoint_malformed,
    other_log,
    enrolment_signature,
    epoch_signature,
    other_history,
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
    // Whether the key of its epoch signed it. Where that is not known, the enrolment key alone vouches for
    // it, and whoever has that key today can sign whatever he likes in the name of an earlier epoch.
    bool of_its_epoch = false;
};

// `chain`: the keys of the epochs, from a copy of the log; nullptr when there is none.
ProofVerdict check_proof(std::string_view proof, const Anchor& anchor,
                         const std::vector<VerifierKey>& witnesses, EpochChain* chain = nullptr);

}  // namespace tsuitate::audit
