#include "audit/log/tree_reader.hpp"

#include "audit/log/checkpoints.hpp"
#include "audit/log/salvage.hpp"

namespace tsuitate::audit {

std::variant<TreeReader, std::string> TreeReader::open(const LogDirectory& log) {
    std::string bytes;
    if (const auto error = log.read("checkpoint", bytes)) {
        return log.name() + "/" + error->text();
    }
    auto found = signed_checkpoint_of("checkpoint", bytes);
    if (auto* reason = std::get_if<std::string>(&found)) {
        return log.name() + "/checkpoint: " + *reason;
    }
    auto& checkpoint = std::get<SignedCheckpoint>(found);
    // A checkpoint may name any number of records; where the log ends before, nobody should look for them.
    const std::uint64_t size = checkpoint.checkpoint.size;
    const std::uint64_t last = size == 0 ? 0 : (size - 1) / tile_width;
    if (size > 0 && !log.has(hash_tile_path(0, last, hash_tile_width(0, last, size)))) {
        return log.name() + ": the log ends before the " + std::to_string(size) +
               " records of its checkpoint";
    }
    return TreeReader(log, std::move(checkpoint.note), std::move(checkpoint.checkpoint));
}

const std::vector<Hash>* TreeReader::hashes(unsigned level, std::uint64_t number, std::uint64_t width) {
    const auto read = [&]() -> std::optional<std::vector<Hash>> {
        std::string bytes;
        if (log_->read(hash_tile_path(level, number, width), bytes)) {
            return std::nullopt;
        }
        return hashes_of(bytes, width);
    };
    if (level == 0) {
        if (!leaves_ || leaves_->tile != number) {
            auto found = read();
            if (!found) {
                return nullptr;
            }
            leaves_ = Leaves{.tile = number, .hashes = std::move(*found)};
        }
        return &leaves_->hashes;
    }
    auto known = above_.find({level, number});
    if (known == above_.end()) {
        auto found = read();
        if (!found) {
            return nullptr;
        }
        known = above_.emplace(std::pair(level, number), std::move(*found)).first;
    }
    return &known->second;
}

ReadNode TreeReader::nodes() {
    return nodes_from_tiles(checkpoint_.size,
                            [this](unsigned level, std::uint64_t number,
                                   std::uint64_t width) -> std::optional<std::vector<Hash>> {
                                const auto* found = hashes(level, number, width);
                                return found == nullptr ? std::nullopt : std::optional(*found);
                            });
}

const std::vector<Hash>* TreeReader::leaves(std::uint64_t tile) {
    const std::uint64_t width = hash_tile_width(0, tile, checkpoint_.size);
    if (width == 0 || hashes(0, tile, width) == nullptr) {
        return nullptr;
    }
    if (!leaves_->authentic) {
        // The proof of one leaf is made of all its neighbours in the tile: if it holds, they are right as
        // well.
        const std::uint64_t index = tile * tile_width;
        const auto proof = inclusion(index);
        leaves_->authentic =
            proof && is_included(leaves_->hashes.front(), index, checkpoint_.size, checkpoint_.root, *proof);
    }
    return leaves_->authentic ? &leaves_->hashes : nullptr;
}

std::optional<Hash> TreeReader::root_at(std::uint64_t size) {
    const auto edge = edge_of(size, nodes());
    return edge ? std::optional(edge->root()) : std::nullopt;
}

std::optional<std::string_view> TreeReader::genuine_entry(std::string_view bytes, std::uint64_t tile,
                                                          std::size_t place) {
    const auto* hashes = leaves(tile);
    const auto entries = entries_of(bytes, hash_tile_width(0, tile, checkpoint_.size));
    if (hashes == nullptr || (entries && leaf_hash((*entries)[place]) == (*hashes)[place])) {
        return entries ? std::optional((*entries)[place]) : std::nullopt;
    }
    const auto piece = salvage(bytes, *hashes).genuine[place];
    return piece ? std::optional(piece->bytes) : std::nullopt;
}

std::variant<TlogProof, std::string> TreeReader::prove_under(std::uint64_t sequence, const Note& note,
                                                             const Checkpoint& checkpoint) {
    const std::string name = "record " + std::to_string(sequence);
    if (checkpoint.origin != checkpoint_.origin || checkpoint.size > checkpoint_.size) {
        return "the checkpoint is of another or a longer log: " + std::to_string(checkpoint.size) +
               " records of " + checkpoint.origin;
    }
    if (sequence == 0 || sequence > checkpoint.size) {
        return name + " is not in the log: its checkpoint has " + std::to_string(checkpoint.size);
    }
    const std::uint64_t index = sequence - 1;
    const std::uint64_t tile = index / tile_width;
    const std::uint64_t width = hash_tile_width(0, tile, checkpoint_.size);
    std::string bytes;
    if (const auto error = log_->read(entries_tile_path(tile, width), bytes)) {
        return name + " cannot be read: " + error->text();
    }
    const auto entry = genuine_entry(bytes, tile, index % tile_width);
    if (!entry) {
        return name + " is not there as the tree has it: altered, or taken away; see tsuitate-audit verify";
    }
    // A complete subtree is the same in every longer log.
    const auto proof = inclusion_proof(index, checkpoint.size, nodes());
    if (!proof || !is_included(leaf_hash(*entry), index, checkpoint.size, checkpoint.root, *proof)) {
        return name + " is not in the tree that the checkpoint was signed for; see tsuitate-audit verify";
    }
    return TlogProof{.extra = std::string(*entry), .index = index, .hashes = *proof, .checkpoint = note};
}

}  // namespace tsuitate::audit
