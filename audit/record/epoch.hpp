// Epoch: how the keys that sign checkpoints follow each other (docs/audit-log.md, Keys).
#pragma once

#include <cstdint>
#include <string>

#include "audit/note/key.hpp"
#include "audit/record/schema.hpp"

namespace tsuitate::audit {

// What a record `epoch-started` or `chain-restarted` says.
struct Epoch {
    std::uint64_t number = 0;
    PublicKey key{};
    PublicKey next_key{};
    Signature signature{};
    bool chain_restarted = false;
    bool after_start = false;  // the ledger was started anew, perhaps after a power cut
};

// "<origin>/epoch/<number>": under which name an epoch's key signs.
std::string epoch_key_name(const std::string& origin, std::uint64_t number);
VerifierKey epoch_verifier_key(const std::string& origin, const Epoch& epoch);

// What is signed when an epoch starts: by its own key, or by the enrolment key when the chain restarts.
std::string epoch_statement(const std::string& origin, const Epoch& epoch);

// Precondition: the record is of one of these two kinds, and fits the schema.
Epoch epoch_of(const Record& record);
// The fields of the record that are the epoch's own.
JsonObject fields_of(const Epoch& epoch);

// "tsuitate-anchor@v1" and the two keys from which everything follows, as a text of three lines.
std::string anchor_text(const VerifierKey& enrolment, const VerifierKey& first_epoch);

}  // namespace tsuitate::audit
