#include "audit/log/epoch_chain.hpp"

#include "audit/log/query.hpp"

namespace tsuitate::audit {

std::variant<EpochChain, std::string> EpochChain::read(const LogDirectory& log, const Anchor& anchor) {
    auto tree = TreeReader::open(log);
    if (auto* reason = std::get_if<std::string>(&tree)) {
        return std::move(*reason);
    }
    EpochChain chain(std::move(std::get<TreeReader>(tree)), anchor);
    Findings broken;  // marks the epochs themselves
    scan(log, chain.tree_,
         {.events = {policy::RecordKind::epoch_started, policy::RecordKind::chain_restarted}},
         [&](const Hit& hit) {
             if (hit.verified) {
                 const auto record = record_of(hit.record.bytes);  // it has been accepted before
                 chain.epochs_.take(std::get<Record>(record), hit.sequence, broken);
             }
             return true;
         });
    return chain;
}

bool EpochChain::has(const Checkpoint& checkpoint) {
    return checkpoint.size <= tree_.checkpoint().size && tree_.root_at(checkpoint.size) == checkpoint.root;
}

std::optional<VerifierKey> EpochChain::key_at(std::uint64_t size) const {
    const EpochSeen* epoch = epochs_.epoch_at(size);
    return epoch != nullptr && epoch->trusted
               ? std::optional(epoch_verifier_key(tree_.checkpoint().origin, epoch->epoch))
               : std::nullopt;
}

}  // namespace tsuitate::audit
