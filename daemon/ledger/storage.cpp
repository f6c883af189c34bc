#include "daemon/ledger/storage.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>

namespace tsuitate::ledger {
namespace {

// The published part may be read by the group: a web server, the courier. Everything else is the ledger's
// alone.
bool is_public(const std::filesystem::path& path) {
    return path.string().starts_with("log/") || path == "log";
}
constexpr std::size_t piece = 65536;

class OpenFile final : public StoredFile {
  public:
    explicit OpenFile(wire::Descriptor file) : file_(std::move(file)) {}

    Errno write_some(std::uint64_t offset, std::string_view bytes, std::size_t& written) override {
        const ssize_t done = pwrite(file_.number(), bytes.data(), bytes.size(), static_cast<off_t>(offset));
        written = done < 0 ? 0 : static_cast<std::size_t>(done);
        return done < 0 ? errno : 0;
    }
    Errno read_some(std::uint64_t offset, std::span<char> buffer, std::size_t& got) override {
        const ssize_t done = pread(file_.number(), buffer.data(), buffer.size(), static_cast<off_t>(offset));
        got = done < 0 ? 0 : static_cast<std::size_t>(done);
        return done < 0 ? errno : 0;
    }
    Errno synchronise() override { return fdatasync(file_.number()) == 0 ? 0 : errno; }

  private:
    wire::Descriptor file_;
};

Errno synchronise_directory(const std::filesystem::path& directory) {
    const wire::Descriptor opened(::open(directory.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    return opened && fsync(opened.number()) == 0 ? 0 : errno;
}

// Makes what is missing of the path below the root, each name durable in its parent.
Errno make_directories(const std::filesystem::path& root, const std::filesystem::path& path) {
    const std::filesystem::path directory = root / path;
    if (path.empty() || std::filesystem::is_directory(directory)) {
        return 0;
    }
    if (const Errno error = make_directories(root, path.parent_path())) {
        return error;
    }
    // Said again by chmod: the service's umask would take the group's rights away.
    const mode_t mode = is_public(path) ? 0750 : 0700;
    if ((mkdir(directory.c_str(), mode) != 0 && errno != EEXIST) || chmod(directory.c_str(), mode) != 0) {
        return errno;
    }
    return synchronise_directory(directory.parent_path());
}

}  // namespace

Errno write_all(StoredFile& file, std::uint64_t offset, std::string_view bytes) {
    while (!bytes.empty()) {
        std::size_t written = 0;
        const Errno error = file.write_some(offset, bytes, written);
        if (error == EINTR) {
            continue;
        }
        if (error != 0 || written == 0) {
            return error != 0 ? error : EIO;
        }
        bytes.remove_prefix(written);
        offset += written;
    }
    return 0;
}

Errno read_all(StoredFile& file, std::string& bytes) {
    bytes.clear();
    std::array<char, piece> buffer;
    for (;;) {
        std::size_t got = 0;
        const Errno error = file.read_some(bytes.size(), buffer, got);
        if (error == EINTR) {
            continue;
        }
        if (error != 0 || got == 0) {
            return error;
        }
        bytes.append(buffer.data(), got);
    }
}

Errno read_file(Storage& storage, const std::string& path, std::string& bytes) {
    std::unique_ptr<StoredFile> file;
    const Errno error = storage.open(path, file);
    return error != 0 ? error : read_all(*file, bytes);
}

Errno DirectoryStorage::hold() {
    // Of the directory, not of a file: files come and go.
    wire::Descriptor directory(::open(directory_.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!directory) {
        return errno;
    }
    if (flock(directory.number(), LOCK_EX | LOCK_NB) != 0) {
        return EBUSY;
    }
    lock_ = std::move(directory);
    return 0;
}

Errno DirectoryStorage::open(const std::string& path, std::unique_ptr<StoredFile>& file) {
    wire::Descriptor opened(::open((directory_ / path).c_str(), O_RDWR | O_CLOEXEC | O_NOFOLLOW));
    if (!opened) {
        return errno;
    }
    // What is read shall be what the disk has, not what a failed synchronisation left in memory.
    posix_fadvise(opened.number(), 0, 0, POSIX_FADV_DONTNEED);
    file = std::make_unique<OpenFile>(std::move(opened));
    return 0;
}

Errno DirectoryStorage::size(const std::string& path, std::uint64_t& size) {
    struct stat status {};
    if (lstat((directory_ / path).c_str(), &status) != 0) {
        return errno;
    }
    size = static_cast<std::uint64_t>(status.st_size);
    return 0;
}

Errno DirectoryStorage::replace(const std::string& path, std::string_view bytes, bool durable) {
    const std::filesystem::path target = directory_ / path;
    if (const Errno error = make_directories(directory_, std::filesystem::path(path).parent_path())) {
        return error;
    }
    const std::filesystem::path fresh = target.parent_path() / (target.filename().string() + ".new");
    const mode_t mode = is_public(path) ? 0640 : 0600;
    wire::Descriptor opened(
        ::open(fresh.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, mode));
    // As for directories: the umask must not take the group's right.
    if (!opened || fchmod(opened.number(), mode) != 0) {
        return errno;
    }
    OpenFile file(std::move(opened));
    Errno error = write_all(file, 0, bytes);
    if (error == 0 && durable) {
        error = file.synchronise();
    }
    if (error == 0 && rename(fresh.c_str(), target.c_str()) != 0) {
        error = errno;
    }
    if (error != 0) {
        unlink(fresh.c_str());
        return error;
    }
    return durable ? synchronise_directory(target.parent_path()) : 0;
}

Errno DirectoryStorage::list(const std::string& directory, std::vector<std::string>& names) {
    names.clear();
    std::error_code error;
    for (std::filesystem::directory_iterator entry(directory_ / directory, error), end;
         !error && entry != end; entry.increment(error)) {
        names.push_back(entry->path().filename().string());
    }
    std::sort(names.begin(), names.end());
    return error.value() == ENOENT ? 0 : error.value();
}

Errno DirectoryStorage::remove(const std::string& path, bool durable) {
    const std::filesystem::path target = directory_ / path;
    if (unlink(target.c_str()) != 0) {
        return errno == ENOENT ? 0 : errno;
    }
    return durable ? synchronise_directory(target.parent_path()) : 0;
}

Errno DirectoryStorage::remove_directory(const std::string& path, bool durable) {
    const std::filesystem::path target = directory_ / path;
    if (rmdir(target.c_str()) != 0) {
        return errno == ENOENT ? 0 : errno;
    }
    return durable ? synchronise_directory(target.parent_path()) : 0;
}

}  // namespace tsuitate::ledger
