#include "audit/courier/log_copy.hpp"

#include "audit/witness/durable_file.hpp"

namespace tsuitate::audit {

std::variant<NewestCheckpoint, std::string> LogCopy::newest() const {
    const auto file = directory_ / "checkpoint";
    const auto read = read_small_file(file, largest_add_checkpoint);
    if (!read.bytes) {
        return read.error.value_or(file.string() + " is not there");
    }
    auto note = note_of(*read.bytes);
    auto checkpoint = note ? checkpoint_of(note->text) : std::nullopt;
    if (!checkpoint) {
        return file.string() + " is no signed checkpoint";
    }
    return NewestCheckpoint{.note = std::move(*note), .checkpoint = std::move(*checkpoint)};
}

ReadNode LogCopy::nodes(std::uint64_t size) const {
    return nodes_from_tiles(size,
                            [this](unsigned level, std::uint64_t number,
                                   std::uint64_t width) -> std::optional<std::vector<Hash>> {
                                // A partial tile goes when the log has grown beyond it; the full one begins
                                // with the same hashes.
                                for (const std::uint64_t wanted : {width, tile_width}) {
                                    const auto read =
                                        read_small_file(directory_ / hash_tile_path(level, number, wanted),
                                                        tile_width * sizeof(Hash));
                                    if (read.bytes) {
                                        return hashes_of(*read.bytes, wanted);
                                    }
                                }
                                return std::nullopt;
                            });
}

std::optional<Hash> LogCopy::root_at(std::uint64_t old_size, std::uint64_t size) const {
    const auto edge = edge_of(old_size, nodes(size));
    return edge ? std::optional(edge->root()) : std::nullopt;
}

std::variant<AddCheckpoint, std::string> LogCopy::offer(const NewestCheckpoint& newest,
                                                        std::uint64_t old_size) const {
    const Checkpoint& checkpoint = newest.checkpoint;
    const ReadNode read = nodes(checkpoint.size);
    const auto edge = edge_of(checkpoint.size, read);
    const auto old_edge = edge_of(old_size, read);
    const auto proof =
        old_size == 0 ? std::optional(Proof()) : consistency_proof(old_size, checkpoint.size, read);
    if (!edge || !old_edge || !proof) {
        return "hashes of the log are missing or have the wrong size";
    }
    if (edge->root() != checkpoint.root ||
        !is_consistent(old_size, old_edge->root(), checkpoint.size, checkpoint.root, *proof)) {
        return "the hashes of the log are not those that its checkpoint signs";
    }
    return AddCheckpoint{
        .old_size = old_size, .proof = *proof, .note = newest.note, .checkpoint = checkpoint};
}

}  // namespace tsuitate::audit
