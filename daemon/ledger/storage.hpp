// Storage: the few file operations the log is built on, as values. Behind an interface so that tests can make
// each of them fail, and lose what was not synchronised.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace tsuitate::ledger {

// 0, or an errno value.
using Errno = int;

class StoredFile {
  public:
    virtual ~StoredFile() = default;
    // Writes all bytes at this offset.
    virtual Errno write_at(std::uint64_t offset, std::string_view bytes) = 0;
    virtual Errno synchronise() = 0;
    virtual Errno truncate(std::uint64_t size) = 0;
    // Everything that is in the file.
    virtual Errno read_all(std::string& bytes) = 0;
};

class Storage {
  public:
    virtual ~Storage() = default;
    // Opens or makes the file and holds it alone; `created` says which. EBUSY when another process holds it.
    virtual Errno open(const std::string& name, std::unique_ptr<StoredFile>& file, bool& created) = 0;
    // Makes new names durable.
    virtual Errno synchronise_directory() = 0;
};

// A directory of the file system.
class DirectoryStorage final : public Storage {
  public:
    explicit DirectoryStorage(std::filesystem::path directory) : directory_(std::move(directory)) {}
    Errno open(const std::string& name, std::unique_ptr<StoredFile>& file, bool& created) override;
    Errno synchronise_directory() override;

  private:
    std::filesystem::path directory_;
};

}  // namespace tsuitate::ledger
