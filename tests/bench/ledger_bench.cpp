// How long it takes until a record is on the disk: the ledger beside the raw limit (one fdatasync into a file
// that was written with zeros before), SQLite and, where one is named, journald, in turns within one run, on
// the same disk. Prints the table of docs/benchmarks.md.
#include <fcntl.h>
#include <sqlite3.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "daemon/ledger/audit_log.hpp"
#include "daemon/ledger/publish_pace.hpp"
#include "tests/bench/journald.hpp"

namespace {

using namespace tsuitate;
using Clock = std::chrono::steady_clock;

struct Settings {
    std::filesystem::path directory = std::filesystem::temp_directory_path();
    int records = 2000;  // a round
    int rounds = 5;
    std::string journald;  // the directory of its sockets
};

[[noreturn]] void fail(const std::string& what) {
    std::fprintf(stderr, "tsuitate-bench-ledger: %s\n", what.c_str());
    std::exit(EXIT_FAILURE);
}

// One way to make records durable.
struct Contender {
    const char* name;
    std::size_t group;  // records made durable together
    std::function<void(std::size_t)> write;
    std::vector<double> microseconds = {};  // one a call
};

// What a record of the ledger looks like, in bytes; no two are alike, or journald would keep one of them.
std::string next_line() {
    static int number = 0;
    std::string line = std::to_string(++number);
    line.resize(256, 'x');
    return line;
}

class RawFile {
  public:
    RawFile(const std::filesystem::path& path, bool beforehand)
        : file_(::open(path.c_str(), O_RDWR | O_CREAT, 0600)) {
        if (file_ < 0) {
            fail("cannot make " + path.string());
        }
        if (beforehand) {
            const std::string zeros(1U << 20U, '\0');
            for (int i = 0; i < 64; ++i) {
                if (pwrite(file_, zeros.data(), zeros.size(), static_cast<off_t>(zeros.size()) * i) < 0) {
                    fail("cannot write " + path.string());
                }
            }
            fsync(file_);
        }
    }
    ~RawFile() { close(file_); }
    RawFile(const RawFile&) = delete;
    RawFile& operator=(const RawFile&) = delete;

    void write(std::size_t records) {
        std::string bytes;
        for (std::size_t i = 0; i < records; ++i) {
            bytes += next_line();
        }
        if (pwrite(file_, bytes.data(), bytes.size(), offset_) < 0 || fdatasync(file_) != 0) {
            fail("the disk does not take more");
        }
        offset_ += static_cast<off_t>(bytes.size());
    }

  private:
    int file_;
    off_t offset_ = 0;
};

class Database {
  public:
    explicit Database(const std::filesystem::path& path) {
        if (sqlite3_open(path.c_str(), &database_) != SQLITE_OK) {
            fail("cannot make " + path.string());
        }
        run("PRAGMA journal_mode=WAL");
        run("PRAGMA synchronous=FULL");
        run("CREATE TABLE records (sequence INTEGER PRIMARY KEY, line TEXT)");
        if (sqlite3_prepare_v2(database_, "INSERT INTO records (line) VALUES (?)", -1, &insert_, nullptr) !=
            SQLITE_OK) {
            fail(sqlite3_errmsg(database_));
        }
    }
    ~Database() {
        sqlite3_finalize(insert_);
        sqlite3_close(database_);
    }
    Database(const Database&) = delete;
    Database& operator=(const Database&) = delete;

    void write(std::size_t) {
        const std::string line = next_line();
        sqlite3_bind_text(insert_, 1, line.data(), static_cast<int>(line.size()), SQLITE_STATIC);
        if (sqlite3_step(insert_) != SQLITE_DONE || sqlite3_reset(insert_) != SQLITE_OK) {
            fail(sqlite3_errmsg(database_));
        }
    }

  private:
    void run(const char* statement) {
        if (sqlite3_exec(database_, statement, nullptr, nullptr, nullptr) != SQLITE_OK) {
            fail(sqlite3_errmsg(database_));
        }
    }
    sqlite3* database_ = nullptr;
    sqlite3_stmt* insert_ = nullptr;
};

// The ledger as the role runs it: what was appended is signed and published at its pace, and a record that
// comes then waits for it.
class LedgerUnderTest {
  public:
    explicit LedgerUnderTest(const std::filesystem::path& path)
        : storage_((std::filesystem::create_directories(path), path)),
          keys_(std::get<ledger::FoundKeys>(ledger::find_master_keys(storage_))) {
        auto opened = ledger::AuditLog::open(storage_, keys_.keys, {.origin = "bench"},
                                             [this] { return clocks_.now(); });
        if (const auto* fault = std::get_if<ledger::LogFault>(&opened)) {
            fail(fault->reason);
        }
        log_ = std::move(std::get<std::unique_ptr<ledger::AuditLog>>(opened));
        record_.session.bytes.fill(0xab);
        record_.pin_kind = *wire::Name::from("signature");
    }

