// SimulatedDisk: a storage that forgets what was not synchronised, sector by sector, fails on demand, and can
// lie.
#pragma once

#include <algorithm>
#include <cerrno>
#include <cstdint>
#include <map>
#include <memory>
#include <random>
#include <set>
#include <string>

#include "daemon/ledger/storage.hpp"

namespace tsuitate::ledger {

class SimulatedDisk final : public Storage {
  public:
    static constexpr std::size_t sector = 512;  // bytes; a disk writes each whole or not at all

    struct File {
        std::string written;
        std::string durable;                // what of the content is on the disk
        bool name_durable = false;          // the directory that names it is synchronised
        std::optional<std::string> before;  // what the name stands for on the disk until then
    };

    // ---- what tests turn
    std::uint64_t power = UINT64_MAX;      // operations until the power goes
    std::size_t write_at_most = SIZE_MAX;  // bytes a call
    Errno write_fault = 0;
    Errno synchronise_fault = 0;
    Errno replace_fault = 0;
    Errno read_fault = 0;
    bool interrupted = false;       // every second call says EINTR
    bool synchronise_lies = false;  // says that it is done, and did nothing: the bug that tests must find
    std::map<std::string, File> files;

    // The machine stands still. What was not synchronised survives as a random subset of its sectors, and
    // of the names that were made, replaced or removed in a directory.
    void cut_power(std::mt19937& random) {
        for (const auto& [name, content] : removed_) {
            if (!files.contains(name) && random() % 2 == 0) {
                files[name] = {.written = content, .durable = content, .name_durable = true, .before = {}};
            }
        }
        removed_.clear();
        for (auto file = files.begin(); file != files.end();) {
            File& content = file->second;
            if (!content.name_durable && random() % 2 == 0) {
                if (!content.before) {
                    file = files.erase(file);
                    continue;
                }
                content.written = content.durable = *content.before;
            }
            const std::string left = torn(content, random);
            content = {.written = left, .durable = left, .name_durable = true, .before = {}};
            ++file;
        }
        power = UINT64_MAX;
        write_fault = synchronise_fault = replace_fault = read_fault = 0;
        write_at_most = SIZE_MAX;
    }

    // ---- Storage
    std::string place() const override { return "/log"; }
    Errno hold() override { return 0; }
    Errno open(const std::string& path, std::unique_ptr<StoredFile>& file) override;
    Errno size(const std::string& path, std::uint64_t& size) override {
        const auto file = files.find(path);
        size = file == files.end() ? 0 : file->second.written.size();
        return file == files.end() ? ENOENT : 0;
    }
    Errno replace(const std::string& path, std::string_view bytes, bool durable) override {
        if (!alive()) {
            // The new file may have got its name before the power went, or not.
            return EIO;
        }
        if (replace_fault != 0) {
            return replace_fault;
        }
        const bool synchronised = durable && !synchronise_lies;
        files[path] = File{.written = std::string(bytes),
                           .durable = synchronised ? std::string(bytes) : "",
                           .name_durable = false,
                           .before = on_disk(path)};
        return durable ? synchronise_names(path) : 0;
    }
    Errno list(const std::string& directory, std::vector<std::string>& names) override {
        std::set<std::string> found;
        for (const auto& [path, content] : files) {
            if (path.starts_with(directory + "/")) {
                const std::string below = path.substr(directory.size() + 1);
                found.insert(below.substr(0, below.find('/')));
            }
        }
        names.assign(found.begin(), found.end());
        return 0;
    }
    Errno remove(const std::string& path, bool durable) override {
        if (!alive()) {
            return EIO;
        }
        if (auto left = on_disk(path)) {
            removed_[path] = std::move(*left);
        }
        files.erase(path);
        return durable ? synchronise_names(path) : 0;
    }

