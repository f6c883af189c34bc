// Finding: one thing that a check of the log has to say. The kinds are a closed set with stable words, for
// programs; the sentences are for people.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "policy/session/vocabulary.hpp"

namespace tsuitate::audit {

// A fault means that something is wrong. A notice is something that a reader must know, and no more.
enum class Severity : std::uint8_t { fault, notice };

enum class What : std::uint8_t {
    // Files.
    cannot_read,
    checkpoint_missing,
    checkpoint_malformed,
    tile_missing,
    tile_altered,
    entries_missing,
    entries_malformed,
    file_unknown,
    // Signatures and roots.
    origin_differs,
    enrolment_signature_missing,
    enrolment_signature_wrong,
    epoch_signature_missing,
    epoch_signature_wrong,
    witness_missing,
    witness_gap,
    signature_unknown,
    root_differs,
    root_unknown,
    no_anchor,
    anchor_from_log,
    // What somebody remembers.
    rollback,
    fork,
    remembered_malformed,
    remembered_unsigned,
    // Records.
    record_altered,
    record_missing,
    record_inserted,
    record_moved,
    record_repeated,
    record_malformed,
    sequence_wrong,
    entries_erased,
    entries_not_erased,
    range_only,
    // Epochs.
    epoch_missing,
    epoch_number_wrong,
    epoch_key_wrong,
    epoch_statement_wrong,
    epoch_gap,
    chain_restarted,
    checkpoint_outside_epoch,
    checkpoint_incomplete,
    records_unsealed,
    // Sessions.
    session_not_opened,
    session_reopened,
    session_interrupted,
    entry_not_started,
    entry_not_ended,
    attempt_without_entry,
    outcome_without_attempt,
    outcome_impossible,
    pin_kind_differs,
    // Help, observers, receipts.
    consent_outside_entry,
    consent_still_open,
    consent_not_shown,
    consent_not_answered,
    consent_used_twice,
    consent_expired,
    assistance_not_agreed,
    assistance_not_ended,
    review_missing,
    review_without_assistance,
    change_without_assistance,
    observer_not_announced,
    receipt_missing,
    receipt_repeated,
    // Clocks.
    uptime_backwards,
    clock_jumped,
    boot_returned,
    // The report itself.
    more_findings,
};

Severity severity_of(What what);
std::string_view word_of(What what);

struct Finding {
    What what{};
    std::uint64_t first = 0;  // sequences of the records meant; 0 when it is about none
    std::uint64_t last = 0;
    std::string path{};  // below the log's directory
    std::optional<std::uint64_t> byte{};
    std::string key{};     // the name of a signing key
    std::string detail{};  // what else there is to say: a session, a reason, a number
    // Where somebody has accepted a fault beforehand.
    bool accepted = false;

    Severity severity() const { return accepted ? Severity::notice : severity_of(what); }
    bool operator==(const Finding&) const = default;
};

using Findings = std::vector<Finding>;

// One sentence.
std::string sentence_of(const Finding& finding, policy::Language language);

// "record 7" or "records 7 to 9".
std::string records_text(std::uint64_t first, std::uint64_t last, policy::Language language);

}  // namespace tsuitate::audit
