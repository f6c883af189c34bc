#include "audit/courier/cosigned_store.hpp"

#include <algorithm>
#include <vector>

#include "audit/note/lines.hpp"
#include "audit/witness/durable_file.hpp"

namespace tsuitate::audit {
namespace {

// Nothing in it is secret, and others tell of it.
constexpr mode_t for_all = 0644;
constexpr mode_t for_all_directory = 0755;

constexpr std::size_t digits_of_time = 10;

// Sorts by time.
std::string name_of(std::uint64_t time, std::uint64_t size) {
    std::string digits = std::to_string(time);
    digits.insert(0, digits_of_time - std::min(digits_of_time, digits.size()), '0');
    return digits + "-" + std::to_string(size);
}

std::uint64_t time_of(const std::string& name) {
    return decimal_of(std::string_view(name).substr(0, name.find('-'))).value_or(0);
}

// The one before the newest goes when the one before that is hardly older. What cannot be removed stays, and
// does no harm.
void remove_needless(const std::filesystem::path& folder, std::uint64_t sparse) {
    std::vector<std::string> names;
    std::error_code error;
    for (std::filesystem::directory_iterator entry(folder, error), end; !error && entry != end;
         entry.increment(error)) {
        const std::string name = entry->path().filename().string();
        if (name.size() > digits_of_time && name[digits_of_time] == '-') {
            names.push_back(name);
        }
    }
    std::sort(names.begin(), names.end());
    if (names.size() < 3) {
        return;
    }
    const std::string& candidate = names[names.size() - 2];
    if (time_of(candidate) - time_of(names[names.size() - 3]) < sparse) {
        std::filesystem::remove(folder / candidate, error);
    }
}

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
    return CosignedStore(directory, static_cast<std::uint64_t>(list.longest_gap.count()) / 4);
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
                                               std::uint64_t size, std::uint64_t time) const {
    const auto folder = directory_ / "witnessed" / witness.name;
    const std::string bytes = cosigned.bytes();
    auto reason = write_durably(folder / name_of(time, size), bytes, for_all);
    if (!reason) {
        reason = write_durably(folder / "latest", bytes, for_all);
    }
    if (!reason) {
        remove_needless(folder, sparse_);
    }
    return reason;
}

std::optional<std::string> CosignedStore::write_status(std::string_view text) const {
    return write_durably(directory_ / "status.json", text, for_all);
}

}  // namespace tsuitate::audit