    Errno remove_directory(const std::string& path, bool durable) override {
        if (!alive()) {
            return EIO;
        }
        std::vector<std::string> left;
        list(path, left);
        if (!left.empty()) {
            return ENOTEMPTY;
        }
        if (!durable) {
            return 0;
        }
        const Errno error = synchronise_names(path);
        if (error == 0 && !synchronise_lies) {
            // Nothing comes back in a directory that is gone for good.
            std::erase_if(removed_, [&](const auto& one) { return one.first.starts_with(path + "/"); });
        }
        return error;
    }

    bool alive() {
        if (power == 0) {
            return false;
        }
        --power;
        return true;
    }
    bool interrupts() { return interrupted && (calls_++ % 2) == 0; }

  private:
    static std::string torn(const File& file, std::mt19937& random) {
        if (file.durable == file.written) {
            return file.written;
        }
        std::string left = file.durable;
        // A file that was not synchronised is often found with its name and without a byte.
        left.resize(left.empty() && random() % 2 == 0 ? 0 : file.written.size(), '\0');
        for (std::size_t at = 0; at < left.size(); at += sector) {
            if (random() % 2 == 0) {
                left.replace(at, std::min(sector, left.size() - at), file.written, at, sector);
            }
        }
        return left;
    }
    // What the name stands for on the disk, whatever was done since its directory was synchronised.
    std::optional<std::string> on_disk(const std::string& path) const {
        const auto gone = removed_.find(path);
        const auto file = files.find(path);
        if (file == files.end()) {
            return gone == removed_.end() ? std::nullopt : std::optional(gone->second);
        }
        return file->second.name_durable ? std::optional(file->second.durable) : file->second.before;
    }
    // The directory of this path.
    Errno synchronise_names(const std::string& path) {
        if (!alive()) {
            return EIO;
        }
        if (synchronise_lies) {
            return 0;
        }
        const std::string directory = directory_of(path);
        for (auto& [name, file] : files) {
            if (directory_of(name) == directory) {
                file.name_durable = true;
                file.before.reset();
            }
        }
        std::erase_if(removed_, [&](const auto& one) { return directory_of(one.first) == directory; });
        return 0;
    }
    static std::string directory_of(const std::string& path) { return path.substr(0, path.rfind('/') + 1); }

    std::map<std::string, std::string> removed_;  // and their directory was not synchronised yet
    std::uint64_t calls_ = 0;
};

class SimulatedFile final : public StoredFile {
  public:
    SimulatedFile(SimulatedDisk& disk, std::string path) : disk_(disk), path_(std::move(path)) {}

    Errno write_some(std::uint64_t offset, std::string_view bytes, std::size_t& written) override {
        written = 0;
        if (disk_.interrupts()) {
            return EINTR;
        }
        if (disk_.write_fault != 0) {
            return disk_.write_fault;
        }
        std::string& content = disk_.files[path_].written;
        written = std::min(bytes.size(), disk_.write_at_most);
        if (!disk_.alive()) {
            // The power goes in the middle of it.
            written = 0;
            content.replace(offset, bytes.size(), bytes);
            return EIO;
        }
        content.resize(std::max<std::size_t>(content.size(), offset + written));
        content.replace(offset, written, bytes.substr(0, written));
        return 0;
    }
    Errno read_some(std::uint64_t offset, std::span<char> buffer, std::size_t& got) override {
        got = 0;
        if (disk_.interrupts()) {
            return EINTR;
        }
        const std::string& content = disk_.files[path_].written;
        if (offset < content.size()) {
            got = content.copy(buffer.data(), buffer.size(), offset);
        }
        return disk_.read_fault;
    }
    Errno synchronise() override {
        if (!disk_.alive()) {
            return EIO;
        }
        if (disk_.synchronise_fault == 0 && !disk_.synchronise_lies) {
            disk_.files[path_].durable = disk_.files[path_].written;
        }
        return disk_.synchronise_fault;
    }

  private:
    SimulatedDisk& disk_;
    std::string path_;
};

inline Errno SimulatedDisk::open(const std::string& path, std::unique_ptr<StoredFile>& file) {
    if (!files.contains(path)) {
        return ENOENT;
    }
    file = std::make_unique<SimulatedFile>(*this, path);
    return 0;
}

}  // namespace tsuitate::ledger
