#include "audit/log/epoch_check.hpp"

#include <algorithm>
#include <iterator>

#include "audit/log/in_order.hpp"

namespace tsuitate::audit {
namespace {

// An epoch that the ledger had started and not yet signed when it was stopped holds its first record, and the
// one that says that a torn tail was healed.
constexpr std::uint64_t most_records_unsigned = 2;

std::string path_of(std::uint64_t epoch) {
    std::string digits = std::to_string(epoch);
    digits.insert(0, 8 - std::min<std::size_t>(8, digits.size()), '0');
    return "checkpoints/" + digits;
}

}  // namespace

EpochCheck::EpochCheck(std::string origin, std::optional<Anchor> anchor, std::set<std::uint64_t> accepted)
    : origin_(std::move(origin)), anchor_(std::move(anchor)), accepted_(std::move(accepted)) {}

void EpochCheck::take(const Record& record, std::uint64_t sequence, Findings& findings) {
    EpochSeen seen{.epoch = epoch_of(record), .sequence = sequence};
    const EpochSeen* before = epochs_.empty() ? nullptr : &epochs_.back();
    const std::uint64_t expected = before == nullptr ? 1 : before->epoch.number + 1;
    seen.trusted = before == nullptr || before->trusted;
    if (after_gap_ && seen.epoch.number > expected) {
        seen.after_gap = true;
        seen.trusted = true;
        findings.push_back({.what = What::epoch_gap, .first = seen.sequence, .last = seen.sequence});
    } else if (seen.epoch.number != expected) {
        seen.trusted = false;
        findings.push_back(
            {.what = What::epoch_number_wrong,
             .first = seen.sequence,
             .last = seen.sequence,
             .detail = std::to_string(seen.epoch.number) + " instead of " + std::to_string(expected)});
    } else {
        check_key(seen, before, findings);
    }
    check_statement(seen, findings);
    after_gap_ = false;
    epochs_.push_back(std::move(seen));
}

void EpochCheck::check_key(EpochSeen& seen, const EpochSeen* before, Findings& findings) const {
    const Epoch& epoch = seen.epoch;
    if (epoch.chain_restarted && epoch.number > 1) {
        const bool accepted = accepted_.contains(epoch.number);
        seen.trusted = seen.trusted && accepted;
        findings.push_back({.what = What::chain_restarted,
                            .first = seen.sequence,
                            .last = seen.sequence,
                            .detail = std::to_string(epoch.number),
                            .accepted = accepted});
        return;
    }
    std::optional<PublicKey> expected =
        before == nullptr ? std::nullopt : std::optional(before->epoch.next_key);
    if (epoch.number == 1 && anchor_) {
        expected = anchor_->first_epoch.key;
    }
    if (expected && *expected != epoch.key) {
        seen.trusted = false;
        findings.push_back({.what = What::epoch_key_wrong,
                            .first = seen.sequence,
                            .last = seen.sequence,
                            .key = epoch_verifier_key(origin_, epoch).text(),
                            .detail = epoch.number == 1 ? "the anchor" : "the epoch before"});
    }
}

void EpochCheck::check_statement(EpochSeen& seen, Findings& findings) const {
    const Epoch& epoch = seen.epoch;
    if (epoch.chain_restarted && !anchor_) {
        return;  // only the enrolment key could tell
    }
    const VerifierKey key = epoch.chain_restarted ? anchor_->enrolment : epoch_verifier_key(origin_, epoch);
    if (!verifies(key.key, epoch_statement(origin_, epoch), epoch.signature)) {
        seen.trusted = false;
        findings.push_back({.what = What::epoch_statement_wrong,
                            .first = seen.sequence,
                            .last = seen.sequence,
                            .key = key.text()});
    }
}

const EpochSeen* EpochCheck::epoch_at(std::uint64_t sequence) const {
    const auto next =
        std::upper_bound(epochs_.begin(), epochs_.end(), sequence,
                         [](std::uint64_t wanted, const EpochSeen& seen) { return wanted < seen.sequence; });
    return next == epochs_.begin() ? nullptr : &*(next - 1);
}

void EpochCheck::check_checkpoint(const EpochSeen& seen, SignedCheckpoint& checkpoint,
                                  Findings& findings) const {
    check_epoch_key(checkpoint, epoch_verifier_key(origin_, seen.epoch), findings);
    if (epoch_at(checkpoint.checkpoint.size) != &seen) {
        checkpoint.signed_right = false;
        findings.push_back({.what = What::checkpoint_outside_epoch,
                            .path = checkpoint.path,
                            .key = epoch_key_name(origin_, seen.epoch.number),
                            .detail = std::to_string(checkpoint.checkpoint.size) + " records"});
    }
    checkpoint.signed_right = checkpoint.signed_right && seen.trusted;
}

void EpochCheck::check_end(const EpochSeen& seen, const EpochSeen& next, const SignedCheckpoint* checkpoint,
                           Findings& findings) const {
    const std::uint64_t last = next.sequence - 1;
    const std::uint64_t sealed = checkpoint == nullptr ? seen.sequence - 1 : checkpoint->checkpoint.size;
    if (sealed >= last) {
        return;
    }
    const bool unsigned_start = next.epoch.after_start && last - sealed <= most_records_unsigned;
    if (checkpoint == nullptr && !unsigned_start) {
        findings.push_back({.what = What::checkpoint_missing,
                            .first = seen.sequence,
                            .last = last,
                            .path = path_of(seen.epoch.number),
                            .detail = "nothing shows that these records are those of epoch " +
                                      std::to_string(seen.epoch.number)});
    } else if (next.epoch.after_start) {
        findings.push_back({.what = What::records_unsealed,
                            .first = sealed + 1,
                            .last = last,
                            .detail = "epoch " + std::to_string(next.epoch.number)});
    } else {
        findings.push_back({.what = What::checkpoint_incomplete,
                            .first = sealed + 1,
                            .last = last,
                            .path = checkpoint->path});
    }
}

void EpochCheck::finish(std::uint64_t size, unsigned threads, Checkpoints& checkpoints,
                        Findings& findings) const {
    const auto of_epoch = [&](std::uint64_t number) -> SignedCheckpoint* {
        const auto found =
            std::lower_bound(checkpoints.of_epochs.begin(), checkpoints.of_epochs.end(), number,
                             [](const auto& one, std::uint64_t wanted) { return one.epoch < wanted; });
        return found != checkpoints.of_epochs.end() && found->epoch == number ? &*found : nullptr;
    };
    std::vector<Findings> of_signatures(epochs_.size());
    in_parallel(threads, epochs_.size(), [&](std::size_t i) {
        if (SignedCheckpoint* checkpoint = of_epoch(epochs_[i].epoch.number)) {
            check_checkpoint(epochs_[i], *checkpoint, of_signatures[i]);
        }
    });
    for (std::size_t i = 0; i < epochs_.size(); ++i) {
        std::move(of_signatures[i].begin(), of_signatures[i].end(), std::back_inserter(findings));
        if (i + 1 < epochs_.size() && !epochs_[i + 1].after_gap) {
            check_end(epochs_[i], epochs_[i + 1], of_epoch(epochs_[i].epoch.number), findings);
        }
    }
    for (SignedCheckpoint& checkpoint : checkpoints.of_epochs) {
        if (!epochs_.empty() && checkpoint.epoch > epochs_.back().epoch.number) {
            checkpoint.signed_right = false;
            findings.push_back({.what = What::checkpoint_outside_epoch,
                                .path = checkpoint.path,
                                .key = epoch_key_name(origin_, checkpoint.epoch),
                                .detail = "an epoch that the log does not have"});
        }
    }
    const EpochSeen* newest = epoch_at(size);
    if (newest != nullptr && checkpoints.newest && checkpoints.newest->epoch == 0) {
        check_checkpoint(*newest, *checkpoints.newest, findings);
    }
}

}  // namespace tsuitate::audit
