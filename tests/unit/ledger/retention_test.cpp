// Erasing: what is erased is nowhere any more, whenever the power went; what is not erased stays.
#include "daemon/ledger/retention.hpp"

#include "audit/record/kept.hpp"
#include "tests/unit/ledger/published_log.hpp"

namespace tsuitate::ledger {
namespace {

const ErasureOrder everything{.before = "2023-11-15T00:00:00Z", .rule = "five-years", .officer = "office-3"};

// The sequences up to `last` that some file of the disk still tells, but for the records that stay.
std::vector<std::uint64_t> readable(const SimulatedDisk& disk, std::uint64_t last) {
    constexpr std::string_view mark = R"("sequence":)";
    std::vector<std::uint64_t> found;
    for (const auto& [path, file] : disk.files) {
        if (path.starts_with("log/kept/")) {
            continue;
        }
        for (std::size_t at = file.written.find(mark); at != std::string::npos;
             at = file.written.find(mark, at + 1)) {
            const std::uint64_t sequence = std::stoull(file.written.substr(at + mark.size(), 9));
            if (sequence <= last) {
                found.push_back(sequence);
            }
        }
    }
    return found;
}

// As earlier power cuts left it: a partial tile beside its full one, and halves of files.
SimulatedDisk disk_with_leftovers(const MasterKeys& keys) {
    SimulatedDisk disk = disk_with(keys, 600);
    const std::string full = disk.files.at("log/tile/entries/000").written;
    std::string partial;
    const auto entries = audit::entries_of(full, audit::tile_width);
    for (std::size_t i = 0; i < 101; ++i) {
        audit::append_entry(partial, (*entries)[i]);
    }
    const std::string segment = disk.files.at("journal/segment-0000000000000001").written;
    for (const auto& [path, bytes] :
         std::map<std::string, std::string>{{"log/tile/entries/000.p/101", partial},
                                            {"log/tile/entries/000.p/102.new", partial},
                                            {"log/tile/entries/001.new", full},
                                            {"journal/segment-0000000000000001.new", segment}}) {
        disk.files[path] = {.written = bytes, .durable = bytes, .name_durable = true, .before = {}};
    }
    return disk;
}

TEST(Retention, contents_are_erased_by_whole_tiles_after_a_record_says_so) {
    SimulatedDisk disk;
    const MasterKeys keys = master();
    auto log = std::move(std::get<std::unique_ptr<AuditLog>>(opened(disk, keys)));
    for (int i = 0; i < 700; ++i) {
        ASSERT_TRUE(appended(*log));
    }
    ASSERT_EQ(log->publish(), std::nullopt);
    const ErasureOrder too_early{
        .before = "2020-01-01T00:00:00Z", .rule = "five-years", .officer = "office-3"};
    EXPECT_EQ(std::get<Erased>(erase_entries(disk, *log, too_early)).first, 0U);
    const ErasureOrder order{.before = "2023-11-15T00:00:00Z", .rule = "five-years", .officer = "office-3"};
    const auto erased = std::get<Erased>(erase_entries(disk, *log, order));
    EXPECT_EQ(erased.first, 1U);
    EXPECT_EQ(erased.last, 512U);
    EXPECT_FALSE(disk.files.contains("log/tile/entries/000") || disk.files.contains("log/tile/entries/001"));
    EXPECT_TRUE(disk.files.contains("log/tile/0/000")) << "hashes stay";
    EXPECT_TRUE(disk.files.at("log/kept/0").written.starts_with(R"(0 {"boot")")) << "and what keys rest on";
    EXPECT_EQ(disk.files.at("log/kept/1").written, "") << "nothing stays, and it was not lost";
    EXPECT_FALSE(disk.files.contains("journal/segment-0000000000000001"));
    EXPECT_NE(disk.files["log/tile/entries/002.p/190"].written.find(
                  R"("detail":"five-years","event":"entries-erased","first":1,"last":512)"),
              std::string::npos);
    log.reset();
    EXPECT_EQ(fault_of_opening(disk, keys), "") << "and the log goes on";
    EXPECT_EQ(std::get<Erased>(erase_entries(disk, *std::get<0>(opened(disk, keys)), order)).first, 0U);
}

TEST(Retention, what_was_erased_is_nowhere_after_a_power_cut_at_any_operation) {
    const MasterKeys keys = master();
    const SimulatedDisk whole = disk_with_leftovers(keys);
    ASSERT_GT(readable(whole, 512).size(), 1000U) << "in tiles, leftovers and the journal";
    bool cut = true;
    std::uint64_t power = 0;
    for (; cut; ++power) {
        std::mt19937 random(static_cast<std::uint32_t>(power));
        SimulatedDisk disk = whole;
        disk.power = power;
        if (auto log = opened(disk, keys); std::holds_alternative<std::unique_ptr<AuditLog>>(log)) {
            erase_entries(disk, *std::get<0>(log), everything);
        }
        cut = disk.power == 0;
        disk.cut_power(random);
        const std::unique_ptr<AuditLog> log = started(disk, keys);
        ASSERT_NE(log, nullptr) << power;
        ASSERT_EQ(Published(disk).faults(), "") << power;
        const std::uint64_t records = log->records();
        ASSERT_TRUE(std::holds_alternative<Erased>(erase_entries(disk, *log, everything))) << power;
        ASSERT_EQ(readable(disk, 512), std::vector<std::uint64_t>()) << power;
        disk.cut_power(random);
        ASSERT_EQ(readable(disk, 512), std::vector<std::uint64_t>())
            << power << ", and the power goes after it";
        ASSERT_GE(records, 600U);
        ASSERT_EQ(fault_of_opening(disk, keys), "") << power;
        for (const auto& finding : Published(disk).findings()) {
            ASSERT_NE(finding.what, audit::What::entries_not_erased)
                << power << ": " << audit::sentence_of(finding, policy::Language::english);
            ASSERT_EQ(finding.severity(), audit::Severity::notice) << power;
        }
    }
    EXPECT_GT(power, 40U) << "operations of opening and erasing";
}

TEST(Retention, the_journal_keeps_what_is_younger) {
    const MasterKeys keys = master();
    SimulatedDisk disk = disk_with(keys, 600);
    ASSERT_EQ(std::get<Erased>(erase_entries(disk, *started(disk, keys), everything)).last, 512U);
    EXPECT_TRUE(disk.files.contains("journal/segment-0000000000000513"));
    // The younger tile can still be made again from it.
    const std::string tile = "log/tile/0/002.p/" + std::to_string(started(disk, keys)->records() - 512);
    ASSERT_TRUE(disk.files.contains(tile));
    disk.files.erase(tile);
    EXPECT_EQ(fault_of_opening(disk, keys), "");
    EXPECT_EQ(Published(disk).faults(), "");
}

TEST(Retention, a_tile_that_cannot_be_read_is_a_fault_and_nothing_is_erased) {
    const MasterKeys keys = master();
    SimulatedDisk disk = disk_with(keys, 600);
    const auto log = started(disk, keys);
    const std::uint64_t records = log->records();
    disk.files.at("log/tile/entries/000").written.resize(100);
    const auto damaged = erase_entries(disk, *log, everything);
    ASSERT_TRUE(std::holds_alternative<LogFault>(damaged));
    EXPECT_NE(std::get<LogFault>(damaged).reason.find("tile/entries/000 is damaged"), std::string::npos);
    disk.read_fault = EIO;
    EXPECT_TRUE(std::holds_alternative<LogFault>(erase_entries(disk, *log, everything)));
    EXPECT_EQ(log->records(), records) << "and no record says so";
}

// Also when the start could not remove it.
TEST(Retention, what_lies_beside_a_tile_goes_with_it) {
    const MasterKeys keys = master();
    SimulatedDisk disk = disk_with(keys, 600);
    const auto log = started(disk, keys);
    for (auto& [path, file] : disk_with_leftovers(keys).files) {
        if (!disk.files.contains(path)) {
            disk.files[path] = file;
        }
    }
    ASSERT_TRUE(disk.files.contains("log/tile/entries/000.p/101"));
    EXPECT_EQ(std::get<Erased>(erase_entries(disk, *log, everything)).last, 512U);
    EXPECT_EQ(readable(disk, 512), std::vector<std::uint64_t>());
}

// Whoever can write to the disk cannot have an officer erase what is young.
TEST(Retention, only_records_that_were_signed_can_say_how_old_they_are) {
    const MasterKeys keys = master();
    SimulatedDisk disk = disk_with(keys, 600);
    const auto log = started(disk, keys);
    const std::uint64_t records = log->records();
    const ErasureOrder order{.before = "2023-01-01T00:00:00Z", .rule = "five-years", .officer = "office-3"};
    EXPECT_EQ(std::get<Erased>(erase_entries(disk, *log, order)).first, 0U) << "nothing is that old";
    std::string& tile = disk.files.at("log/tile/entries/000").written;
    const std::string_view year = "\"time\":\"2023-11";
    for (std::size_t at = tile.find(year); at != std::string::npos; at = tile.find(year, at + 1)) {
        tile.replace(at, year.size(), "\"time\":\"2020-11");
    }
    const auto refused = erase_entries(disk, *log, order);
    ASSERT_TRUE(std::holds_alternative<LogFault>(refused));
    EXPECT_NE(std::get<LogFault>(refused).reason.find("tile/entries/000 is damaged"), std::string::npos);
    // With hashes that fit.
    std::string hashes;
    const auto entries = audit::entries_of(tile, audit::tile_width);
    for (const std::string_view entry : *entries) {
        const audit::Hash leaf = audit::leaf_hash(entry);
        hashes.append(leaf.begin(), leaf.end());
    }
    disk.files.at("log/tile/0/000").written = hashes;
    EXPECT_TRUE(std::holds_alternative<LogFault>(erase_entries(disk, *log, order)));
    EXPECT_EQ(log->records(), records) << "and no record says so";
    EXPECT_TRUE(disk.files.contains("journal/segment-0000000000000001"));
}

TEST(Retention, a_journal_that_cannot_be_cleared_is_a_fault_and_other_files_are_left_alone) {
    const MasterKeys keys = master();
    SimulatedDisk disk = disk_with(keys, 600);
    const std::string evidence = "journal/segment-0000000000000001.damaged";
    disk.files[evidence] = {.written = "kept", .durable = "kept", .name_durable = true, .before = {}};
    {
        const auto log = started(disk, keys);
        // As where tile 0 was lost, and nothing says that it was erased.
        disk.files.erase("log/tile/entries/000");
        const auto result = erase_entries(disk, *log, everything);
        ASSERT_TRUE(std::holds_alternative<LogFault>(result));
        EXPECT_NE(std::get<LogFault>(result).reason.find("kept/0 is missing"), std::string::npos);
        EXPECT_TRUE(disk.files.contains("journal/segment-0000000000000001"));
    }
    // The next start makes the tile again, and then it can be erased.
    const auto log = started(disk, keys);
    ASSERT_NE(log, nullptr);
    ASSERT_TRUE(std::holds_alternative<Erased>(erase_entries(disk, *log, everything)));
    EXPECT_EQ(readable(disk, 512), std::vector<std::uint64_t>());
    EXPECT_EQ(disk.files.at(evidence).written, "kept");
    // What the journal does not hold any more needs no file.
    disk.files.erase("log/kept/0");
    ASSERT_EQ(fault_of_opening(disk, keys), "");
    EXPECT_TRUE(std::holds_alternative<Erased>(erase_entries(disk, *started(disk, keys), everything)));
}

TEST(Erasure, is_allowed_by_a_rule_and_no_sooner) {
    const policy::RetentionRules rules{{{.name = "five-years", .keep = std::chrono::days(1827)}}};
    const Moment now{.unix_seconds = 1'795'910'400};  // 2026-11-29
    const auto answer = [&](ErasureOrder order) {
        const auto result = allowed(std::move(order), rules, now);
        const auto* why = std::get_if<std::string>(&result);
        return why == nullptr ? "allowed" : *why;
    };
    EXPECT_EQ(answer({"2021-11-28T00:00:00Z", "five-years", "office-3"}), "allowed");
    EXPECT_EQ(answer({"2021-11-28T00:00:01Z", "five-years", "office-3"}),
              "the rule \"five-years\" keeps records for 1827 days: today nothing after 2021-11-28T00:00:00Z "
              "may be erased");
    EXPECT_NE(answer({"2099-01-01T00:00:00Z", "five-years", "office-3"}), "allowed");
    EXPECT_EQ(answer({"2021-01-01T00:00:00Z", "ten-years", "office-3"}),
              "retention.toml has no rule \"ten-years\"");
    for (const char* time : {"2021-02-30T00:00:00Z", "2021-01-01", "2021-1-1T00:00:00Z", "", "yesterday",
                             "2021-01-01T00:00:00Z ", "-2021-01-01T00:00:00Z"}) {
        EXPECT_NE(answer({time, "five-years", "office-3"}).find("--erase-before wants a time"),
                  std::string::npos)
            << time;
    }
    EXPECT_NE(answer({"2021-01-01T00:00:00Z", "", "office-3"}).find("--rule and --officer"),
              std::string::npos);
    EXPECT_NE(answer({"2021-01-01T00:00:00Z", "five-years", ""}).find("--rule and --officer"),
              std::string::npos);
    EXPECT_NE(answer({"2021-01-01T00:00:00Z", "five-years", "Ms Mori"}).find("--officer must be"),
              std::string::npos);
}

}  // namespace
}  // namespace tsuitate::ledger
