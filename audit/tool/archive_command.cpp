#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <iostream>
#include <set>
#include <system_error>

#include "audit/note/checkpoint.hpp"
#include "audit/tool/commands.hpp"
#include "audit/tool/opening.hpp"
#include "audit/tool/progress.hpp"
#include "audit/tree/tile.hpp"

namespace tsuitate::audit_tool {
namespace {

namespace fs = std::filesystem;

struct Range {
    std::uint64_t first = 0;
    std::uint64_t last = 0;
};

// Whether the archive needs this file of a log of `size` records.
bool belongs(const std::string& path, std::uint64_t size, const Range& range) {
    const auto tile = audit::tile_path_of(path);
    if (!tile) {
        return path == "anchor" || path.starts_with("checkpoints/") || path.starts_with("kept/");
    }
    if (tile->width != audit::hash_tile_width(tile->level, tile->number, size)) {
        return false;
    }
    const std::uint64_t begin = tile->number * audit::tile_width;
    return !tile->entries || (begin < range.last && range.first <= begin + tile->width);
}

// Written for good, or the errno.
int write_durably(const fs::path& path, std::string_view bytes) {
    const int file = open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0640);
    if (file < 0) {
        return errno;
    }
    int error = 0;
    while (error == 0 && !bytes.empty()) {
        const ssize_t written = write(file, bytes.data(), bytes.size());
        if (written > 0) {
            bytes.remove_prefix(static_cast<std::size_t>(written));
        } else if (errno != EINTR) {
            error = errno;
        }
    }
    if (error == 0 && fsync(file) != 0) {
        error = errno;
    }
    close(file);
    return error;
}

int synchronise(const fs::path& directory) {
    const int opened = open(directory.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    const int error = opened < 0 || fsync(opened) != 0 ? errno : 0;
    if (opened >= 0) {
        close(opened);
    }
    return error;
}

class Archive {
  public:
    Archive(const audit::LogDirectory& log, fs::path directory)
        : log_(log), directory_(std::move(directory)) {}

    // Having said why not.
    bool make() {
        if (mkdir(directory_.c_str(), 0750) != 0) {
            complain(directory_.string() + ": " + std::generic_category().message(errno) +
                     "; an archive gets a directory of its own");
            return false;
        }
        folders_ = {directory_, fs::absolute(directory_).parent_path()};
        return true;
    }
    bool add(const std::string& path) {
        if (const auto error = log_.read(path, bytes_)) {
            complain(log_.name() + "/" + error->text());
            return false;
        }
        return add(path, bytes_);
    }
    bool add(const std::string& path, std::string_view bytes) {
        const fs::path file = directory_ / path;
        std::error_code unmade;
        for (fs::path folder = file.parent_path(); folders_.insert(folder).second;
             folder = folder.parent_path()) {
        }
        fs::create_directories(file.parent_path(), unmade);
        const int error = unmade ? unmade.value() : write_durably(file, bytes);
        if (error != 0) {
            complain(file.string() + ": " + std::generic_category().message(error));
        }
        written_ += bytes.size();
        return error == 0;
    }
    bool finish() {
        for (const fs::path& folder : folders_) {
            if (const int error = synchronise(folder)) {
                complain(folder.string() + ": " + std::generic_category().message(error));
                return false;
            }
        }
        return true;
    }
    std::uint64_t written() const { return written_; }

  private:
    const audit::LogDirectory& log_;
    fs::path directory_;
    std::set<fs::path> folders_;
    std::string bytes_;
    std::uint64_t written_ = 0;  // bytes
};

bool copy(const audit::LogDirectory& log, const std::string& checkpoint, std::uint64_t size,
          const Range& range, Archive& archive) {
    if (!archive.make() || !archive.add("checkpoint", checkpoint)) {
        return false;
    }
    std::vector<std::string> files = log.files("");
    std::erase_if(files, [&](const std::string& path) { return !belongs(path, size, range); });
    Progress progress(isatty(STDERR_FILENO) == 1);
    for (std::size_t i = 0; i < files.size(); ++i) {
        if (!archive.add(files[i])) {
            return false;
        }
        progress.show(i + 1, files.size());
    }
    progress.clear();
    return archive.finish();
}

void print_made(const std::string& directory, const Range& range, std::uint64_t bytes, bool japanese) {
    const std::string first = std::to_string(range.first);
    const std::string last = std::to_string(range.last);
    if (japanese) {
        std::cout << "記録 " << first << " から " << last << " までを " << directory << " に保存しました("
                  << bytes << " バイト)。\n確かめるには: tsuitate-audit verify --log " << directory
                  << " --first " << first << " --last " << last << " --anchor ANCHOR\n";
        return;
    }
    std::cout << "Records " << first << " to " << last << " are archived in " << directory << " (" << bytes
              << " bytes).\nTo check it: tsuitate-audit verify --log " << directory << " --first " << first
              << " --last " << last << " --anchor ANCHOR\n";
}

}  // namespace

int archive(const Common& common, const ArchiveRequest& request) {
    const auto log = open_log(common.log);
    if (!log) {
        return exit_cannot_read;
    }
    // First of all: a log that grows meanwhile still has every tile that this one needs.
    std::string checkpoint;
    if (const auto error = log->read("checkpoint", checkpoint)) {
        complain(log->name() + "/" + error->text());
        return exit_cannot_read;
    }
    const auto note = audit::note_of(checkpoint);
    const auto newest = note ? audit::checkpoint_of(note->text) : std::nullopt;
    if (!newest) {
        complain(log->name() + "/checkpoint: this is no checkpoint");
        return exit_wrong;
    }
    const Range range{.first = request.first, .last = request.last};
    if (range.last < range.first || range.last > newest->size) {
        complain("--first and --last must name records of the log, which has " +
                 std::to_string(newest->size));
        return exit_usage;
    }
    Archive made(*log, request.output);
    if (!copy(*log, checkpoint, newest->size, range, made)) {
        return exit_cannot_read;
    }
    VerifyRequest check{.anchor = request.anchor, .kept = {}, .accepted_restarts = {}};
    check.first = range.first;
    check.last = range.last;
    const int status = verify({.log = request.output, .language = common.language}, check);
    if (status == exit_right) {
        print_made(request.output, range, made.written(), common.language == policy::Language::japanese);
    }
    return status;
}

}  // namespace tsuitate::audit_tool
