// AddCheckpoint: what a log, or its courier, asks of a witness (C2SP tlog-witness, add-checkpoint).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "audit/note/checkpoint.hpp"
#include "audit/note/note.hpp"
#include "audit/tree/proof.hpp"

namespace tsuitate::audit {

// More than 63 hashes, a checkpoint and the signatures of many witnesses need.
inline constexpr std::size_t largest_add_checkpoint = std::size_t{64} * 1024;

struct AddCheckpoint {
    std::uint64_t old_size = 0;  // what the witness is believed to know
    Proof proof;                 // from there to the checkpoint
    Note note;
    Checkpoint checkpoint;  // of the note's text

    std::string body() const;
};

// Nothing when the body is malformed. Says nothing about whether it is true.
std::optional<AddCheckpoint> add_checkpoint_of(std::string_view body);

}  // namespace tsuitate::audit