    void write(std::size_t count) {
        const std::vector<wire::VaultWriteRecord> records(count, record_);
        const auto appended = log_->append(records);
        if (const auto* fault = std::get_if<ledger::LogFault>(&appended)) {
            fail(fault->reason);
        }
        pace_.appended(Clock::now());
        if (pace_.due() <= Clock::now()) {
            if (const auto fault = log_->publish()) {
                fail(fault->reason);
            }
            pace_.published();
        }
    }

  private:
    ledger::DirectoryStorage storage_;
    ledger::FoundKeys keys_;
    ledger::Clocks clocks_;
    std::unique_ptr<ledger::AuditLog> log_;
    wire::VaultWriteRecord record_{.kind = policy::RecordKind::pin_attempt, .tries_left = 3};
    ledger::PublishPace pace_;
};

void measure(Contender& contender, int records) {
    for (int done = 0; done < records; done += static_cast<int>(contender.group)) {
        const auto start = Clock::now();
        contender.write(contender.group);
        contender.microseconds.push_back(
            std::chrono::duration<double, std::micro>(Clock::now() - start).count());
    }
}

double percentile(const std::vector<double>& sorted, double share) {
    return sorted[std::min(sorted.size() - 1,
                           static_cast<std::size_t>(share * static_cast<double>(sorted.size())))];
}

// The first is the limit that the others are set against.
void report(std::vector<Contender>& contenders) {
    std::printf(
        "| made durable | p50 (µs) | p99 (µs) | records/s | ratio | p99, times the limit's |\n"
        "|---|---|---|---|---|---|\n");
    double limit = 0;
    double limit_p99 = 0;
    for (Contender& contender : contenders) {
        double total = 0;
        for (const double one : contender.microseconds) {
            total += one;
        }
        std::sort(contender.microseconds.begin(), contender.microseconds.end());
        const double p99 = percentile(contender.microseconds, 0.99);
        const double rate =
            1e6 * static_cast<double>(contender.microseconds.size() * contender.group) / total;
        limit = limit == 0 ? rate : limit;
        limit_p99 = limit_p99 == 0 ? p99 : limit_p99;
        std::printf("| %s | %.0f | %.0f | %.0f | %.2f | %.1f |\n", contender.name,
                    percentile(contender.microseconds, 0.5), p99, rate, rate / limit, p99 / limit_p99);
    }
}

Settings settings_of(int argc, char** argv) {
    Settings settings;
    for (int i = 1; i + 1 < argc; i += 2) {
        const std::string option = argv[i];
        if (option == "--directory") {
            settings.directory = argv[i + 1];
        } else if (option == "--records") {
            settings.records = std::atoi(argv[i + 1]);
        } else if (option == "--rounds") {
            settings.rounds = std::atoi(argv[i + 1]);
        } else if (option == "--journald") {
            settings.journald = argv[i + 1];
        } else {
            fail("usage: [--directory DIRECTORY] [--records N] [--rounds N] [--journald SOCKETS]");
        }
    }
    return settings;
}

int run(const Settings& settings, const std::filesystem::path& directory) {
    RawFile raw(directory / "raw", true);
    RawFile growing(directory / "growing", false);
    LedgerUnderTest ledger(directory / "ledger");
    LedgerUnderTest in_groups(directory / "groups");
    Database database(directory / "database");
    std::vector<Contender> contenders = {
        {.name = "fdatasync, file written with zeros (the limit)",
         .group = 1,
         .write = [&](std::size_t n) { raw.write(n); }},
        {.name = "fdatasync, growing file", .group = 1, .write = [&](std::size_t n) { growing.write(n); }},
        {.name = "**ledger**", .group = 1, .write = [&](std::size_t n) { ledger.write(n); }},
        {.name = "ledger, groups of 16", .group = 16, .write = [&](std::size_t n) { in_groups.write(n); }},
        {.name = "SQLite, WAL, synchronous=FULL",
         .group = 1,
         .write = [&](std::size_t n) { database.write(n); }},
    };
    std::unique_ptr<bench::Journald> journald;
    if (!settings.journald.empty()) {
        journald = std::make_unique<bench::Journald>(settings.journald);
        contenders.push_back({.name = "journald, datagram and Synchronize",
                              .group = 1,
                              .write = [&](std::size_t) { journald->write(next_line()); }});
    }
    for (int round = 0; round < settings.rounds; ++round) {
        for (Contender& contender : contenders) {
            measure(contender, settings.records);
        }
    }
    report(contenders);
    return EXIT_SUCCESS;
}

}  // namespace

int main(int argc, char** argv) {
    const Settings settings = settings_of(argc, argv);
    std::string name = (settings.directory / "tsuitate-bench-XXXXXX").string();
    if (mkdtemp(name.data()) == nullptr) {
        fail("cannot make a directory in " + settings.directory.string());
    }
    int status = EXIT_FAILURE;
    try {
        status = run(settings, name);
    } catch (const std::exception& error) {
        std::fprintf(stderr, "tsuitate-bench-ledger: %s\n", error.what());
    }
    std::filesystem::remove_all(name);
    return status;
}
