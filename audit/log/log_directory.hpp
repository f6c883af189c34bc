// LogDirectory: reads the files of a log/ directory (docs/audit-log.md), or of a copy of it. Never writes.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace tsuitate::audit {

struct ReadError {
    std::string path{};  // below the directory
    int error = 0;       // errno
    std::string text() const;
    bool missing() const;
};

class LogDirectory {
  public:
    static std::variant<LogDirectory, ReadError> open(const std::string& directory);
    ~LogDirectory();
    LogDirectory(LogDirectory&& other) noexcept;
    LogDirectory& operator=(LogDirectory&&) = delete;
    LogDirectory(const LogDirectory&) = delete;
    LogDirectory& operator=(const LogDirectory&) = delete;

    const std::string& name() const { return name_; }
    // The whole file, in the place of what the buffer held. May be called from several threads.
    std::optional<ReadError> read(const std::string& path, std::string& buffer) const;
    // All files below this folder ("" for all), in no order, as paths below the directory; symbolic links and
    // devices are left out.
    std::vector<std::string> files(const std::string& folder, unsigned threads = 1) const;
    // Whether there are more files than this below the folder: counts no further.
    bool has_more_files(const std::string& folder, std::size_t than) const;
    bool has(const std::string& path) const;

  private:
    LogDirectory(std::string name, int descriptor) : name_(std::move(name)), descriptor_(descriptor) {}

    std::string name_;
    int descriptor_ = -1;
};

// A file anywhere, for anchors and remembered checkpoints.
std::variant<std::string, ReadError> read_file(const std::string& path);

}  // namespace tsuitate::audit
