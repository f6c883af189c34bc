#include "audit/log/log_directory.hpp"

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdint>
#include <iterator>
#include <memory>
#include <system_error>
#include <utility>

#include "audit/log/in_order.hpp"

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

struct Listing {
    std::string folder{};
    std::vector<std::string> files{};  // paths below the directory, as `folder` is one
    std::vector<Listing> below{};      // of the folders in it, not yet listed
};

struct CloseFolder {
    void operator()(DIR* folder) const { closedir(folder); }
};
using Folder = std::unique_ptr<DIR, CloseFolder>;

Folder open_folder(int directory, const std::string& path) {
    const int descriptor =
        openat(directory, path.empty() ? "." : path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    DIR* folder = descriptor < 0 ? nullptr : fdopendir(descriptor);
    if (folder == nullptr && descriptor >= 0) {
        close(descriptor);
    }
    return Folder(folder);
}

// DT_REG, DT_DIR or another of these; not every file system tells it with the name.
unsigned char type_of(const Folder& folder, const dirent& entry) {
    struct stat status {};
    if (entry.d_type != DT_UNKNOWN ||
        fstatat(dirfd(folder.get()), entry.d_name, &status, AT_SYMLINK_NOFOLLOW) != 0) {
        return entry.d_type;
    }
    return S_ISREG(status.st_mode) ? DT_REG : S_ISDIR(status.st_mode) ? DT_DIR : DT_UNKNOWN;
}

// What lies in one folder, and in none below it; no more files than one above `enough`.
void list(int directory, Listing& listing, std::size_t enough = SIZE_MAX - 1) {
    const Folder folder = open_folder(directory, listing.folder);
    const std::string before = listing.folder.empty() ? "" : listing.folder + "/";
    while (folder && listing.files.size() <= enough) {
        const dirent* entry =
            readdir(folder.get());  // NOLINT(concurrency-mt-unsafe): no other has this folder
        if (entry == nullptr) {
            return;
        }
        const std::string_view name = entry->d_name;
        const unsigned char type = type_of(folder, *entry);
        if (type == DT_DIR && name != "." && name != "..") {
            listing.below.push_back({.folder = before + entry->d_name});
        } else if (type == DT_REG) {
            listing.files.push_back(before + entry->d_name);
        }
    }
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

std::vector<std::string> LogDirectory::files(const std::string& folder, unsigned threads) const {
    std::vector<std::string> found;
    std::vector<Listing> level = {{.folder = folder}};
    // Level by level: the many folders of one are listed side by side.
    while (!level.empty()) {
        in_parallel(threads, level.size(), [&](std::size_t i) { list(descriptor_, level[i]); });
        std::vector<Listing> below;
        for (Listing& one : level) {
            std::move(one.files.begin(), one.files.end(), std::back_inserter(found));
            std::move(one.below.begin(), one.below.end(), std::back_inserter(below));
        }
        level = std::move(below);
    }
    return found;
}

bool LogDirectory::has_more_files(const std::string& folder, std::size_t than) const {
    std::vector<Listing> left = {{.folder = folder}};
    std::size_t count = 0;
    while (!left.empty() && count <= than) {
        Listing one = std::move(left.back());
        left.pop_back();
        list(descriptor_, one, than - count);
        count += one.files.size();
        std::move(one.below.begin(), one.below.end(), std::back_inserter(left));
    }
    return count > than;
}

std::variant<std::string, ReadError> read_file(const std::string& path) {
    std::string bytes;
    if (auto error = read_below(AT_FDCWD, path, bytes)) {
        return std::move(*error);
    }
    return bytes;
}

}  // namespace tsuitate::audit
