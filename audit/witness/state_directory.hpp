// StateDirectory: a witness's memory on disk. It holds the directory alone; a second witness on the same one
// could sign what contradicts the first.
//
//     logs/<hash of the origin>               the newest checkpoint co-signed, a signed note
//     conflicts/<that hash>-<size>-<root>     what was offered, and the checkpoint known, when they
//     contradict
//                                             each other or were not shown to agree
#pragma once

#include <filesystem>
#include <string>
#include <variant>

#include "audit/witness/descriptor.hpp"
#include "audit/witness/witness.hpp"

namespace tsuitate::audit {

class StateDirectory final : public WitnessMemory {
  public:
    // Makes what is missing below it. The reason, when it cannot be used.
    static std::variant<StateDirectory, std::string> open(const std::filesystem::path& directory);

    std::variant<std::optional<Note>, std::string> recall(const std::string& origin) override;
    std::optional<std::string> remember(const std::string& origin, const Note& newest) override;
    void keep_conflict(const std::string& origin, const Note& known, const AddCheckpoint& offered) override;

  private:
    StateDirectory(std::filesystem::path directory, Descriptor lock)
        : directory_(std::move(directory)), lock_(std::move(lock)) {}

    std::filesystem::path directory_;
    Descriptor lock_;
};

}  // namespace tsuitate::audit
