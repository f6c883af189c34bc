#include "audit/witness/state_directory.hpp"

#include <fcntl.h>
#include <sys/file.h>

#include <cerrno>
#include <iterator>
#include <system_error>

#include "audit/witness/durable_file.hpp"

namespace tsuitate::audit {
namespace {

constexpr mode_t own = 0600;
constexpr mode_t own_directory = 0700;
constexpr std::size_t hash_bytes_in_names = 16;
// Who has a log's key could otherwise fill the disk with forks of it.
constexpr std::ptrdiff_t most_conflicts = 256;

std::string hexadecimal(const Hash& hash, std::size_t bytes) {
    constexpr std::string_view digits = "0123456789abcdef";
    std::string text;
    for (std::size_t i = 0; i < bytes; ++i) {
        text += digits[hash[i] >> 4U];
        text += digits[hash[i] & 0x0fU];
    }
    return text;
}

// An origin may hold slashes; its hash is a file name.
std::string file_name(const std::string& origin) {
    return hexadecimal(sha256(origin), hash_bytes_in_names);
}

}  // namespace

std::variant<StateDirectory, std::string> StateDirectory::open(const std::filesystem::path& directory) {
    for (const auto& part : {directory, directory / "logs", directory / "conflicts"}) {
        if (auto reason = make_directory(part, own_directory)) {
            return std::move(*reason);
        }
    }
    Descriptor lock(::open(directory.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!lock || flock(lock.number(), LOCK_EX | LOCK_NB) != 0) {
        return errno == EWOULDBLOCK
                   ? "another witness uses " + directory.string()
                   : "cannot lock " + directory.string() + ": " + std::generic_category().message(errno);
    }
    return StateDirectory(directory, std::move(lock));
}

std::variant<std::optional<Note>, std::string> StateDirectory::recall(const std::string& origin) {
    const auto file = directory_ / "logs" / file_name(origin);
    auto read = read_small_file(file, largest_add_checkpoint);
    if (read.error) {
        return std::move(*read.error);
    }
    if (!read.bytes) {
        return std::optional<Note>();
    }
    auto note = note_of(*read.bytes);
    // Damage must not pass for a log that was never seen.
    if (!note) {
        return file.string() + " is damaged; restore it from a copy that is not older";
    }
    return note;
}

std::optional<std::string> StateDirectory::remember(const std::string& origin, const Note& newest) {
    return write_durably(directory_ / "logs" / file_name(origin), newest.bytes(), own);
}

void StateDirectory::keep_conflict(const std::string& origin, const Note& known,
                                   const AddCheckpoint& offered) {
    const auto folder = directory_ / "conflicts";
    constexpr std::size_t root_bytes_in_names = 4;
    const auto file = folder / (file_name(origin) + "-" + std::to_string(offered.checkpoint.size) + "-" +
                                hexadecimal(offered.checkpoint.root, root_bytes_in_names));
    std::error_code error;
    const auto kept = std::distance(std::filesystem::directory_iterator(folder, error), {});
    if (!std::filesystem::exists(file, error) && kept < most_conflicts) {
        // A copy that cannot be kept changes nothing in the answer, which is no.
        static_cast<void>(
            write_durably(file, "known\n\n" + known.bytes() + "\noffered\n\n" + offered.body(), own));
    }
}

}  // namespace tsuitate::audit
