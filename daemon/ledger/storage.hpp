// Storage: the few file operations the log is built on, as values. Behind an interface so that tests can make
// each of them fail, and lose what was not synchronised. Paths are relative to the log's directory.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "daemon/wire/descriptor.hpp"

namespace tsuitate::ledger {

// 0, or an errno value.
using Errno = int;

class StoredFile {
  public:
    virtual ~StoredFile() = default;
    // Each may do less than asked, and say EINTR.
    virtual Errno write_some(std::uint64_t offset, std::string_view bytes, std::size_t& written) = 0;
    virtual Errno read_some(std::uint64_t offset, std::span<char> buffer, std::size_t& got) = 0;
    // Returns when what was written is on the disk.
    virtual Errno synchronise() = 0;
};

// All of it, or an error.
Errno write_all(StoredFile& file, std::uint64_t offset, std::string_view bytes);
// The whole file.
Errno read_all(StoredFile& file, std::string& bytes);

class Storage {
  public:
    virtual ~Storage() = default;
    // Where it is, for messages.
    virtual std::string place() const = 0;
    // Keeps other processes out for as long as this object lives; EBUSY when one is in.
    virtual Errno hold() = 0;
    // Opens a file that is there; ENOENT when it is not.
    virtual Errno open(const std::string& path, std::unique_ptr<StoredFile>& file) = 0;
    // How many bytes a file has; ENOENT when it is not there.
    virtual Errno size(const std::string& path, std::uint64_t& size) = 0;
    // Makes a file with these bytes, or replaces one at once: whoever reads sees the old or the new content.
    // When `durable`, content and name are on the disk when this returns.
    virtual Errno replace(const std::string& path, std::string_view bytes, bool durable) = 0;
    // The names in a directory, sorted; none when it does not exist.
    virtual Errno list(const std::string& directory, std::vector<std::string>& names) = 0;
    // Not an error when the file is not there.
    virtual Errno remove(const std::string& path, bool durable) = 0;
    // An empty one; not an error when it is not there.
    virtual Errno remove_directory(const std::string& path, bool durable) = 0;
};

// A directory of the file system.
class DirectoryStorage final : public Storage {
  public:
    explicit DirectoryStorage(std::filesystem::path directory) : directory_(std::move(directory)) {}
    std::string place() const override { return directory_.string(); }
    Errno hold() override;
    Errno open(const std::string& path, std::unique_ptr<StoredFile>& file) override;
    Errno size(const std::string& path, std::uint64_t& size) override;
    Errno replace(const std::string& path, std::string_view bytes, bool durable) override;
    Errno list(const std::string& directory, std::vector<std::string>& names) override;
    Errno remove(const std::string& path, bool durable) override;
    Errno remove_directory(const std::string& path, bool durable) override;

  private:
    std::filesystem::path directory_;
    wire::Descriptor lock_;
};

// The content of a small file; nothing when it is not there.
Errno read_file(Storage& storage, const std::string& path, std::string& bytes);

}  // namespace tsuitate::ledger
