#include "audit/witness/durable_file.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

#include "audit/witness/descriptor.hpp"

namespace tsuitate::audit {
namespace {

std::string reason(const char* what, const std::filesystem::path& file) {
    return std::string("cannot ") + what + " " + file.string() + ": " +
           std::generic_category().message(errno);
}

bool write_all(int descriptor, std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t written = write(descriptor, bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR) {
            continue;
        }
        if (written <= 0) {
            return false;
        }
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    return true;
}

bool synchronise_directory(const std::filesystem::path& directory) {
    const Descriptor opened(open(directory.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    return opened && fsync(opened.number()) == 0;
}

}  // namespace

std::optional<std::string> write_durably(const std::filesystem::path& file, std::string_view bytes,
                                         mode_t mode) {
    const std::filesystem::path beside = file.string() + ".new";
    // What a write that was cut short has left has perhaps another mode.
    unlink(beside.c_str());
    {
        const Descriptor opened(open(beside.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode));
        if (!opened || fchmod(opened.number(), mode) != 0 || !write_all(opened.number(), bytes) ||
            fsync(opened.number()) != 0) {
            return reason("write", beside);
        }
    }
    if (rename(beside.c_str(), file.c_str()) != 0) {
        return reason("put in place", file);
    }
    if (!synchronise_directory(file.parent_path())) {
        return reason("synchronise", file.parent_path());
    }
    return std::nullopt;
}

std::optional<std::string> make_directory(const std::filesystem::path& directory, mode_t mode) {
    if (mkdir(directory.c_str(), mode) != 0) {
        struct stat found {};
        const bool there = errno == EEXIST && stat(directory.c_str(), &found) == 0 && S_ISDIR(found.st_mode);
        return there ? std::nullopt : std::optional(reason("make", directory));
    }
    const auto parent = std::filesystem::absolute(directory).parent_path();
    return chmod(directory.c_str(), mode) == 0 && synchronise_directory(parent)
               ? std::nullopt
               : std::optional(reason("synchronise", parent));
}

FileRead read_small_file(const std::filesystem::path& file, std::size_t largest) {
    const Descriptor opened(open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NOCTTY));
    if (!opened) {
        return {.bytes = {}, .error = errno == ENOENT ? std::nullopt : std::optional(reason("read", file))};
    }
    std::string bytes(largest + 1, '\0');
    std::size_t filled = 0;
    while (filled < bytes.size()) {
        const ssize_t got = read(opened.number(), bytes.data() + filled, bytes.size() - filled);
        if (got < 0 && errno == EINTR) {
            continue;
        }
        if (got < 0) {
            return {.bytes = {}, .error = reason("read", file)};
        }
        if (got == 0) {
            break;
        }
        filled += static_cast<std::size_t>(got);
    }
    if (filled > largest) {
        return {.bytes = {}, .error = file.string() + " is larger than it may be"};
    }
    bytes.resize(filled);
    return {.bytes = std::move(bytes), .error = {}};
}

}  // namespace tsuitate::audit
