#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <iostream>
#include <optional>
#include <set>
#include <system_error>
#include <variant>

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

bool overlaps(const audit::TilePath& tile, const Range& range) {
    const std::uint64_t begin = tile.number * audit::tile_width;
    return begin < range.last && range.first <= begin + tile.width;
}

// Whether the archive needs this file of a log of `size` records.
bool belongs(const std::string& path, std::uint64_t size, const Range& range) {
    const auto tile = audit::tile_path_of(path);
    if (!tile) {
        return path == "anchor" || path.starts_with("checkpoints/") || path.starts_with("kept/");
    }
    return tile->width == audit::hash_tile_width(tile->level, tile->number, size) &&
           (!tile->entries || overlaps(*tile, range));
}

// The first record of the range whose contents the log does not have any more.
std::optional<std::uint64_t> first_gone(const std::vector<std::string>& files, std::uint64_t size,
                                        const Range& range) {
    const std::set<std::string> there(files.begin(), files.end());
    for (std::uint64_t tile = (range.first - 1) / audit::tile_width; tile * audit::tile_width < range.last;
         ++tile) {
        if (!there.contains(audit::entries_tile_path(tile, audit::hash_tile_width(0, tile, size)))) {
            return tile * audit::tile_width + 1;
        }
    }
    return std::nullopt;
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

enum class Copied : std::uint8_t { all, not_all, gone, grown };

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
        folders_ = {directory_, directory_.parent_path()};
        return true;
    }
    // A log that grows meanwhile may have put a full tile in the place of a partial one.
    Copied copy(const std::string& path) {
        const auto error = log_.read(path, bytes_);
        if (error && error->missing()) {
            return Copied::grown;
        }
        if (error) {
            complain(log_.name() + "/" + error->text());
            return Copied::not_all;
        }
        return add(path, bytes_) ? Copied::all : Copied::not_all;
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
    void discard() {
        std::error_code left;
        fs::remove_all(directory_, left);
        written_ = 0;
    }
    std::uint64_t written() const { return written_; }

  private:
    const audit::LogDirectory& log_;
    fs::path directory_;
    std::set<fs::path> folders_;
    std::string bytes_;
    std::uint64_t written_ = 0;  // bytes
};

// What is archived, and the newest checkpoint when it began.
struct Wanted {
    std::string bytes{};
    audit::Note note{};
    audit::Checkpoint checkpoint{};
    Range range{};
};

// The file of the epoch that runs may be ahead of the newest checkpoint that was read; what it said then is
// that checkpoint. Nothing where the epoch is a later one.
std::optional<std::string> checkpoint_then(const audit::LogDirectory& log, const std::string& path,
                                           const Wanted& wanted) {
    std::string bytes;
    if (log.read(path, bytes)) {
        return std::nullopt;
    }
    const auto note = audit::note_of(bytes);
    const auto checkpoint = note ? audit::checkpoint_of(note->text) : std::nullopt;
    if (!checkpoint || checkpoint->size <= wanted.checkpoint.size) {
        return bytes;
    }
    const bool of_same_epoch = !note->signatures.empty() && !wanted.note.signatures.empty() &&
                               note->signatures.back().name == wanted.note.signatures.back().name;
    return of_same_epoch ? std::optional(wanted.bytes) : std::nullopt;
}

Copied copy(const audit::LogDirectory& log, const Wanted& wanted, Archive& archive) {
    std::vector<std::string> files = log.files("");
    std::erase_if(
        files, [&](const std::string& path) { return !belongs(path, wanted.checkpoint.size, wanted.range); });
    if (const auto gone = first_gone(files, wanted.checkpoint.size, wanted.range)) {
        complain("the contents of record " + std::to_string(*gone) +
                 " and its neighbours are not in the log any more: name records that are");
        return Copied::gone;
    }
    if (!archive.make() || !archive.add("checkpoint", wanted.bytes)) {
        return Copied::not_all;
    }
    Progress progress(isatty(STDERR_FILENO) == 1);
    Copied copied = Copied::all;
    for (std::size_t i = 0; i < files.size() && copied == Copied::all; ++i) {
        if (files[i].starts_with("checkpoints/")) {
            const auto bytes = checkpoint_then(log, files[i], wanted);
            copied = !bytes || archive.add(files[i], *bytes) ? Copied::all : Copied::not_all;
        } else {
            copied = archive.copy(files[i]);
        }
        progress.show(i + 1, files.size());
    }
    progress.clear();
    return copied == Copied::all && !archive.finish() ? Copied::not_all : copied;
}

// The exit status, having said why, when there is nothing to archive.
std::variant<Wanted, int> wanted_of(const audit::LogDirectory& log, const ArchiveRequest& request) {
    Wanted wanted{.range = {.first = request.first, .last = request.last}};
    if (const auto error = log.read("checkpoint", wanted.bytes)) {
        complain(log.name() + "/" + error->text());
        return exit_cannot_read;
    }
    const auto note = audit::note_of(wanted.bytes);
    const auto newest = note ? audit::checkpoint_of(note->text) : std::nullopt;
    if (!newest) {
        complain(log.name() + "/checkpoint: this is no checkpoint");
        return exit_wrong;
    }
    if (request.last < request.first || request.last > newest->size) {
        complain("--first and --last must name records of the log, which has " +
                 std::to_string(newest->size));
        return exit_usage;
    }
    wanted.note = *note;
    wanted.checkpoint = *newest;
    return wanted;
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
    constexpr int most_tries = 5;
    const auto log = open_log(common.log);
    if (!log) {
        return exit_cannot_read;
    }
    fs::path directory = fs::absolute(request.output).lexically_normal();
    if (!directory.has_filename()) {
        directory = directory.parent_path();  // a slash at the end
    }
    Archive made(*log, directory);
    Copied copied = Copied::grown;
    for (int tries = 0; copied == Copied::grown; ++tries) {
        const auto wanted = wanted_of(*log, request);
        if (const auto* status = std::get_if<int>(&wanted)) {
            return *status;
        }
        copied = copy(*log, std::get<Wanted>(wanted), made);
        if (copied == Copied::grown) {
            made.discard();
        }
        if (copied == Copied::grown && tries == most_tries) {
            complain(common.log + ": it grows faster than it can be copied; archive a copy of it");
            return exit_cannot_read;
        }
    }
    if (copied != Copied::all) {
        return copied == Copied::gone ? exit_wrong : exit_cannot_read;
    }
    VerifyRequest check{.anchor = request.anchor, .kept = {}, .accepted_restarts = {}};
    check.first = request.first;
    check.last = request.last;
    const int status = verify({.log = directory.string(), .language = common.language}, check);
    if (status == exit_right) {
        print_made(directory.string(), {.first = request.first, .last = request.last}, made.written(),
                   common.language == policy::Language::japanese);
    }
    return status;
}

}  // namespace tsuitate::audit_tool
