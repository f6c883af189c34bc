#include "audit/courier/cosigned_store.hpp"

#include "audit/witness/durable_file.hpp"

namespace tsuitate::audit {
namespace {

// Nothing in it is secret, and others tell of it.
constexpr mode_t for_all = 0644;
constexpr mode_t for_all_directory = 0755;

}  // namespace

std::variant<CosignedStore, std::string> CosignedStore::open(const std::filesystem::path& directory,
                                                             const WitnessList& list) {
    std::vector<std::filesystem::path> parts = {directory, directory / "witnessed"};
    for (const WitnessAddress& witness : list.witnesses) {
        parts.push_back(directory / "witnessed" / witness.name);
    }
    for (const auto& part : parts) {
        if (auto reason = make_directory(part, for_all_directory)) {
            return std::move(*reason);
        }
    }
    return CosignedStore(directory);
}

std::variant<Standing, std::string> CosignedStore::recall(const WitnessAddress& witness) const {
    const auto file = directory_ / "witnessed" / witness.name / "latest";
    auto read = read_small_file(file, largest_add_checkpoint);
    if (read.error) {
        return std::move(*read.error);
    }
    if (!read.bytes) {
        return Standing{};
    }
    const auto note = note_of(*read.bytes);
    const auto checkpoint = note ? checkpoint_of(note->text) : std::nullopt;
    const auto time = checkpoint ? cosigned_at(*note, witness.key) : std::nullopt;
    if (!time) {
        return file.string() + " holds nothing that the key of this witness has signed";
    }
    return Standing{.cosigned = checkpoint, .cosigned_time = *time, .known_size = checkpoint->size};
}

std::optional<std::string> CosignedStore::keep(const WitnessAddress& witness, const Note& cosigned,
                                               std::uint64_t size) const {
    const auto folder = directory_ / "witnessed" / witness.name;
    const std::string bytes = cosigned.bytes();
    auto reason = write_durably(folder / std::to_string(size), bytes, for_all);
    return reason ? reason : write_durably(folder / "latest", bytes, for_all);
}

std::optional<std::string> CosignedStore::write_status(std::string_view text) const {
    return write_durably(directory_ / "status.json", text, for_all);
}

}  // namespace tsuitate::audit
