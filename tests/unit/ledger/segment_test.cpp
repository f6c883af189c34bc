#include "daemon/ledger/segment.hpp"

#include <gtest/gtest.h>

#include <cerrno>
#include <random>

namespace tsuitate::ledger {
namespace {

// A disk that forgets what was not synchronised, and fails on demand.
struct Disk {
    std::string written;
    std::string durable;
    Errno write_fault = 0;
    Errno synchronise_fault = 0;
    std::size_t write_at_most = SIZE_MAX;  // before write_fault
    bool exists = false;

    // Power is cut: of what was not synchronised, the first `survives` bytes are there.
    void cut_power(std::size_t survives) {
        written =
            written.size() > durable.size() && written.starts_with(durable)
                ? written.substr(0, durable.size() + std::min(survives, written.size() - durable.size()))
                : durable;
        durable = written;
        write_fault = synchronise_fault = 0;
        write_at_most = SIZE_MAX;
    }
};

class DiskFile final : public StoredFile {
  public:
    explicit DiskFile(Disk& disk) : disk_(disk) {}
    Errno write_at(std::uint64_t offset, std::string_view bytes) override {
        const auto kept = bytes.substr(0, disk_.write_at_most);
        disk_.written.resize(offset);
        disk_.written.append(disk_.write_fault != 0 ? kept : bytes);
        return disk_.write_fault;
    }
    Errno synchronise() override {
        if (disk_.synchronise_fault == 0) {
            disk_.durable = disk_.written;
        }
        return disk_.synchronise_fault;
    }
    Errno truncate(std::uint64_t size) override {
        disk_.written.resize(size);
        return 0;
    }
    Errno read_all(std::string& bytes) override {
        bytes = disk_.written;
        return 0;
    }

  private:
    Disk& disk_;
};

class DiskStorage final : public Storage {
  public:
    explicit DiskStorage(Disk& disk) : disk_(disk) {}
    Errno open(const std::string&, std::unique_ptr<StoredFile>& file, bool& created) override {
        created = !std::exchange(disk_.exists, true);
        file = std::make_unique<DiskFile>(disk_);
        return 0;
    }
    Errno synchronise_directory() override { return 0; }

  private:
    Disk& disk_;
};

Moment moment() {
    return {.unix_seconds = 1'700'000'000, .boot = std::string(32, 'a'), .uptime_seconds = 5};
}

std::string a_line(const Segment& segment) {
    const wire::VaultWriteRecord record{.kind = policy::RecordKind::service_started,
                                        .detail = *wire::Name::from("test")};
    return std::get<std::string>(line_of(record, segment.next_sequence(), moment()));
}

Segment opened(Disk& disk) {
    DiskStorage storage(disk);
    auto result = Segment::open(storage, moment);
    return std::move(std::get<Segment>(result));
}

bool appended(Segment& segment) {
    return std::holds_alternative<std::monostate>(segment.append(a_line(segment)));
}

TEST(Segment, what_was_acknowledged_survives_a_power_cut_at_any_byte) {
    std::mt19937 random(1);
    for (int run = 0; run < 2000; ++run) {
        Disk disk;
        std::uint64_t acknowledged = 0;
        {
            Segment segment = opened(disk);
            for (auto i = random() % 5; i > 0; --i) {
                acknowledged += appended(segment) ? 1U : 0U;
            }
            disk.synchronise_fault = EIO;  // the last one is written and never synchronised
            EXPECT_FALSE(appended(segment));
        }
        disk.cut_power(random() % 200);
        Segment again = opened(disk);
        const std::uint64_t healed = again.healed_bytes() > 0 ? 1 : 0;
        ASSERT_GE(again.records(), acknowledged + healed);
        ASSERT_TRUE(appended(again));
    }
}

TEST(Segment, control_a_disk_that_loses_synchronised_data_is_noticed_by_the_count) {
    Disk disk;
    Segment segment = opened(disk);
    ASSERT_TRUE(appended(segment));
    disk.written = disk.durable = "";
    EXPECT_EQ(opened(disk).records(), 0U);
}

TEST(Segment, a_torn_tail_is_cut_and_recorded) {
    Disk disk;
    Segment segment = opened(disk);
    ASSERT_TRUE(appended(segment));
    disk.written += R"({"boot":"torn)";
    Segment healed = opened(disk);
    EXPECT_EQ(healed.healed_bytes(), 13U);
    EXPECT_EQ(healed.records(), 2U);
    EXPECT_NE(disk.durable.find(R"("event":"log-healed")"), std::string::npos);
    EXPECT_EQ(opened(disk).healed_bytes(), 0U);
}

TEST(Segment, damage_before_the_end_is_refused_with_line_and_byte_and_nothing_is_changed) {
    Disk disk;
    Segment segment = opened(disk);
    ASSERT_TRUE(appended(segment));
    ASSERT_TRUE(appended(segment));
    disk.written[3] = '#';
    disk.written.replace(0, 1, "x");
    const std::string before = disk.written;
    DiskStorage storage(disk);
    const auto result = Segment::open(storage, moment);
    ASSERT_TRUE(std::holds_alternative<SegmentFault>(result));
    EXPECT_NE(std::get<SegmentFault>(result).reason.find("line 1, byte 0"), std::string::npos);
    EXPECT_EQ(disk.written, before);
}

TEST(Segment, a_missing_line_in_the_middle_is_refused) {
    Disk disk;
    Segment segment = opened(disk);
    for (int i = 0; i < 3; ++i) {
        ASSERT_TRUE(appended(segment));
    }
    const std::size_t first = disk.written.find('\n') + 1;
    const std::size_t second = disk.written.find('\n', first) + 1;
    disk.written.erase(first, second - first);
    DiskStorage storage(disk);
    EXPECT_TRUE(std::holds_alternative<SegmentFault>(Segment::open(storage, moment)));
}

TEST(Segment, full_disk_is_said_and_the_log_goes_on_when_there_is_room_again) {
    Disk disk;
    Segment segment = opened(disk);
    ASSERT_TRUE(appended(segment));
    disk.write_fault = ENOSPC;
    disk.write_at_most = 10;
    const auto result = segment.append(a_line(segment));
    ASSERT_TRUE(std::holds_alternative<SegmentFault>(result));
    EXPECT_EQ(std::get<SegmentFault>(result).fault, wire::LedgerFault::disk_full);
    disk.write_fault = 0;
    EXPECT_TRUE(appended(segment));
    EXPECT_EQ(opened(disk).records(), 2U);
}

TEST(Segment, after_a_failed_synchronisation_nothing_more_is_acknowledged) {
    Disk disk;
    Segment segment = opened(disk);
    disk.synchronise_fault = EIO;
    EXPECT_FALSE(appended(segment));
    disk.synchronise_fault = 0;
    EXPECT_FALSE(appended(segment));
}

}  // namespace
}  // namespace tsuitate::ledger
