#include "audit/note/base64.hpp"
#include "audit/tree/proof.hpp"
#include "tests/unit/ledger/log_on_disk.hpp"

namespace tsuitate::ledger {
namespace {

std::vector<std::string> journal_of(SimulatedDisk& disk) {
    std::vector<std::string> found;
    const auto journal = Journal::open(
        disk, small_segment, 1, [&](std::uint64_t, std::string_view record) { found.emplace_back(record); });
    return std::holds_alternative<Journal>(journal) ? found : std::vector<std::string>{};
}

// What an outsider sees: the checkpoint verifies with both keys, and its root is that of the records.
struct Seen {
    audit::Checkpoint checkpoint;
    std::vector<audit::Epoch> epochs;
};

std::optional<Seen> seen(SimulatedDisk& disk, const MasterKeys& keys) {
    const auto note = audit::note_of(disk.files["log/checkpoint"].written);
    const audit::VerifierKey enrolment{.name = origin, .key = keys.enrolment().public_key()};
    if (!note || !audit::signed_by(*note, enrolment)) {
        return std::nullopt;
    }
    Seen result{.checkpoint = *audit::checkpoint_of(note->text), .epochs = {}};
    audit::Edge edge;
    const auto records = journal_of(disk);
    for (std::size_t i = 0; i < result.checkpoint.size && i < records.size(); ++i) {
        edge.add(audit::leaf_hash(records[i]));
        const auto record = std::get<audit::Record>(audit::record_of(records[i]));
        if (record.kind == policy::RecordKind::epoch_started ||
            record.kind == policy::RecordKind::chain_restarted) {
            result.epochs.push_back(audit::epoch_of(record));
        }
    }
    const bool right = edge.size() == result.checkpoint.size && edge.root() == result.checkpoint.root &&
                       audit::signed_by(*note, audit::epoch_verifier_key(origin, result.epochs.back()));
    return right ? std::optional(result) : std::nullopt;
}

// Whether each epoch's key is the one that the epoch before named, and its statement is signed.
bool chained(const std::vector<audit::Epoch>& epochs) {
    for (std::size_t i = 0; i < epochs.size(); ++i) {
        const bool named = i == 0 || epochs[i].key == epochs[i - 1].next_key;
        if (epochs[i].number != i + 1 || epochs[i].chain_restarted || !named ||
            !audit::verifies(epochs[i].key, audit::epoch_statement(origin, epochs[i]), epochs[i].signature)) {
            return false;
        }
    }
    return true;
}

TEST(AuditLog, publishes_what_outsiders_can_verify) {
    SimulatedDisk disk;
    const MasterKeys keys = master();
    {
        auto log = std::move(std::get<std::unique_ptr<AuditLog>>(opened(disk, keys)));
        for (int i = 0; i < 300; ++i) {
            ASSERT_TRUE(appended(*log, 3));
            ASSERT_EQ(i % 10 == 0 ? log->publish() : std::nullopt, std::nullopt);
            ASSERT_EQ(i % 100 == 99 ? log->change_epoch() : std::nullopt, std::nullopt);
        }
        ASSERT_EQ(log->publish(), std::nullopt);
    }
    auto log = std::move(std::get<std::unique_ptr<AuditLog>>(opened(disk, keys)));
    const auto found = seen(disk, keys);
    ASSERT_TRUE(found);
    EXPECT_EQ(found->checkpoint.size, 905U);
    EXPECT_EQ(found->epochs.size(), 5U);
    EXPECT_TRUE(chained(found->epochs));
    EXPECT_TRUE(disk.files.contains("log/tile/0/002"));
    EXPECT_TRUE(disk.files.contains("log/tile/entries/002"));
    EXPECT_TRUE(disk.files.contains("log/checkpoints/00000005"));
    EXPECT_FALSE(disk.files.contains("log/tile/0/000.p/4")) << "the full tile has taken its place";
}

TEST(AuditLog, only_the_coming_epochs_key_is_on_the_disk_and_it_has_signed_nothing) {
    SimulatedDisk disk;
    const MasterKeys keys = master();
    auto log = std::move(std::get<std::unique_ptr<AuditLog>>(opened(disk, keys)));
    ASSERT_EQ(log->change_epoch(), std::nullopt);
    std::vector<std::string> names;
    disk.list("keys", names);
    EXPECT_EQ(names, std::vector<std::string>{"epoch-3"});
    const auto epochs = seen(disk, keys)->epochs;
    EXPECT_EQ(EpochKeys(disk, keys).find(3)->public_key(), epochs.back().next_key);
    const std::string other_bytes(MasterKeys::size, 'x');
    EXPECT_FALSE(EpochKeys(disk, MasterKeys(other_bytes)).find(3)) << "sealed";
}

TEST(AuditLog, power_cut_at_any_operation_loses_nothing_acknowledged_and_never_breaks_the_chain) {
    const MasterKeys keys = master();
    std::uint64_t cuts = 0;
    for (std::uint32_t run = 0; run < 400; ++run) {
        std::mt19937 random(run);
        SimulatedDisk disk;
        std::vector<std::string> acknowledged;
        std::uint64_t signed_size = 0;
        for (int cut = 0; cut < 5; ++cut, ++cuts) {
            disk.power = run < 200 ? run + static_cast<std::uint32_t>(cut) : random() % 150;
            auto result = opened(disk, keys);
            if (auto* opened_log = std::get_if<std::unique_ptr<AuditLog>>(&result)) {
                AuditLog& log = **opened_log;
                for (bool alive = true; alive;) {
                    alive = appended(log, 1 + random() % 3);
                    const std::uint64_t records = log.records();
                    if (alive) {
                        disk.interrupted = false;
                        acknowledged = journal_of(disk);
                        acknowledged.resize(records);
                    }
                    alive = alive && (random() % 4 != 0 || !log.publish()) &&
                            (random() % 8 != 0 || !log.change_epoch());
                    signed_size = log.published() ? log.records() : signed_size;
                }
            }
            disk.cut_power(random);
            const auto found = journal_of(disk);
            ASSERT_GE(found.size(), acknowledged.size()) << "run " << run;
            ASSERT_TRUE(std::equal(acknowledged.begin(), acknowledged.end(), found.begin())) << "run " << run;
        }
        ASSERT_EQ(fault_of_opening(disk, keys), "") << "run " << run;
        const auto after = seen(disk, keys);
        ASSERT_TRUE(after) << "run " << run;
        ASSERT_GE(after->checkpoint.size, signed_size);
        ASSERT_TRUE(chained(after->epochs)) << "run " << run;
    }
    EXPECT_EQ(cuts, 2000U);
}

TEST(AuditLog, an_older_copy_is_refused_and_not_signed) {
    SimulatedDisk disk;
    const MasterKeys keys = master();
    auto log = std::move(std::get<std::unique_ptr<AuditLog>>(opened(disk, keys)));
    const auto before = disk.files;
    ASSERT_TRUE(appended(*log, 10));
    ASSERT_EQ(log->publish(), std::nullopt);
    log.reset();
    const auto whole = disk.files;
    for (auto& [path, content] : disk.files) {
        if (path.starts_with("journal/")) {
            content = before.at(path);
        }
    }
    EXPECT_NE(fault_of_opening(disk, keys).find("records are missing"), std::string::npos);
    EXPECT_EQ(disk.files["log/checkpoint"].written, whole.at("log/checkpoint").written);
}

TEST(AuditLog, lost_tiles_are_made_again_from_the_journal) {
    SimulatedDisk disk;
    const MasterKeys keys = master();
    auto log = std::move(std::get<std::unique_ptr<AuditLog>>(opened(disk, keys)));
    for (int i = 0; i < 100; ++i) {
        ASSERT_TRUE(appended(*log, 3));
    }
    ASSERT_EQ(log->publish(), std::nullopt);
    log.reset();
    std::erase_if(disk.files, [](const auto& file) { return file.first.starts_with("log/tile/"); });
    EXPECT_EQ(fault_of_opening(disk, keys), "");
    EXPECT_TRUE(disk.files.contains("log/tile/0/000"));
    EXPECT_TRUE(disk.files.contains("log/tile/entries/000"));
    EXPECT_TRUE(seen(disk, keys));
}

TEST(AuditLog, a_lost_next_key_restarts_the_chain_and_says_so) {
    SimulatedDisk disk;
    const MasterKeys keys = master();
    std::get<std::unique_ptr<AuditLog>>(opened(disk, keys)).reset();
    disk.files.erase("keys/epoch-2");
    auto log = std::move(std::get<std::unique_ptr<AuditLog>>(opened(disk, keys)));
    EXPECT_TRUE(log->chain_restarted());
    const auto epochs = seen(disk, keys)->epochs;
    ASSERT_EQ(epochs.size(), 2U);
    EXPECT_TRUE(epochs.back().chain_restarted);
    EXPECT_TRUE(audit::verifies(keys.enrolment().public_key(), audit::epoch_statement(origin, epochs.back()),
                                epochs.back().signature));
    ASSERT_EQ(log->change_epoch(), std::nullopt);
    EXPECT_FALSE(log->chain_restarted());
}

TEST(AuditLog, another_machines_keys_do_not_sign_this_log) {
    SimulatedDisk disk;
    std::get<std::unique_ptr<AuditLog>>(opened(disk, master())).reset();
    const MasterKeys other(std::string(MasterKeys::size, 'x'));
    EXPECT_NE(fault_of_opening(disk, other).find("enrolment key"), std::string::npos);
}

TEST(AuditLog, faults_of_publishing_keep_what_is_acknowledged_and_end_when_the_disk_has_room) {
    SimulatedDisk disk;
    const MasterKeys keys = master();
    auto log = std::move(std::get<std::unique_ptr<AuditLog>>(opened(disk, keys)));
    disk.replace_fault = ENOSPC;
    ASSERT_TRUE(appended(*log)) << "the segment has its room already";
    const auto fault = log->publish();
    ASSERT_TRUE(fault);
    EXPECT_EQ(fault->fault, wire::LedgerFault::disk_full);
    EXPECT_FALSE(log->published());
    disk.replace_fault = 0;
    EXPECT_EQ(log->publish(), std::nullopt);
    EXPECT_TRUE(seen(disk, keys));
}

TEST(AuditLog, what_the_disk_gives_back_differently_is_not_signed) {
    SimulatedDisk disk;
    const MasterKeys keys = master();
    auto log = std::move(std::get<std::unique_ptr<AuditLog>>(opened(disk, keys)));
    ASSERT_TRUE(appended(*log));
    std::string& segment = disk.files["journal/segment-0000000000000001"].written;
    segment[segment.find_last_not_of('\0') - 60] ^= 1;
    const std::string before = disk.files["log/checkpoint"].written;
    EXPECT_TRUE(log->publish());
    EXPECT_EQ(disk.files["log/checkpoint"].written, before);
}

TEST(AuditLog, refuses_a_record_and_writes_the_others) {
    SimulatedDisk disk;
    const MasterKeys keys = master();
    auto log = std::move(std::get<std::unique_ptr<AuditLog>>(opened(disk, keys)));
    auto smuggled = attempt();
    smuggled.detail = *wire::Name::from("1234");
    const std::vector<wire::VaultWriteRecord> records = {attempt(), smuggled, attempt()};
    const auto refusals = std::get<AuditLog::Refusals>(log->append(records));
    EXPECT_FALSE(refusals[0] || refusals[2]);
    ASSERT_TRUE(refusals[1]);
    EXPECT_EQ(log->records(), 3U);
}

}  // namespace
}  // namespace tsuitate::ledger
