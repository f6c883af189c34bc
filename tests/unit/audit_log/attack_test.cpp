// Each attack that docs/attacks.md names: what `verify` prints, which records are lost, which it proves to be
// lost and not lost, and what can be relied on after it. All of it is found here: what is lost by comparing
// with the log before the attack, the rest in the report. The page is compared with it; TSUITATE_WRITE_DOCS=1
// writes it anew.
#include <cstdlib>

#include "audit/log/proof_check.hpp"
#include "audit/log/tree_reader.hpp"
#include "tests/unit/audit_log/losses.hpp"

namespace tsuitate::tests {
namespace {

using audit::What;
using policy::RecordKind;
using Records = std::vector<std::string>;

// What was done, where the log is then, and what somebody outside remembers of it.
struct Attacked {
    fs::path log;
    std::vector<audit::Remembered> remembered{};
    // Where it is another log: what was written to it.
    std::optional<Records> written{};
};

struct Attack {
    std::string name;
    // Which mechanism notices it; nothing where none can without a memory outside.
    std::optional<What> mechanism;
    std::function<Attacked(SmallLog&)> apply;
};

fs::path entries_of(const SmallLog& log) {
    return log.path() / audit::entries_tile_path(0, log.maker.size());
}

// The records in the place of the log's, in the same file; hashes and checkpoints stay.
Attacked with_records(SmallLog& log, const std::function<void(Records&)>& change) {
    Records records = records_of(log.path(), log.maker.size());
    change(records);
    put_under_old_hashes(log.path(), log.maker.size(), records);
    return {log.path()};
}

// All of the log made anew from changed records, and signed with the keys that root finds today.
Attacked signed_anew(SmallLog& log, const std::function<void(Records&)>& change) {
    Records records = records_of(log.path(), log.maker.size());
    change(records);
    const std::string note = signed_note(put_records(log.path(), records).text(), 3, epoch_key(3));
    write(log.path() / "checkpoint", note);
    write(log.path() / "checkpoints/00000003", note);
    return {log.path()};
}

void say_locked(std::string& record) {
    const std::size_t at = record.find("\"wrong\"");
    ASSERT_NE(at, std::string::npos);
    record.replace(at, 7, "\"locked\"");
}

Attacked change_note(SmallLog& log, const std::string& file,
                     const std::function<void(audit::Note&)>& change) {
    auto note = *audit::note_of(read(log.path() / file));
    change(note);
    write(log.path() / file, note.bytes());
    return {log.path()};
}

// The same keys, other records: what only a forger has.
std::string checkpoint_of_another_history(const SmallLog& log, std::uint64_t size) {
    LogMaker other(log.scratch.path() / "other", small_origin, small_seed);
    while (other.size() < size) {
        other.add(RecordKind::log_healed, {{"count", std::uint64_t{1}}});
    }
    other.publish();
    return read(log.scratch.path() / "other/checkpoint");
}

Attacked own_log(SmallLog& log, const std::function<void(LogMaker&)>& fill) {
    LogMaker maker(log.scratch.path() / "own", small_origin, small_seed);
    maker.add_session("signature", "verified");
    maker.publish();
    fill(maker);
    maker.publish();
    return {.log = log.scratch.path() / "own",
            .written = records_of(log.scratch.path() / "own", maker.size())};
}

std::vector<Attack> attacks_on_records() {
    return {
        {"a byte of a record flipped", What::record_altered,
         [](SmallLog& log) { return with_records(log, [](Records& all) { all[10][100] ^= 1; }); }},
        {"a record deleted", What::record_missing,
         [](SmallLog& log) { return with_records(log, [](Records& all) { all.erase(all.begin() + 10); }); }},
        {"a record doubled", What::record_repeated,
         [](SmallLog& log) {
             return with_records(log, [](Records& all) { all.insert(all.begin() + 10, all[10]); });
         }},
        {"a record inserted", What::record_inserted,
         [](SmallLog& log) {
             return with_records(log, [](Records& all) {
                 all.insert(all.begin() + 10, all[3]);
                 all[10][100] ^= 1;
             });
         }},
        {"two records swapped", What::record_moved,
         [](SmallLog& log) { return with_records(log, [](Records& all) { std::swap(all[10], all[11]); }); }},
        {"a file of records cut", What::entries_malformed,
         [](SmallLog& log) {
             const std::string bytes = read(entries_of(log));
             write(entries_of(log), bytes.substr(0, bytes.size() / 2));
             return Attacked{log.path()};
         }},
        {"a file of records taken away, as to hide rows from a query", What::entries_missing,
         [](SmallLog& log) {
             fs::remove_all(log.path() / "tile/entries");
             return Attacked{log.path()};
         }},
        {"the tail cut", What::tile_missing,
         [](SmallLog& log) {
             Records records = records_of(log.path(), log.maker.size());
             records.resize(records.size() - 5);
             put_records(log.path(), records);
             return Attacked{log.path()};
         }},
        {"records and hashes exchanged with another counter's", What::root_differs,
         [](SmallLog& log) {
             LogMaker other(log.scratch.path() / "other", "counter2.example/log", small_seed + 1);
             while (other.size() < log.maker.size()) {
                 other.add(RecordKind::log_healed, {{"count", std::uint64_t{1}}});
             }
             other.publish();
             fs::remove_all(log.path() / "tile");
             fs::copy(log.scratch.path() / "other/tile", log.path() / "tile", fs::copy_options::recursive);
             return Attacked{log.path()};
         }},
    };
}

std::vector<Attack> attacks_with_keys() {
    return {
        {"signature of the enrolment key stripped", What::enrolment_signature_missing,
         [](SmallLog& log) {
             return change_note(log, "checkpoint",
                                [](audit::Note& note) { note.signatures.erase(note.signatures.begin()); });
         }},
        {"signature of the epoch's key stripped", What::epoch_signature_missing,
         [](SmallLog& log) {
             return change_note(log, "checkpoint", [](audit::Note& note) { note.signatures.pop_back(); });
         }},
        {"a signature altered", What::epoch_signature_wrong,
         [](SmallLog& log) {
             return change_note(log, "checkpoint",
                                [](audit::Note& note) { note.signatures.back().bytes.back() ^= 1U; });
         }},
        {"a record of a past epoch changed, everything signed anew with today's keys", What::root_differs,
         [](SmallLog& log) { return signed_anew(log, [](Records& all) { say_locked(all[10]); }); }},
        {"a past epoch's checkpoint forged with today's key", What::epoch_signature_missing,
         [](SmallLog& log) {
             const auto note = *audit::note_of(read(log.path() / "checkpoints/00000001"));
             write(log.path() / "checkpoints/00000001", signed_note(note.text, 1, epoch_key(3)));
             return Attacked{log.path()};
         }},
        {"an epoch skipped", What::epoch_number_wrong,
         [](SmallLog& log) {
             return own_log(log, [](LogMaker& maker) {
                 audit::Epoch epoch{.number = 3,
                                    .key = epoch_key(3).public_key(),
                                    .next_key = epoch_key(4).public_key(),
                                    .after_start = true};
                 epoch.signature = epoch_key(3).sign(audit::epoch_statement(small_origin, epoch));
                 maker.add(RecordKind::epoch_started, audit::fields_of(epoch));
             });
         }},
        {"the clock set back", What::clock_jumped,
         [](SmallLog& log) {
             return own_log(log, [](LogMaker& maker) {
                 maker.now -= 86'400;
                 maker.add_session("signature", "verified");
             });
         }},
        {"the clock and the uptime set back", What::uptime_backwards,
         [](SmallLog& log) {
             return own_log(log, [](LogMaker& maker) {
                 maker.now -= 60;
                 maker.uptime -= 60;
                 maker.add_session("signature", "verified");
             });
         }},
    };
}

std::vector<Attack> attacks_on_memory() {
    return {
        {"the whole log, keys and all, set back to an older copy, and somebody remembers", What::rollback,
         [](SmallLog& log) {
             return Attacked{log.states[1], {{.path = "kept", .bytes = log.checkpoint()}}};
         }},
        {"the same, and nobody remembers", std::nullopt,
         [](SmallLog& log) { return Attacked{log.states[1]}; }},
        {"two logs for two readers, and a witness or a reader remembers the other", What::fork,
         [](SmallLog& log) {
             return Attacked{
                 log.path(),
                 {{.path = "kept", .bytes = checkpoint_of_another_history(log, log.maker.size())}}};
         }},
        {"the current epoch rewritten by root, and somebody remembers a checkpoint of it", What::fork,
         [](SmallLog& log) {
             const std::string kept = log.checkpoint();
             auto attacked = signed_anew(log, [](Records& all) {
                 auto fields = *audit::from_canonical_json(all.back());
                 fields["detail"] = std::string("stopped");
                 all.back() = audit::to_canonical_json(fields);
             });
             attacked.remembered = {{.path = "kept", .bytes = kept}};
             return attacked;
         }},
        {"the same, and nobody remembers", std::nullopt,
         [](SmallLog& log) {
             return signed_anew(log, [](Records& all) {
                 auto fields = *audit::from_canonical_json(all.back());
                 fields["detail"] = std::string("stopped");
                 all.back() = audit::to_canonical_json(fields);
             });
         }},
    };
}

std::string row(const std::string& attack, const std::string& prints, const Sequences& gone,
                const audit::Report& report) {
    const Proven proven = proven_by(report);
    return "| " + attack + " | " + prints + " | " + text_of(gone) + " | " + text_of(proven.lost) + " | " +
           text_of(proven.not_lost) + " | " +
           audit::sentence_of(report.trust, report.size, report.findings, policy::Language::english) + " |\n";
}

std::string printed(const audit::Finding& finding) {
    return audit::sentence_of(finding, policy::Language::english) + " `[" +
           std::string(audit::word_of(finding.what)) + "]`";
}

// What is printed first, and what names the mechanism.
std::string printed(const audit::Report& report, const audit::Finding& noticed) {
    const audit::Finding& first = report.findings.front();
    std::string text = printed(first);
    if (first.what != noticed.what) {
        text += "; " + printed(noticed);
    }
    const std::size_t told = first.what == noticed.what ? 1 : 2;
    return text + (report.findings.size() > told
                       ? "; " + std::to_string(report.findings.size() - told) + " more"
                       : "");
}

// What `verify` says of the records holds of what was done to them.
void expect_true(const Attack& attack, const Sequences& gone, const audit::Report& report) {
    const Proven proven = proven_by(report);
    if (!attack.mechanism) {
        EXPECT_EQ(proven.lost, Sequences{}) << attack.name;
        EXPECT_NE(gone, Sequences{}) << attack.name << ": nothing was done, and so nothing went unnoticed";
        return;
    }
    EXPECT_EQ(both(gone, proven.not_lost), Sequences{}) << attack.name << "\n" << told(report);
    if (proven.lost.empty()) {
        return;
    }
    // Of a file that is not there, nobody knows how much of it is lost.
    if (found(report, What::entries_missing)) {
        EXPECT_EQ(both(gone, proven.lost), gone) << attack.name << "\n" << told(report);
    } else {
        EXPECT_EQ(gone, proven.lost) << attack.name << "\n" << told(report);
    }
}

std::string row_of(const Attack& attack) {
    SmallLog log;
    const Records before = records_of(log.path(), log.maker.size());
    const Attacked attacked = attack.apply(log);
    const Sequences gone = gone_of(attacked.written.value_or(before), records_left(attacked.log));
    const audit::Report report =
        verify_at(attacked.log, {.anchor = log.anchor(), .remembered = attacked.remembered});
    const auto noticed = std::find_if(report.findings.begin(), report.findings.end(),
                                      [&](const auto& finding) { return finding.what == attack.mechanism; });
    EXPECT_EQ(attack.mechanism.has_value(), noticed != report.findings.end()) << attack.name << "\n"
                                                                              << told(report);
    EXPECT_EQ(report.findings.empty(), !attack.mechanism) << attack.name << "\n" << told(report);
    expect_true(attack, gone, report);
    return row(attack.name, noticed == report.findings.end() ? "All right." : printed(report, *noticed), gone,
               report);
}

// Receipts do not go through `verify`, but through `check-proof`.
std::string rows_of_receipts() {
    const SmallLog log;
    const auto directory = audit::LogDirectory::open(log.path().string());
    auto tree =
        std::get<audit::TreeReader>(audit::TreeReader::open(std::get<audit::LogDirectory>(directory)));
    auto proof = std::get<audit::TlogProof>(tree.prove(11));
    const std::string whole = proof.text();
    say_locked(proof.extra);
    const auto told_of = [&](const std::string& text, audit::ProofFault expected) {
        const auto fault = audit::check_proof(text, log.anchor(), {}).fault;
        EXPECT_EQ(fault, expected);
        return "The proof does not hold: " +
               std::string(audit::text_of(expected, policy::Language::english)) + " `[" +
               std::string(audit::word_of(expected)) + "]`";
    };
    const audit::Report report = verify_at(log.path(), {.anchor = log.anchor()});
    return row("a receipt altered", told_of(proof.text(), audit::ProofFault::not_included), {}, report) +
           row("a receipt without its checkpoint",
               told_of(whole.substr(0, whole.find("\n\n") + 2), audit::ProofFault::malformed), {}, report);
}

TEST(Attacks, are_found_by_the_mechanism_and_in_the_words_that_the_page_names) {
    std::string table =
        "| attack | printed | gone | proven lost | proven not lost | what holds "
        "|\n|---|---|---|---|---|---|\n";
    for (const auto& list : {attacks_on_records(), attacks_with_keys(), attacks_on_memory()}) {
        for (const Attack& attack : list) {
            table += row_of(attack);
        }
    }
    table += rows_of_receipts();
    const fs::path path = fs::path(TSUITATE_SOURCE_DIR) / "docs/attacks.md";
    const std::string page = read(path);
    const std::size_t begin = page.find("| attack |");
    ASSERT_NE(begin, std::string::npos);
    const std::size_t end = std::min(page.find("\n\n", begin) + 1, page.size());
    if (std::getenv("TSUITATE_WRITE_DOCS") != nullptr) {
        write(path, page.substr(0, begin) + table + page.substr(end));
        return;
    }
    EXPECT_EQ(page.substr(begin, end - begin), table);
}

}  // namespace
}  // namespace tsuitate::tests
