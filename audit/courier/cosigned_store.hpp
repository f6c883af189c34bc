// CosignedStore: the co-signed checkpoints, durable, in the courier's own directory:
//
//     witnessed/<witness>/<time>-<size>    a checkpoint with that witness's signature; its time in seconds
//     since
//                                          1970, ten digits
//     witnessed/<witness>/latest           the same as the newest of these
//
// Of signatures that follow each other faster than a gap would be told, some are enough: the others go.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <variant>

#include "audit/courier/standing.hpp"

namespace tsuitate::audit {

class CosignedStore {
  public:
    // Makes what is missing for these witnesses. The reason when it cannot.
    static std::variant<CosignedStore, std::string> open(const std::filesystem::path& directory,
                                                         const WitnessList& list);

    // How the counter stood with the witness when the courier ran last; the reason when `latest` is there and
    // is nothing that the witness has signed.
    std::variant<Standing, std::string> recall(const WitnessAddress& witness) const;
    // The reason when it is not durable.
    std::optional<std::string> keep(const WitnessAddress& witness, const Note& cosigned, std::uint64_t size,
                                    std::uint64_t time) const;
    std::optional<std::string> write_status(std::string_view text) const;

  private:
    CosignedStore(std::filesystem::path directory, std::uint64_t sparse)
        : directory_(std::move(directory)), sparse_(sparse) {}

    std::filesystem::path directory_;
    std::uint64_t sparse_;  // seconds between two that are kept for good
};

}  // namespace tsuitate::audit
