#include "daemon/ledger/storage.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>

#include "daemon/wire/descriptor.hpp"

namespace tsuitate::ledger {
namespace {

constexpr mode_t readable_by_group = 0640;

class OpenFile final : public StoredFile {
  public:
    explicit OpenFile(wire::Descriptor file) : file_(std::move(file)) {}

    Errno write_at(std::uint64_t offset, std::string_view bytes) override {
        while (!bytes.empty()) {
            const ssize_t written =
                pwrite(file_.number(), bytes.data(), bytes.size(), static_cast<off_t>(offset));
            if (written < 0 && errno == EINTR) {
                continue;
            }
            if (written <= 0) {
                return written < 0 ? errno : EIO;
            }
            bytes.remove_prefix(static_cast<std::size_t>(written));
            offset += static_cast<std::uint64_t>(written);
        }
        return 0;
    }

    Errno synchronise() override { return fdatasync(file_.number()) == 0 ? 0 : errno; }

    Errno truncate(std::uint64_t size) override {
        return ftruncate(file_.number(), static_cast<off_t>(size)) == 0 ? 0 : errno;
    }

    Errno read_all(std::string& bytes) override {
        bytes.clear();
        std::array<char, 65536> buffer;
        for (;;) {
            const ssize_t got =
                pread(file_.number(), buffer.data(), buffer.size(), static_cast<off_t>(bytes.size()));
            if (got < 0 && errno == EINTR) {
                continue;
            }
            if (got < 0) {
                return errno;
            }
            if (got == 0) {
                return 0;
            }
            bytes.append(buffer.data(), static_cast<std::size_t>(got));
        }
    }

  private:
    wire::Descriptor file_;
};

}  // namespace

Errno DirectoryStorage::open(const std::string& name, std::unique_ptr<StoredFile>& file, bool& created) {
    const std::filesystem::path path = directory_ / name;
    created = false;
    wire::Descriptor opened(::open(path.c_str(), O_RDWR | O_CLOEXEC | O_NOFOLLOW));
    if (!opened && errno == ENOENT) {
        opened = wire::Descriptor(
            ::open(path.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, readable_by_group));
        created = static_cast<bool>(opened);
    }
    if (!opened) {
        return errno;
    }
    if (flock(opened.number(), LOCK_EX | LOCK_NB) != 0) {
        return EBUSY;
    }
    file = std::make_unique<OpenFile>(std::move(opened));
    return 0;
}

Errno DirectoryStorage::synchronise_directory() {
    const wire::Descriptor directory(::open(directory_.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    return directory && fsync(directory.number()) == 0 ? 0 : errno;
}

}  // namespace tsuitate::ledger
