// EpochCheck: how the keys follow each other, from the anchor's to the newest, and which checkpoints each of
// them was allowed to sign.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "audit/log/anchor.hpp"
#include "audit/log/checkpoints.hpp"
#include "audit/log/finding.hpp"
#include "audit/record/epoch.hpp"

namespace tsuitate::audit {

// An epoch as its first record tells it.
struct EpochSeen {
    Epoch epoch;
    std::uint64_t sequence = 0;  // of that record
    bool trusted = true;         // its key follows from the anchor, or from where the log can be read
    bool after_gap = false;      // what lies before cannot be read
};

class EpochCheck {
  public:
    // `accepted`: restarts of the chain of which somebody knows why.
    EpochCheck(std::string origin, std::optional<Anchor> anchor, std::set<std::uint64_t> accepted);

    // A record that starts an epoch, and where it stands.
    void take(const Record& record, std::uint64_t sequence, Findings& findings);
    void gap() { after_gap_ = true; }
    // Each checkpoint against its epoch; marks those that are worth nothing.
    void finish(std::uint64_t size, unsigned threads, Checkpoints& checkpoints, Findings& findings) const;

    const std::vector<EpochSeen>& epochs() const { return epochs_; }
    // The epoch that a record or a checkpoint of this sequence or size belongs to.
    const EpochSeen* epoch_at(std::uint64_t sequence) const;

  private:
    void check_key(EpochSeen& seen, const EpochSeen* before, Findings& findings) const;
    void check_statement(EpochSeen& seen, Findings& findings) const;
    void check_checkpoint(const EpochSeen& seen, SignedCheckpoint& checkpoint, Findings& findings) const;
    void check_end(const EpochSeen& seen, const EpochSeen& next, const SignedCheckpoint* checkpoint,
                   Findings& findings) const;

    std::string origin_;
    std::optional<Anchor> anchor_;
    std::set<std::uint64_t> accepted_;
    std::vector<EpochSeen> epochs_;
    bool after_gap_ = false;
};

}  // namespace tsuitate::audit
