// What an outsider finds in log/, whatever happened to the disk.
#include "daemon/ledger/retention.hpp"
#include "tests/unit/ledger/published_log.hpp"

namespace tsuitate::ledger {
namespace {

TEST(PublicLog, a_power_cut_at_any_operation_leaves_a_log_that_verifies) {
    const MasterKeys keys = master();
    std::uint64_t verified = 0;
    for (std::uint32_t run = 0; run < 300; ++run) {
        std::mt19937 random(run);
        SimulatedDisk disk;
        for (int cut = 0; cut < 3; ++cut) {
            disk.power = run < 100 ? run + static_cast<std::uint32_t>(cut) : random() % 200;
            auto result = opened(disk, keys);
            if (auto* log = std::get_if<std::unique_ptr<AuditLog>>(&result)) {
                while (refused(**log, 1 + random() % 40) && !(*log)->publish() &&
                       (random() % 8 != 0 || !(*log)->change_epoch())) {
                }
            }
            disk.cut_power(random);
            if (disk.files.contains("log/checkpoint")) {
                ASSERT_EQ(Published(disk).faults(), "") << "run " << run << ", before the next start";
                ++verified;
            }
        }
        ASSERT_EQ(fault_of_opening(disk, keys), "") << "run " << run;
        ASSERT_EQ(Published(disk).faults(), "") << "run " << run << ", after the next start";
    }
    EXPECT_GT(verified, 500U);
}

// What a disk without the synchronisation that we rely on does to it: the test above can fail.
TEST(PublicLog, a_disk_that_lies_is_found_out) {
    const MasterKeys keys = master();
    std::uint64_t wrong = 0;
    for (std::uint32_t run = 0; run < 20; ++run) {
        std::mt19937 random(run);
        SimulatedDisk disk;
        const auto log = started(disk, keys);
        disk.synchronise_lies = true;
        for (int i = 0; i < 8; ++i) {
            EXPECT_TRUE(refused(*log, 40));
        }
        EXPECT_EQ(log->publish(), std::nullopt);
        disk.cut_power(random);
        wrong += Published(disk).faults().empty() ? 0U : 1U;
    }
    EXPECT_GT(wrong, 10U);
}

TEST(PublicLog, what_is_lost_or_damaged_of_it_is_made_again_from_the_journal) {
    const MasterKeys keys = master();
    const SimulatedDisk whole = disk_with(keys, 600);
    const auto empty = [](std::string& bytes) { bytes.clear(); };
    const auto zeros = [](std::string& bytes) { std::fill(bytes.begin(), bytes.end(), '\0'); };
    const auto flip = [](std::string& bytes) { bytes[bytes.size() / 2] ^= 1; };
    for (const std::string path :
         {"log/tile/0/000", "log/tile/0/001", "log/tile/0/002.p/88", "log/tile/1/000.p/2",
          "log/tile/entries/000", "log/tile/entries/001", "log/tile/entries/002.p/88", "log/anchor"}) {
        ASSERT_TRUE(whole.files.contains(path)) << path;
        for (const auto& damage : std::vector<std::function<void(std::string&)>>{empty, zeros, flip}) {
            SimulatedDisk disk = whole;
            damage(disk.files.at(path).written);
            ASSERT_EQ(fault_of_opening(disk, keys), "") << path;
            EXPECT_EQ(Published(disk).faults(), "") << path;
            if (path.find(".p/") == std::string::npos) {
                EXPECT_TRUE(disk.files.at(path).written == whole.files.at(path).written) << path;
            }
        }
        SimulatedDisk disk = whole;
        disk.files.erase(path);
        ASSERT_EQ(fault_of_opening(disk, keys), "") << path;
        EXPECT_EQ(Published(disk).faults(), "") << path;
        EXPECT_TRUE(disk.files.contains(path) || path.find(".p/") != std::string::npos) << path;
    }
}

TEST(PublicLog, all_of_it_is_made_again_and_what_was_erased_stays_away) {
    const MasterKeys keys = master();
    SimulatedDisk disk = disk_with(keys, 700);
    const ErasureOrder order{.before = "2023-11-15T00:00:00Z", .rule = "five-years", .officer = "office-3"};
    // Of the last segment alone, as a journal of usual segments would have it: it still holds erased records.
    ASSERT_EQ(std::get<Erased>(erase_entries(disk, *started(disk, keys), order)).last, 512U);
    ASSERT_EQ(Published(disk).faults(), "");
    for (const std::string lost :
         {"log/tile/0/002", "log/tile/entries/002", "log/tile/1/000", "log/tile/", "log/anchor"}) {
        SimulatedDisk copy = disk;
        std::erase_if(copy.files, [&](const auto& file) {
            return file.first.starts_with(lost) && !file.first.starts_with("log/tile/0/000") &&
                   !file.first.starts_with("log/tile/0/001");
        });
        ASSERT_EQ(fault_of_opening(copy, keys), "") << lost;
        EXPECT_EQ(Published(copy).faults(), "") << lost;
        EXPECT_FALSE(copy.files.contains("log/tile/entries/001")) << lost;
        EXPECT_EQ(copy.files.at("log/anchor").written, disk.files.at("log/anchor").written) << lost;
    }
}

// With journal, keys and all: the ledger cannot know, signs on, and whoever remembers finds it out.
TEST(PublicLog, set_back_with_keys_and_all_is_found_by_every_former_checkpoint_that_is_newer) {
    const MasterKeys keys = master();
    SimulatedDisk disk;
    std::vector<std::pair<SimulatedDisk, std::string>> former;  // and its checkpoint
    {
        const auto log = started(disk, keys);
        for (int i = 0; i < 6; ++i) {
            ASSERT_TRUE(refused(*log, 3));
            ASSERT_EQ(i % 2 == 0 ? log->publish() : log->change_epoch(), std::nullopt);
            former.emplace_back(disk, disk.files.at("log/checkpoint").written);
        }
    }
    for (std::size_t i = 0; i < former.size(); ++i) {
        SimulatedDisk back = former[i].first;
        ASSERT_EQ(fault_of_opening(back, keys), "");
        EXPECT_EQ(Published(back).faults(), "") << "it is right in itself";
        for (std::size_t j = 0; j < former.size(); ++j) {
            const std::string remembered =
                Published(back).faults({{.path = "kept", .bytes = former[j].second}});
            EXPECT_EQ(remembered.empty(), j <= i) << i << " " << j << " " << remembered;
            // Shorter, or as long and of another content.
            EXPECT_TRUE(j <= i || remembered.starts_with("rolled back") || remembered.starts_with("forked"));
        }
    }
}

TEST(PublicLog, a_journal_that_does_not_fit_changes_no_tile) {
    const MasterKeys keys = master();
    SimulatedDisk disk = disk_with(keys, 600);
    const SimulatedDisk other = disk_with(keys, 600);
    for (auto& [path, file] : disk.files) {
        if (path.starts_with("journal/")) {
            file = other.files.at(path);
        }
    }
    disk.files.at("log/tile/0/001").written.clear();
    const auto before = disk.files.at("log/tile/0/000").written;
    EXPECT_NE(fault_of_opening(disk, keys).find("does not lead to the newest checkpoint"), std::string::npos);
    EXPECT_EQ(disk.files.at("log/tile/0/000").written, before);
    EXPECT_EQ(disk.files.at("log/tile/0/001").written, "");
}

}  // namespace
}  // namespace tsuitate::ledger
