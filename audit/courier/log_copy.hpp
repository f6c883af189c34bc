// LogCopy: the published log as the courier sees it: its newest checkpoint, and the hashes below it. Reads
// the files, never writes, and believes nothing that the hashes do not show.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <variant>

#include "audit/tree/tile_nodes.hpp"
#include "audit/witness/request.hpp"

namespace tsuitate::audit {

struct NewestCheckpoint {
    Note note;
    Checkpoint checkpoint;
};

class LogCopy {
  public:
    explicit LogCopy(std::filesystem::path directory) : directory_(std::move(directory)) {}

    // The reason when there is none, or it is malformed.
    std::variant<NewestCheckpoint, std::string> newest() const;

    // What a witness that knows the first `old_size` records must be shown. The reason when the hashes on
    // disk are not those of the checkpoint: then the fault is here, and no witness shall be asked.
    // Precondition: old_size is not above the checkpoint's.
    std::variant<AddCheckpoint, std::string> offer(const NewestCheckpoint& newest,
                                                   std::uint64_t old_size) const;

    // The root over the first `old_size` records, from the hashes that the checkpoint of `size` needs.
    std::optional<Hash> root_at(std::uint64_t old_size, std::uint64_t size) const;

  private:
    ReadNode nodes(std::uint64_t size) const;
    std::filesystem::path directory_;
};

}  // namespace tsuitate::audit
