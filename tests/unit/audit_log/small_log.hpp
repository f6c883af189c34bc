// SmallLog: a log of some forty records in three epochs, in a directory of its own, and the ways to break it.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <functional>
#include <string>
#include <vector>

#include "audit/log/checkpoints.hpp"
#include "audit/log/verify.hpp"
#include "tests/audit/log_maker.hpp"

namespace tsuitate::tests {

namespace fs = std::filesystem;

class ScratchDirectory {
  public:
    ScratchDirectory() {
        std::string pattern = (fs::temp_directory_path() / "tsuitate-audit-XXXXXX").string();
        path_ = mkdtemp(pattern.data());
    }
    ~ScratchDirectory() {
        std::error_code unknown;
        fs::remove_all(path_, unknown);
    }
    ScratchDirectory(const ScratchDirectory&) = delete;
    ScratchDirectory& operator=(const ScratchDirectory&) = delete;
    const fs::path& path() const { return path_; }

  private:
    fs::path path_;
};

inline std::string read(const fs::path& path) {
    auto bytes = audit::read_file(path.string());
    return std::get<std::string>(std::move(bytes));
}

inline void write(const fs::path& path, std::string_view bytes) {
    fs::create_directories(path.parent_path());
    std::ofstream file(path, std::ios::binary | std::ios::trunc);
    file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
}

inline constexpr std::uint64_t small_seed = 7;
inline const std::string small_origin = "counter1.example/log";

// The private keys of LogMaker, as an attacker with root would have some of them.
inline audit::SigningKey enrolment_key(std::uint64_t seed = small_seed) {
    return audit::SigningKey::of_seed(audit::sha256("enrolment " + std::to_string(seed)));
}
inline audit::SigningKey epoch_key(std::uint64_t epoch, std::uint64_t seed = small_seed) {
    return audit::SigningKey::of_seed(
        audit::sha256("epoch " + std::to_string(seed) + " " + std::to_string(epoch)));
}

inline std::string signed_note(const std::string& text, std::uint64_t epoch, const audit::SigningKey& with) {
    return audit::Note{
        .text = text,
        .signatures = {audit::sign_note(text, small_origin, enrolment_key()),
                       audit::sign_note(text, audit::epoch_key_name(small_origin, epoch), with)}}
        .bytes();
}

// Everything of a log that its records and tiles do not say.
struct SmallLog {
    SmallLog() : maker(scratch.path() / "log", small_origin, small_seed) {
        maker.add(policy::RecordKind::service_started, {{"detail", std::string("0.1.0")}});
        maker.add_session("signature", "verified");
        maker.add_session("user-authentication", "wrong");
        maker.next_epoch();
        states.push_back(copy_as("after-1"));
        maker.add_session("signature", "verified");
        maker.add(policy::RecordKind::device_changed,
                  {{"subject", std::string("reader")}, {"detail", std::string("failed")}});
        maker.add_session("user-authentication", "verified");
        maker.publish();
        states.push_back(copy_as("middle-2"));
        maker.next_epoch();
        states.push_back(copy_as("after-2"));
        maker.add_session("signature", "verified");
        maker.add_session("signature", "locked");
        maker.add_session("user-authentication", "verified");
        maker.publish();
    }

    fs::path path() const { return scratch.path() / "log"; }
    fs::path copy_as(const std::string& name) const {
        const fs::path to = scratch.path() / name;
        fs::copy(path(), to, fs::copy_options::recursive);
        return to;
    }
    audit::Anchor anchor() const { return *audit::anchor_of(maker.anchor()); }
    std::string checkpoint() const { return read(path() / "checkpoint"); }

    ScratchDirectory scratch;
    LogMaker maker;
    std::vector<fs::path> states;  // earlier states of the log, each signed
};

inline audit::Report verify_at(const fs::path& path, const audit::VerifySettings& settings) {
    const auto log = audit::LogDirectory::open(path.string());
    return audit::verify(std::get<audit::LogDirectory>(log), settings);
}

inline bool found(const audit::Report& report, audit::What what) {
    return std::any_of(report.findings.begin(), report.findings.end(),
                       [&](const audit::Finding& finding) { return finding.what == what; });
}

inline std::string told(const audit::Report& report) {
    std::string text;
    for (const audit::Finding& finding : report.findings) {
        text += std::string(audit::word_of(finding.what)) + ": " +
                audit::sentence_of(finding, policy::Language::english) + "\n";
    }
    return text;
}

// The records of a log of fewer than 257.
inline std::vector<std::string> records_of(const fs::path& path, std::uint64_t size) {
    const std::string bytes = read(path / audit::entries_tile_path(0, size));
    const auto entries = audit::entries_of(bytes, size).value();
    std::vector<std::string> records;
    for (const std::string_view record : entries) {
        records.emplace_back(record);
    }
    return records;
}

// Each with the number of its place.
inline std::vector<std::string> renumbered(std::vector<std::string> records) {
    for (std::size_t i = 0; i < records.size(); ++i) {
        auto fields = *audit::from_canonical_json(records[i]);
        fields["sequence"] = static_cast<std::uint64_t>(i + 1);
        records[i] = audit::to_canonical_json(fields);
    }
    return records;
}

// Only the records; their hashes stay.
inline void put_under_old_hashes(const fs::path& path, std::uint64_t size,
                                 const std::vector<std::string>& records) {
    std::string bytes;
    for (const std::string& record : records) {
        audit::append_entry(bytes, record);
    }
    write(path / audit::entries_tile_path(0, size), bytes);
}

// Puts these records in the place of the log's, with all tiles as they should be; the checkpoints stay.
// Returns the checkpoint that they would need.
inline audit::Checkpoint put_records(const fs::path& path, const std::vector<std::string>& records) {
    audit::Publisher publisher;
    for (const std::string& record : records) {
        publisher.add(record);
    }
    fs::remove_all(path / "tile");
    publisher.publish_tiles([&](const std::string& name, std::string_view bytes) {
        write(path / name, bytes);
        return true;
    });
    return {.origin = small_origin, .size = publisher.size(), .root = publisher.root()};
}

}  // namespace tsuitate::tests
