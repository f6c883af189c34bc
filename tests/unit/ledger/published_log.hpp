// What an outsider finds in the log/ of a SimulatedDisk, and disks with a log on them.
#pragma once

#include <filesystem>
#include <fstream>

#include "audit/log/verify.hpp"
#include "tests/unit/ledger/log_on_disk.hpp"

namespace tsuitate::ledger {

// The published files, as a reader gets them.
class Published {
  public:
    explicit Published(const SimulatedDisk& disk) {
        // In memory, where there is such a place: there are many, and each lives a moment.
        const std::filesystem::path place =
            std::filesystem::is_directory("/dev/shm") ? "/dev/shm" : std::filesystem::temp_directory_path();
        std::string pattern = (place / "tsuitate-published-XXXXXX").string();
        directory_ = mkdtemp(pattern.data());
        for (const auto& [path, file] : disk.files) {
            if (path.starts_with("log/")) {
                const std::filesystem::path to = directory_ / path;
                std::filesystem::create_directories(to.parent_path());
                std::ofstream(to, std::ios::binary) << file.written;
            }
        }
    }
    ~Published() {
        std::error_code unknown;
        std::filesystem::remove_all(directory_, unknown);
    }
    Published(const Published&) = delete;
    Published& operator=(const Published&) = delete;

    // What is wrong with it; empty when nothing is.
    std::string faults(std::vector<audit::Remembered> remembered = {}) const {
        std::string text;
        for (const auto& finding : findings(std::move(remembered))) {
            if (finding.severity() == audit::Severity::fault) {
                text += audit::sentence_of(finding, policy::Language::english) + "\n";
            }
        }
        return text;
    }
    // Also the notices.
    audit::Findings findings(std::vector<audit::Remembered> remembered = {}) const {
        const auto log = audit::LogDirectory::open((directory_ / "log").string());
        if (!std::holds_alternative<audit::LogDirectory>(log)) {
            return {{.what = audit::What::checkpoint_missing}};
        }
        return audit::verify(std::get<audit::LogDirectory>(log), {.remembered = std::move(remembered)})
            .findings;
    }

  private:
    std::filesystem::path directory_;
};

inline std::unique_ptr<AuditLog> started(SimulatedDisk& disk, const MasterKeys& keys) {
    auto log = opened(disk, keys);
    return std::move(std::get<std::unique_ptr<AuditLog>>(log));
}

// Records that need no others around them.
inline bool refused(AuditLog& log, std::size_t callers) {
    wire::VaultWriteRecord record{.kind = policy::RecordKind::caller_refused, .caller_uid = 1000, .count = 1};
    record.subject = *wire::Name::from("open-session");
    return std::holds_alternative<AuditLog::Refusals>(log.append(std::vector(callers, record)));
}

// A log of this many records, closed in good order.
inline SimulatedDisk disk_with(const MasterKeys& keys, std::uint64_t records) {
    SimulatedDisk disk;
    const auto log = started(disk, keys);
    while (log->records() < records) {
        EXPECT_TRUE(refused(*log, 1));
    }
    EXPECT_EQ(log->publish(), std::nullopt);
    return disk;
}

}  // namespace tsuitate::ledger
