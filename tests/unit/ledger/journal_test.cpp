#include "daemon/ledger/journal.hpp"

#include <gtest/gtest.h>

#include "tests/unit/ledger/simulated_disk.hpp"

namespace tsuitate::ledger {
namespace {

constexpr std::uint64_t small_segment = 4096;

using Records = std::vector<std::string>;

std::variant<Journal, LogFault> opened(SimulatedDisk& disk, Records& found) {
    return Journal::open(disk, small_segment, 1,
                         [&](std::uint64_t, std::string_view record) { found.emplace_back(record); });
}

Journal opened(SimulatedDisk& disk) {
    Records found;
    auto journal = opened(disk, found);
    return std::move(std::get<Journal>(journal));
}

Records records_of(SimulatedDisk& disk) {
    Records found;
    const auto journal = opened(disk, found);
    return std::holds_alternative<Journal>(journal) ? found : Records{"fault"};
}

std::string a_record(std::uint64_t number) {
    return "{\"sequence\":" + std::to_string(number) + ",\"x\":\"" + std::string(number % 300, 'x') + "\"}";
}

// Works until the power goes, several times over. Returns how many acknowledged records were lost.
std::uint64_t losses_of_run(std::uint32_t seed, bool lying) {
    std::mt19937 random(seed);
    SimulatedDisk disk;
    Records acknowledged;
    std::uint64_t losses = 0;
    for (int cut = 0; cut < 3; ++cut) {
        {
            Records found;
            auto result = opened(disk, found);
            auto* journal = std::get_if<Journal>(&result);
            for (std::size_t i = 0; i < acknowledged.size(); ++i) {
                losses += journal != nullptr && i < found.size() && found[i] == acknowledged[i] ? 0U : 1U;
            }
            if (journal == nullptr) {
                return losses + (lying ? 1 : 1000);
            }
            // What was durable and not acknowledged stays.
            acknowledged = found;
            disk.power = random() % 40;
            disk.synchronise_lies = lying;
            disk.write_at_most = random() % 4 == 0 ? 100 : SIZE_MAX;
            for (bool alive = true; alive;) {
                Records group;
                for (auto size = 1 + random() % 3; size > 0; --size) {
                    group.push_back(a_record(acknowledged.size() + group.size() + random() % 200));
                }
                alive = !journal->append(group);
                if (alive) {
                    acknowledged.insert(acknowledged.end(), group.begin(), group.end());
                }
            }
        }
        disk.cut_power(random);
        disk.synchronise_lies = false;
    }
    const Records found = records_of(disk);
    for (std::size_t i = 0; i < acknowledged.size(); ++i) {
        losses += i < found.size() && found[i] == acknowledged[i] ? 0U : 1U;
    }
    return losses;
}

TEST(Journal, nothing_acknowledged_is_lost_in_60000_power_cuts) {
    std::uint64_t losses = 0;
    for (std::uint32_t run = 0; run < 20'000; ++run) {
        losses += losses_of_run(run, false);
        ASSERT_EQ(losses, 0U) << "run " << run;
    }
}

TEST(Journal, control_acknowledging_before_the_disk_has_it_is_found) {
    std::uint64_t caught = 0;
    for (std::uint32_t run = 0; run < 1000; ++run) {
        caught += losses_of_run(run, true) > 0 ? 1U : 0U;
    }
    EXPECT_GT(caught, 500U);
}

TEST(Journal, a_torn_tail_is_wiped_and_counted) {
    SimulatedDisk disk;
    {
        Journal journal = opened(disk);
        ASSERT_FALSE(journal.append(Records{a_record(1), a_record(2)}));
    }
    std::string& bytes = disk.files.begin()->second.written;
    const std::size_t end = bytes.find_last_not_of('\0') + 1;
    bytes.replace(end, 13, "{\"boot\":\"torn");
    EXPECT_EQ(opened(disk).healed_bytes(), 13U);
    EXPECT_EQ(bytes.find_last_not_of('\0') + 1, end);
    EXPECT_EQ(records_of(disk), (Records{a_record(1), a_record(2)}));
    EXPECT_EQ(opened(disk).healed_bytes(), 0U);
}

TEST(Journal, any_byte_changed_before_the_last_group_is_refused_with_its_place) {
    SimulatedDisk disk;
    {
        Journal journal = opened(disk);
        for (std::uint64_t i = 1; i <= 60; ++i) {
            ASSERT_FALSE(journal.append(Records{a_record(i)}));
        }
    }
    ASSERT_GT(disk.files.size(), 1U) << "several segments are wanted here";
    std::string& bytes = disk.files.begin()->second.written;
    for (std::size_t at = 0; at < bytes.find('\0'); at += 7) {
        bytes[at] ^= 1;
        Records found;
        const auto result = opened(disk, found);
        const auto* fault = std::get_if<LogFault>(&result);
        ASSERT_NE(fault, nullptr) << "byte " << at;
        EXPECT_NE(fault->reason.find("segment-0000000000000001: record "), std::string::npos)
            << fault->reason;
        bytes[at] ^= 1;
    }
    EXPECT_EQ(records_of(disk).size(), 60U);
}

TEST(Journal, a_segment_that_is_missing_or_in_the_wrong_place_is_refused) {
    SimulatedDisk disk;
    {
        Journal journal = opened(disk);
        for (std::uint64_t i = 1; i <= 150; ++i) {
            ASSERT_FALSE(journal.append(Records{a_record(i)}));
        }
    }
    ASSERT_GT(disk.files.size(), 3U);
    const auto whole = disk.files;
    disk.files.erase(std::next(disk.files.begin()));
    EXPECT_EQ(records_of(disk), Records{"fault"});
    disk.files = whole;
    std::swap(disk.files.begin()->second, std::next(disk.files.begin())->second);
    EXPECT_EQ(records_of(disk), Records{"fault"});
}

TEST(Journal, a_segment_that_was_only_just_made_holds_nothing) {
    SimulatedDisk disk;
    {
        Journal journal = opened(disk);
        ASSERT_FALSE(journal.append(Records{a_record(1)}));
    }
    disk.files["journal/segment-0000000000000002"].written.assign(small_segment, '\0');
    EXPECT_EQ(records_of(disk), Records{a_record(1)});
}

TEST(Journal, faults_are_told_apart_and_nothing_is_acknowledged_after_one) {
    for (const auto& [error, fault] :
         {std::pair(ENOSPC, wire::LedgerFault::disk_full), std::pair(EROFS, wire::LedgerFault::read_only),
          std::pair(EIO, wire::LedgerFault::input_output)}) {
        for (const bool writing : {true, false}) {
            SimulatedDisk disk;
            Journal journal = opened(disk);
            ASSERT_FALSE(journal.append(Records{a_record(1)}));
            (writing ? disk.write_fault : disk.synchronise_fault) = error;
            const auto said = journal.append(Records{a_record(2)});
            ASSERT_TRUE(said);
            EXPECT_EQ(said->fault, fault);
            disk.write_fault = disk.synchronise_fault = 0;
            EXPECT_TRUE(journal.append(Records{a_record(2)})) << "only opening it anew goes on";
            EXPECT_EQ(records_of(disk).front(), a_record(1));
        }
    }
}

TEST(Journal, short_writes_and_interruptions_are_no_faults) {
    SimulatedDisk disk;
    disk.interrupted = true;
    disk.write_at_most = 3;
    Journal journal = opened(disk);
    Records all;
    for (std::uint64_t i = 1; i <= 20; ++i) {
        all.push_back(a_record(i));
        ASSERT_FALSE(journal.append(std::span(&all.back(), 1)));
    }
    EXPECT_EQ(records_of(disk), all);
    Records again;
    ASSERT_FALSE(
        journal.read_again([&](std::uint64_t, std::string_view record) { again.emplace_back(record); }));
    EXPECT_EQ(again, all);
}

}  // namespace
}  // namespace tsuitate::ledger
