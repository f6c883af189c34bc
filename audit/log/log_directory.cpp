#include "audit/log/log_directory.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <system_error>
#include <utility>

namespace tsuitate::audit {
namespace {

constexpr std::size_t largest_file = 64U << 20U;  // far above the largest tile

int read_all(int descriptor, std::string& buffer) {
    struct stat status {};
    if (fstat(descriptor, &status) != 0) {
        return errno;
    }
    if (!S_ISREG(status.st_mode)) {
        return EISDIR;
    }
    if (static_cast<std::size_t>(status.st_size) > largest_file) {
        return EFBIG;
    }
    buffer.resize(static_cast<std::size_t>(status.st_size));
    std::size_t filled = 0;
    while (filled < buffer.size()) {
        const ssize_t count =
            pread(descriptor, buffer.data() + filled, buffer.size() - filled, static_cast<off_t>(filled));
        if (count < 0 && errno == EINTR) {
            continue;
        }
        if (count < 0) {
            return errno;
        }
        if (count == 0) {
            break;
        }
        filled += static_cast<std::size_t>(count);
    }
    buffer.resize(filled);
    return 0;
}

std::optional<ReadError> read_below(int directory, const std::string& path, std::string& buffer) {
    const int descriptor = openat(directory, path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (descriptor < 0) {
        return ReadError{.path = path, .error = errno};
    }
    const int error = read_all(descriptor, buffer);
    close(descriptor);
    return error == 0 ? std::nullopt : std::optional(ReadError{.path = path, .error = error});
}

}  // namespace

std::string ReadError::text() const {
    return path + ": " + std::generic_category().message(error);
}

bool ReadError::missing() const {
    return error == ENOENT || error == ENOTDIR;
}

std::variant<LogDirectory, ReadError> LogDirectory::open(const std::string& directory) {
    const int descriptor = ::open(directory.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor < 0) {
        return ReadError{.path = directory, .error = errno};
    }
    return LogDirectory(directory, descriptor);
}

LogDirectory::~LogDirectory() {
    if (descriptor_ >= 0) {
        close(descriptor_);
    }
}

LogDirectory::LogDirectory(LogDirectory&& other) noexcept
    : name_(std::move(other.name_)), descriptor_(std::exchange(other.descriptor_, -1)) {}

std::optional<ReadError> LogDirectory::read(const std::string& path, std::string& buffer) const {
    return read_below(descriptor_, path, buffer);
}

bool LogDirectory::has(const std::string& path) const {
    struct stat status {};
    return fstatat(descriptor_, path.c_str(), &status, 0) == 0 && S_ISREG(status.st_mode);
}

std::vector<std::string> LogDirectory::files(const std::string& folder) const {
    namespace fs = std::filesystem;
    std::vector<std::string> found;
    std::error_code error;
    const fs::path root(name_);
    for (fs::recursive_directory_iterator at(root / folder, error), end; !error && at != end;
         at.increment(error)) {
        std::error_code unknown;
        // Both are mostly known from the listing itself.
        if (!at->is_symlink(unknown) && at->is_regular_file(unknown)) {
            found.push_back(at->path().lexically_relative(root).generic_string());
        }
    }
    std::sort(found.begin(), found.end());
    return found;
}

std::variant<std::string, ReadError> read_file(const std::string& path) {
    std::string bytes;
    if (auto error = read_below(AT_FDCWD, path, bytes)) {
        return std::move(*error);
    }
    return bytes;
}

}  // namespace tsuitate::audit
