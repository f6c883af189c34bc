// What somebody who can write to the disk could do to a log, and which mechanism notices it.
#include "tests/unit/audit_log/small_log.hpp"

#include <atomic>
#include <thread>

namespace tsuitate::tests {
namespace {

using audit::What;
using Records = std::vector<std::string>;

audit::VerifySettings with_anchor(const SmallLog& log) {
    return {.anchor = log.anchor()};
}

TEST(Mutation, the_untouched_log_is_right) {
    const SmallLog log;
    const audit::Report report = verify_at(log.path(), with_anchor(log));
    EXPECT_FALSE(report.faulty()) << told(report);
    EXPECT_TRUE(report.findings.empty()) << told(report);
    EXPECT_EQ(report.size, log.maker.size());
    EXPECT_EQ(report.trust.records, report.size);
    EXPECT_EQ(report.trust.epoch, 3U);
    EXPECT_EQ(report.epochs, 3U);
    EXPECT_EQ(report.sessions, 7U);
}

// Older partial tiles say nothing that the newer ones do not; some of their bytes are enough.
std::size_t stride_of(const fs::path& file, std::uint64_t size) {
    const bool older =
        file.string().find(".p/") != std::string::npos && file.filename() != std::to_string(size);
    return older ? 31 : 1;
}

// Every byte of every file, one after the other, in two threads with a copy each.
TEST(Mutation, every_byte_of_every_file_matters) {
    const SmallLog log;
#if defined(__SANITIZE_ADDRESS__)
    constexpr std::size_t rarely = 13;
#else
    constexpr std::size_t rarely = 1;
#endif
    std::vector<fs::path> files;
    for (const auto& entry : fs::recursive_directory_iterator(log.path())) {
        if (entry.is_regular_file()) {
            files.push_back(entry.path().lexically_relative(log.path()));
        }
    }
    ASSERT_GT(files.size(), 8U);
    std::atomic<std::size_t> tried = 0;
    const auto try_all = [&](const fs::path& copy, std::size_t part) {
        for (const fs::path& file : files) {
            const std::string bytes = read(copy / file);
            const std::size_t stride = rarely * stride_of(file, log.maker.size());
            for (std::size_t i = part * stride; i < bytes.size(); i += 2 * stride) {
                std::string changed = bytes;
                changed[i] = static_cast<char>(changed[i] ^ 1);
                write(copy / file, changed);
                const audit::Report report = verify_at(copy, with_anchor(log));
                EXPECT_TRUE(report.faulty()) << file << ", byte " << i << "\n" << told(report);
                ++tried;
            }
            write(copy / file, bytes);
        }
        EXPECT_FALSE(verify_at(copy, with_anchor(log)).faulty());
    };
    std::jthread other(try_all, log.copy_as("other"), 1);
    try_all(log.copy_as("one"), 0);
    other.join();
    EXPECT_GT(tried, 12'000U / rarely);
}

struct Case {
    std::string name;
    What mechanism;
    std::function<void(SmallLog&)> apply;
};

void expect_noticed(const std::vector<Case>& cases) {
    for (const Case& one : cases) {
        SmallLog log;
        one.apply(log);
        const audit::Report report = verify_at(log.path(), with_anchor(log));
        EXPECT_TRUE(report.faulty()) << one.name << "\n" << told(report);
        EXPECT_TRUE(found(report, one.mechanism))
            << one.name << " should be noticed by " << audit::word_of(one.mechanism) << "\n"
            << told(report);
    }
}

// Signs the newest checkpoint as somebody with root can: with the enrolment key and the current epoch's.
void sign_as_root(const SmallLog& log, const audit::Checkpoint& checkpoint) {
    const std::string note = signed_note(checkpoint.text(), 3, epoch_key(3));
    write(log.path() / "checkpoint", note);
    write(log.path() / "checkpoints/00000003", note);
}

// The old signatures under the text that the new records need.
void keep_signatures(const SmallLog& log, const audit::Checkpoint& checkpoint) {
    auto note = *audit::note_of(log.checkpoint());
    note.text = checkpoint.text();
    write(log.path() / "checkpoint", note.bytes());
}

Records renumbered(Records records) {
    for (std::size_t i = 0; i < records.size(); ++i) {
        auto fields = *audit::from_canonical_json(records[i]);
        fields["sequence"] = static_cast<std::uint64_t>(i + 1);
        records[i] = audit::to_canonical_json(fields);
    }
    return records;
}

// Each record deleted, doubled, exchanged with the next, and one put before it.
std::vector<Records> rearranged(const Records& records) {
    std::vector<Records> all;
    for (std::size_t i = 0; i < records.size(); ++i) {
        const auto at = static_cast<std::ptrdiff_t>(i);
        Records fewer = records;
        fewer.erase(fewer.begin() + at);
        Records more = records;
        more.insert(more.begin() + at, records[i]);
        Records other = records;
        other.insert(other.begin() + at, records[(i + 11) % records.size()]);
        all.insert(all.end(), {fewer, more, other});
        if (i + 1 < records.size()) {
            Records swapped = records;
            std::swap(swapped[i], swapped[i + 1]);
            all.push_back(swapped);
        }
    }
    return all;
}

TEST(Mutation, no_record_can_be_moved_under_the_old_checkpoint) {
    const SmallLog log;
    for (const Records& records : rearranged(records_of(log.path(), log.maker.size()))) {
        put_records(log.path(), records);
        EXPECT_TRUE(verify_at(log.path(), with_anchor(log)).faulty());
        put_records(log.path(), renumbered(records));
        EXPECT_TRUE(verify_at(log.path(), with_anchor(log)).faulty());
    }
}

TEST(Mutation, no_record_can_be_moved_under_old_signatures) {
    const SmallLog log;
    const std::string checkpoint = log.checkpoint();
    for (const Records& records : rearranged(records_of(log.path(), log.maker.size()))) {
        keep_signatures(log, put_records(log.path(), renumbered(records)));
        const audit::Report report = verify_at(log.path(), with_anchor(log));
        EXPECT_TRUE(found(report, What::enrolment_signature_wrong)) << told(report);
        EXPECT_NE(report.trust.path, "checkpoint") << told(report);
        write(log.path() / "checkpoint", checkpoint);
    }
}

TEST(Mutation, who_has_the_current_keys_cannot_move_records_of_past_epochs) {
    const SmallLog log;
    const Records records = records_of(log.path(), log.maker.size());
    const auto second = audit::checkpoint_of(audit::note_of(read(log.path() / "checkpoints/00000002"))->text);
    std::size_t past = 0;
    for (const Records& changed : rearranged(records)) {
        const auto differs =
            std::mismatch(changed.begin(), changed.end(), records.begin(), records.end()).first;
        if (static_cast<std::uint64_t>(differs - changed.begin()) >= second->size) {
            continue;
        }
        ++past;
        sign_as_root(log, put_records(log.path(), renumbered(changed)));
        const audit::Report report = verify_at(log.path(), with_anchor(log));
        EXPECT_TRUE(found(report, What::root_differs)) << told(report);
        EXPECT_LT(report.trust.records, second->size);
    }
    EXPECT_GT(past, 80U);
}

TEST(Mutation, a_file_of_records_cut_anywhere_is_noticed) {
    const SmallLog log;
    const fs::path file = log.path() / audit::entries_tile_path(0, log.maker.size());
    const std::string bytes = read(file);
    const auto directory = audit::LogDirectory::open(log.path().string());
    audit::TileRead tile;
    for (std::size_t size = 0; size < bytes.size(); ++size) {
        write(file, bytes.substr(0, size));
        audit::read_tile(std::get<audit::LogDirectory>(directory), {.size = log.maker.size()}, 0, tile);
        ASSERT_EQ(tile.entries, audit::TileRead::Entries::damaged) << size;
        if (size % 97 == 0) {
            const audit::Report report = verify_at(log.path(), with_anchor(log));
            ASSERT_TRUE(found(report, What::entries_malformed)) << size << "\n" << told(report);
        }
    }
}

TEST(Mutation, what_is_missing_is_noticed) {
    const auto without = [](const std::string& path) {
        return [path](SmallLog& log) { ASSERT_TRUE(fs::remove(log.path() / path)); };
    };
    expect_noticed({
        {"the newest checkpoint", What::checkpoint_missing, without("checkpoint")},
        {"the checkpoint of a past epoch", What::checkpoint_missing, without("checkpoints/00000002")},
        {"the tile of hashes", What::tile_missing,
         without(audit::hash_tile_path(0, 0, SmallLog().maker.size()))},
        {"the tile of records", What::entries_missing,
         without(audit::entries_tile_path(0, SmallLog().maker.size()))},
    });
}

// Takes out or replaces signature lines of a checkpoint.
void change_note(const fs::path& path, const std::function<void(audit::Note&)>& change) {
    auto note = *audit::note_of(read(path));
    change(note);
    write(path, note.bytes());
}

TEST(Mutation, signatures_cannot_be_taken_away_or_exchanged) {
    const auto erase_line = [](const std::string& file, std::ptrdiff_t line) {
        return [=](SmallLog& log) {
            change_note(log.path() / file,
                        [=](audit::Note& note) { note.signatures.erase(note.signatures.begin() + line); });
        };
    };
    const auto sign_past = [](std::uint64_t name) {
        return [=](SmallLog& log) {
            const auto note = *audit::note_of(read(log.path() / "checkpoints/00000001"));
            write(log.path() / "checkpoints/00000001", signed_note(note.text, name, epoch_key(3)));
        };
    };
    expect_noticed({
        {"enrolment line of the newest", What::enrolment_signature_missing, erase_line("checkpoint", 0)},
        {"epoch line of the newest", What::epoch_signature_missing, erase_line("checkpoint", 1)},
        {"enrolment line of a past one", What::enrolment_signature_missing,
         erase_line("checkpoints/00000001", 0)},
        {"epoch line of a past one", What::epoch_signature_missing, erase_line("checkpoints/00000001", 1)},
        {"a past one signed with the current key", What::epoch_signature_missing, sign_past(3)},
        {"the same, under the past key's name", What::epoch_signature_missing, sign_past(1)},
        {"a past epoch's signature for the newest", What::epoch_signature_missing,
         [](SmallLog& log) {
             const auto note = *audit::note_of(log.checkpoint());
             write(log.path() / "checkpoint", signed_note(note.text, 2, epoch_key(2)));
         }},
    });
}

TEST(Mutation, a_checkpoint_outside_its_epoch_counts_for_nothing) {
    expect_noticed({
        {"a past key signs the whole log", What::checkpoint_outside_epoch,
         [](SmallLog& log) {
             const auto note = *audit::note_of(log.checkpoint());
             write(log.path() / "checkpoints/00000002", signed_note(note.text, 2, epoch_key(2)));
         }},
        {"an epoch closed in good order without its last records", What::checkpoint_incomplete,
         [](SmallLog& log) {
             const auto early = *audit::note_of(read(log.states[0] / "checkpoint"));
             auto checkpoint = *audit::checkpoint_of(early.text);
             audit::Edge edge;
             for (const std::string& record : records_of(log.path(), log.maker.size())) {
                 if (edge.size() < checkpoint.size - 1) {
                     edge.add(audit::leaf_hash(record));
                 }
             }
             checkpoint.size = edge.size();
             checkpoint.root = edge.root();
             write(log.path() / "checkpoints/00000001", signed_note(checkpoint.text(), 1, epoch_key(1)));
         }},
        {"a checkpoint of an epoch that never was", What::checkpoint_outside_epoch,
         [](SmallLog& log) {
             const auto note = *audit::note_of(log.checkpoint());
             write(log.path() / "checkpoints/00000004", signed_note(note.text, 4, epoch_key(4)));
         }},
    });
}

TEST(Mutation, an_unknown_signature_is_told_and_changes_nothing) {
    const SmallLog log;
    change_note(log.path() / "checkpoint", [](audit::Note& note) {
        note.signatures.push_back(
            audit::cosign(note.text, "witness.example/w", epoch_key(99), 1'795'000'000));
    });
    const audit::Report report = verify_at(log.path(), with_anchor(log));
    EXPECT_FALSE(report.faulty()) << told(report);
    EXPECT_TRUE(found(report, What::signature_unknown));
}

}  // namespace
}  // namespace tsuitate::tests
