// TreeReader: single records of a log and their place in its tree, read from as few tiles as that takes.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "audit/log/log_directory.hpp"
#include "audit/note/checkpoint.hpp"
#include "audit/note/note.hpp"
#include "audit/note/tlog_proof.hpp"
#include "audit/tree/tile_nodes.hpp"

namespace tsuitate::audit {

class TreeReader {
  public:
    // Reads the newest checkpoint. The reason, when there is none. `log` must live longer.
    static std::variant<TreeReader, std::string> open(const LogDirectory& log);

    const Checkpoint& checkpoint() const { return checkpoint_; }
    const Note& note() const { return note_; }
    std::uint64_t tiles() const { return (checkpoint_.size + tile_width - 1) / tile_width; }

    // The leaf hashes of a tile, when they lead to the root of the checkpoint.
    const std::vector<Hash>* leaves(std::uint64_t tile);
    // The hashes that lead from this record to the root; nothing where a tile cannot be read.
    std::optional<std::vector<Hash>> inclusion(std::uint64_t index) {
        return inclusion_proof(index, checkpoint_.size, nodes());
    }
    // The root of the first so many records; nothing where a tile cannot be read.
    std::optional<Hash> root_at(std::uint64_t size);
    // A proof that a record is in the log, with the record in it: under the newest checkpoint, or under an
    // older one that somebody holds. The reason, when there is none.
    std::variant<TlogProof, std::string> prove(std::uint64_t sequence) {
        return prove_under(sequence, note_, checkpoint_);
    }
    std::variant<TlogProof, std::string> prove_under(std::uint64_t sequence, const Note& note,
                                                     const Checkpoint& checkpoint);

  private:
    TreeReader(const LogDirectory& log, Note note, Checkpoint checkpoint)
        : log_(&log), note_(std::move(note)), checkpoint_(std::move(checkpoint)) {}
    ReadNode nodes();
    // A record among the bytes of its tile, also where others of the tile were altered or taken away.
    std::optional<std::string_view> genuine_entry(std::string_view bytes, std::uint64_t tile,
                                                  std::size_t place);
    const std::vector<Hash>* hashes(unsigned level, std::uint64_t number, std::uint64_t width);

    struct Leaves {
        std::uint64_t tile = 0;
        std::vector<Hash> hashes;
        bool authentic = false;
    };

    const LogDirectory* log_;
    Note note_;
    Checkpoint checkpoint_;
    std::map<std::pair<unsigned, std::uint64_t>, std::vector<Hash>> above_;  // the levels above the leaves
    std::optional<Leaves> leaves_;                                           // the last tile asked for
};

}  // namespace tsuitate::audit
