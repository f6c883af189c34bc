// EpochChain: the keys of a log's epochs, followed from the anchor through the records that name them. For
// who holds a checkpoint from elsewhere and wants to know whether its epoch's key signed it.
#pragma once

#include <optional>
#include <string>
#include <variant>

#include "audit/log/epoch_check.hpp"
#include "audit/log/tree_reader.hpp"

namespace tsuitate::audit {

class EpochChain {
  public:
    // The reason, when the log cannot be read. `log` must live longer.
    static std::variant<EpochChain, std::string> read(const LogDirectory& log, const Anchor& anchor);

    // Whether the log had this root when it had so many records.
    bool has(const Checkpoint& checkpoint);
    // The key that had to sign a checkpoint over so many records; nothing where the keys cannot be followed
    // up to it.
    std::optional<VerifierKey> key_at(std::uint64_t size) const;

  private:
    EpochChain(TreeReader tree, const Anchor& anchor)
        : tree_(std::move(tree)), epochs_(anchor.origin(), anchor, {}) {}

    TreeReader tree_;
    EpochCheck epochs_;
};

}  // namespace tsuitate::audit
