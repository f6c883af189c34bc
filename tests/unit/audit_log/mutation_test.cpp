// What somebody who can write to the disk could do to a log, and which mechanism notices it.
#include <set>

#include "tests/unit/audit_log/small_log.hpp"

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

// A fault of one of these kinds that names the file.
bool noticed(const audit::Report& report, const std::string& file, const std::vector<What>& mechanisms) {
    return std::any_of(report.findings.begin(), report.findings.end(), [&](const audit::Finding& finding) {
        return finding.path == file &&
               std::find(mechanisms.begin(), mechanisms.end(), finding.what) != mechanisms.end() &&
               finding.severity() == audit::Severity::fault;
    });
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

// One thing done to the records, and the index of the first that is another one after it.
struct Rearranged {
    Records records;
    std::size_t first = 0;
    std::string name;
    // Which mechanisms name it where the hashes are those of before, and of which of these records they
    // speak.
    std::set<What> what{};
    std::set<std::uint64_t> of{};
};

// Each record deleted, doubled, exchanged with the next, and one put before it.
std::vector<Rearranged> rearranged(const Records& records) {
    std::vector<Rearranged> all;
    for (std::size_t i = 0; i < records.size(); ++i) {
        const auto at = static_cast<std::ptrdiff_t>(i);
        const std::string number = " " + std::to_string(i + 1);
        Records fewer = records;
        fewer.erase(fewer.begin() + at);
        all.push_back({fewer, i, "deleted" + number, {What::record_missing}, {i + 1}});
        Records more = records;
        more.insert(more.begin() + at, records[i]);
        all.push_back({more, i + 1, "doubled" + number, {What::record_repeated}, {i + 1}});
        Records other = records;
        const std::size_t copied = (i + 11) % records.size();
        other.insert(other.begin() + at, records[copied]);
        // A copy that comes first is the one out of place, and the original one too many.
        const auto named = copied > i ? std::set{What::record_moved, What::record_repeated}
                                      : std::set{What::record_repeated};
        all.push_back({other, i, "inserted before" + number, named, {copied + 1}});
        if (i + 1 < records.size()) {
            Records swapped = records;
            std::swap(swapped[i], swapped[i + 1]);
            all.push_back(
                {swapped, i, "exchanged with the next" + number, {What::record_moved}, {i + 1, i + 2}});
        }
    }
    return all;
}

// The files of which a fault of this kind is reported.
std::set<std::string> files_with(const audit::Report& report, What what) {
    std::set<std::string> files;
    for (const audit::Finding& finding : report.findings) {
        if (finding.what == what && finding.severity() == audit::Severity::fault) {
            files.insert(finding.path);
        }
    }
    return files;
}

// What must be said when tiles and records fit together and the checkpoints are those of before: of another
// number of records, that the tiles of the signed number are missing; of the same number, that the root of
// each checkpoint over a moved record differs.
void expect_found_under(const SmallLog& log, const Rearranged& changed) {
    const std::uint64_t size = log.maker.size();
    const audit::Report report = verify_at(log.path(), with_anchor(log));
    if (changed.records.size() != size) {
        EXPECT_EQ(files_with(report, What::tile_missing), (std::set{audit::hash_tile_path(0, 0, size)}))
            << changed.name << "\n"
            << told(report);
        EXPECT_EQ(files_with(report, What::entries_missing), (std::set{audit::entries_tile_path(0, size)}))
            << changed.name << "\n"
            << told(report);
        return;
    }
    std::set<std::string> over_it;
    for (const char* file :
         {"checkpoint", "checkpoints/00000001", "checkpoints/00000002", "checkpoints/00000003"}) {
        const auto checkpoint = audit::checkpoint_of(audit::note_of(read(log.path() / file))->text);
        if (checkpoint->size > changed.first) {
            over_it.insert(file);
        }
    }
    EXPECT_EQ(files_with(report, What::root_differs), over_it) << changed.name << "\n" << told(report);
}

TEST(Mutation, no_record_can_be_moved_under_the_old_checkpoint) {
    const SmallLog log;
    for (const Rearranged& changed : rearranged(records_of(log.path(), log.maker.size()))) {
        put_records(log.path(), changed.records);
        expect_found_under(log, changed);
        put_records(log.path(), renumbered(changed.records));
        expect_found_under(log, changed);
    }
}

// The same in the file of records alone: the hashes say what was done to which record, and nothing else is
// said.
TEST(Mutation, no_record_can_be_moved_under_the_old_hashes) {
    const SmallLog log;
    const std::uint64_t size = log.maker.size();
    const std::string file = audit::entries_tile_path(0, size);
    for (const Rearranged& changed : rearranged(records_of(log.path(), size))) {
        put_under_old_hashes(log.path(), size, changed.records);
        const audit::Report report = verify_at(log.path(), with_anchor(log));
        std::set<What> said;
        for (const audit::Finding& finding : report.findings) {
            // What follows for keys and sessions is said of no file.
            if (finding.path == file) {
                said.insert(finding.what);
                EXPECT_TRUE(changed.of.contains(finding.first)) << changed.name << "\n" << told(report);
            }
        }
        EXPECT_EQ(said, changed.what) << changed.name << "\n" << told(report);
    }
}

TEST(Mutation, no_record_can_be_moved_under_old_signatures) {
    const SmallLog log;
    const std::string checkpoint = log.checkpoint();
    for (const Rearranged& changed : rearranged(records_of(log.path(), log.maker.size()))) {
        keep_signatures(log, put_records(log.path(), renumbered(changed.records)));
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
    for (const Rearranged& changed : rearranged(records)) {
        if (changed.first >= second->size) {
            continue;
        }
        ++past;
        sign_as_root(log, put_records(log.path(), renumbered(changed.records)));
        const audit::Report report = verify_at(log.path(), with_anchor(log));
        EXPECT_TRUE(found(report, What::root_differs)) << told(report);
        EXPECT_LT(report.trust.records, second->size);
    }
    EXPECT_GT(past, 80U);
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

TEST(Mutation, what_cannot_be_read_or_computed_is_told) {
    const auto a_folder_at = [](const std::string& path) {
        return [path](SmallLog& log) {
            ASSERT_TRUE(fs::remove(log.path() / path));
            fs::create_directory(log.path() / path);
        };
    };
    const std::uint64_t size = SmallLog().maker.size();
    expect_noticed({
        {"a folder in the place of records", What::cannot_read,
         a_folder_at(audit::entries_tile_path(0, size))},
        {"a folder in the place of hashes", What::cannot_read,
         a_folder_at(audit::hash_tile_path(0, 0, size))},
        {"a folder in the place of the newest checkpoint", What::cannot_read, a_folder_at("checkpoint")},
        {"records and hashes gone", What::root_unknown,
         [](SmallLog& log) { fs::remove_all(log.path() / "tile"); }},
        {"a checkpoint over more records than a disk holds", What::root_unknown,
         [](SmallLog& log) {
             auto checkpoint = *audit::checkpoint_of(audit::note_of(log.checkpoint())->text);
             checkpoint.size = std::uint64_t{1} << 40U;
             write(log.path() / "checkpoint", signed_note(checkpoint.text(), 3, epoch_key(3)));
         }},
    });
}

// Of another counter: everything fits together but the tree that was signed.
TEST(Mutation, a_segment_exchanged_with_another_counters_is_noticed) {
    const auto filled = [](LogMaker& maker) {
        while (maker.size() < 700) {
            maker.add_session("signature", "verified");
        }
        maker.publish();
    };
    ScratchDirectory scratch;
    LogMaker mine(scratch.path() / "mine", small_origin, small_seed);
    LogMaker other(scratch.path() / "other", "counter2.example/log", small_seed + 1);
    filled(mine);
    filled(other);
    const audit::VerifySettings settings{.anchor = audit::anchor_of(mine.anchor())};
    const fs::path log = scratch.path() / "mine";
    ASSERT_FALSE(verify_at(log, settings).faulty());
    for (std::uint64_t tile = 0; tile <= mine.size() / audit::tile_width; ++tile) {
        const std::uint64_t width = audit::hash_tile_width(0, tile, mine.size());
        const auto exchange = [&](const std::string& file) {
            const std::string own = read(log / file);
            write(log / file, read(scratch.path() / "other" / file));
            return own;
        };
        const std::string entries = audit::entries_tile_path(tile, width);
        const std::string hashes = audit::hash_tile_path(0, tile, width);
        const std::string own_entries = exchange(entries);
        EXPECT_TRUE(
            noticed(verify_at(log, settings), entries, {What::record_altered, What::entries_malformed}))
            << told(verify_at(log, settings));
        const std::string own_hashes = exchange(hashes);
        const audit::Report both = verify_at(log, settings);
        EXPECT_TRUE(found(both, What::root_differs) || found(both, What::tile_altered)) << told(both);
        write(log / entries, own_entries);
        EXPECT_TRUE(noticed(verify_at(log, settings), hashes, {What::tile_altered}));
        write(log / hashes, own_hashes);
    }
    EXPECT_FALSE(verify_at(log, settings).faulty());
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
        {"a signature altered in its last byte", What::epoch_signature_wrong,
         [](SmallLog& log) {
             change_note(log.path() / "checkpoint",
                         [](audit::Note& note) { note.signatures.back().bytes.back() ^= 1U; });
         }},
        {"the enrolment signature altered", What::enrolment_signature_wrong,
         [](SmallLog& log) {
             change_note(log.path() / "checkpoint",
                         [](audit::Note& note) { note.signatures.front().bytes.back() ^= 1U; });
         }},
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
