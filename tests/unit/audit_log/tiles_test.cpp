// A log of several tiles and two levels: which tile, which record, which byte; parts of a log, and erased
// ones.
#include "audit/log/query.hpp"
#include "tests/unit/audit_log/small_log.hpp"

namespace tsuitate::tests {
namespace {

using audit::What;
using policy::RecordKind;

struct LargerLog {
    LargerLog() : maker(scratch.path() / "log", small_origin, small_seed) {
        for (int i = 0; maker.size() < 700; ++i) {
            maker.add_session("signature", "verified");
            if (i % 20 == 19) {
                maker.next_epoch();
            }
        }
        maker.publish();
    }
    fs::path path() const { return scratch.path() / "log"; }
    audit::VerifySettings settings(unsigned threads = 1) const {
        return {.anchor = audit::anchor_of(maker.anchor()), .threads = threads};
    }
    audit::Report report() const { return verify_at(path(), settings()); }

    ScratchDirectory scratch;
    LogMaker maker;
};

void flip(const fs::path& path, std::size_t byte) {
    std::string bytes = read(path);
    ASSERT_LT(byte, bytes.size());
    bytes[byte] = static_cast<char>(bytes[byte] ^ 1);
    write(path, bytes);
}

const audit::Finding* first_of(const audit::Report& report, What what) {
    const auto at = std::find_if(report.findings.begin(), report.findings.end(),
                                 [&](const audit::Finding& finding) { return finding.what == what; });
    return at == report.findings.end() ? nullptr : &*at;
}

TEST(Tiles, any_number_of_threads_says_the_same) {
    const LargerLog log;
    const audit::Report one = log.report();
    EXPECT_TRUE(one.findings.empty()) << told(one);
    EXPECT_EQ(one.trust.records, log.maker.size());
    flip(log.path() / "tile/entries/000", 1000);
    flip(log.path() / "tile/0/001", 32 * 7);
    const audit::Report faulty = log.report();
    for (const unsigned threads : {2U, 3U, 8U}) {
        EXPECT_EQ(verify_at(log.path(), log.settings(threads)).findings, faulty.findings);
    }
}

TEST(Tiles, an_altered_record_is_named_with_its_byte) {
    const LargerLog log;
    const std::string bytes = read(log.path() / "tile/entries/001");
    const auto entries = *audit::entries_of(bytes, 256);
    const auto offset = static_cast<std::size_t>(entries[44].data() - bytes.data());
    flip(log.path() / "tile/entries/001", offset + 30);
    const audit::Report report = log.report();
    ASSERT_EQ(report.findings.size(), 1U) << told(report);
    EXPECT_EQ(report.findings[0], (audit::Finding{.what = What::record_altered,
                                                  .first = 256 + 45,
                                                  .last = 256 + 45,
                                                  .path = "tile/entries/001",
                                                  .byte = offset}));
    EXPECT_EQ(report.trust.records, log.maker.size());
    EXPECT_NE(audit::sentence_of(report.trust, report.size, report.findings, policy::Language::english)
                  .find("but for those named above"),
              std::string::npos);
}

TEST(Tiles, an_altered_hash_is_not_blamed_on_the_record) {
    const LargerLog log;
    flip(log.path() / "tile/0/000", 32 * 200 + 5);
    const audit::Report report = log.report();
    ASSERT_EQ(report.findings.size(), 1U) << told(report);
    EXPECT_EQ(
        report.findings[0],
        (audit::Finding{
            .what = What::tile_altered, .first = 201, .last = 201, .path = "tile/0/000", .byte = 32 * 200}));
}

TEST(Tiles, an_altered_hash_above_is_named_with_the_records_below) {
    const LargerLog log;
    flip(log.path() / "tile/1/000.p/2", 40);
    const audit::Report report = log.report();
    const audit::Finding* finding = first_of(report, What::tile_altered);
    ASSERT_NE(finding, nullptr) << told(report);
    EXPECT_EQ(
        *finding,
        (audit::Finding{
            .what = What::tile_altered, .first = 257, .last = 512, .path = "tile/1/000.p/2", .byte = 32}));
    EXPECT_FALSE(found(report, What::record_altered));
}

TEST(Tiles, missing_tiles_of_hashes_are_named_and_do_no_harm_to_the_rest) {
    const LargerLog log;
    fs::remove(log.path() / "tile/0/001");
    fs::remove(log.path() / "tile/1/000.p/2");
    const audit::Report report = log.report();
    EXPECT_EQ(report.findings.size(), 2U) << told(report);
    EXPECT_EQ(report.trust.records, log.maker.size());
}

TEST(Tiles, a_part_of_a_log_is_checked_against_the_whole_root) {
    const LargerLog log;
    audit::VerifySettings part = log.settings();
    part.first = 300;
    part.last = 310;
    const audit::Report right = verify_at(log.path(), part);
    EXPECT_FALSE(right.faulty()) << told(right);
    EXPECT_EQ(right.read, 256U);
    EXPECT_TRUE(found(right, What::range_only));
    flip(log.path() / "tile/entries/000", 77);
    EXPECT_FALSE(verify_at(log.path(), part).faulty());
    flip(log.path() / "tile/entries/001", 77);
    EXPECT_TRUE(found(verify_at(log.path(), part), What::record_altered));
}

TEST(Tiles, erased_contents_need_a_record_that_says_so) {
    LargerLog log;
    fs::remove(log.path() / "tile/entries/000");
    EXPECT_TRUE(found(log.report(), What::entries_missing));
    log.maker.add(RecordKind::entries_erased, {{"first", std::uint64_t{1}},
                                               {"last", std::uint64_t{256}},
                                               {"detail", std::string("five-years")},
                                               {"subject", std::string("officer")}});
    log.maker.publish();
    const audit::Report report = log.report();
    EXPECT_FALSE(report.faulty()) << told(report);
    const audit::Finding* finding = first_of(report, What::entries_erased);
    ASSERT_NE(finding, nullptr) << told(report);
    EXPECT_EQ(finding->last, 256U);
    EXPECT_NE(finding->detail.find("five-years"), std::string::npos);
    EXPECT_EQ(report.trust.records, log.maker.size());
    audit::VerifySettings tree = log.settings();
    tree.tree_only = true;
    EXPECT_TRUE(found(verify_at(log.path(), tree), What::entries_erased));
    // The record says nothing about the next tile, and its hashes are looked at all the same.
    flip(log.path() / "tile/0/000", 3);
    EXPECT_TRUE(log.report().faulty());
    flip(log.path() / "tile/0/000", 3);
    fs::remove(log.path() / "tile/entries/001");
    const audit::Report more = log.report();
    ASSERT_NE(first_of(more, What::entries_missing), nullptr);
    EXPECT_EQ(first_of(more, What::entries_missing)->first, 257U);
}

TEST(Tiles, the_chain_of_keys_goes_on_over_erased_contents) {
    LargerLog log;
    log.maker.erase_tile(0);
    const std::string kept = read(log.path() / "kept/0");
    fs::remove(log.path() / "kept/0");
    EXPECT_TRUE(found(log.report(), What::epoch_gap)) << "without them nothing binds the later keys";

    write(log.path() / "kept/0", kept);
    const audit::Report report = log.report();
    EXPECT_FALSE(report.faulty()) << told(report);
    EXPECT_FALSE(found(report, What::epoch_gap)) << told(report);

    // One that was altered, left out or written by somebody else does not count.
    for (const std::string& text : {kept.substr(kept.find('\n') + 1), std::string("0 {}\n"),
                                    std::string(kept).replace(kept.find("\"key\":\"") + 8, 1, "!"),
                                    std::string("\n"), std::string("nonsense")}) {
        write(log.path() / "kept/0", text);
        EXPECT_TRUE(log.report().findings.size() > report.findings.size()) << text;
    }
}

TEST(Tiles, an_erasure_is_still_explained_when_its_own_record_was_erased) {
    LargerLog log;
    log.maker.erase_tile(0);
    const std::uint64_t tile = (log.maker.size() - 1) / audit::tile_width;
    while (log.maker.size() < (tile + 2) * audit::tile_width) {
        log.maker.add_session("signature", "verified");
    }
    log.maker.publish();
    for (std::uint64_t older = 1; older <= tile; ++older) {
        log.maker.erase_tile(older);
    }
    const audit::Report report = log.report();
    EXPECT_FALSE(report.faulty()) << told(report);
    EXPECT_FALSE(found(report, What::entries_missing)) << told(report);
    audit::VerifySettings tree = log.settings();
    tree.tree_only = true;
    EXPECT_FALSE(verify_at(log.path(), tree).faulty());
}

TEST(Tiles, contents_that_should_be_gone_and_are_not_are_told) {
    LargerLog log;
    log.maker.add(RecordKind::entries_erased, {{"first", std::uint64_t{1}},
                                               {"last", std::uint64_t{256}},
                                               {"detail", std::string("five-years")},
                                               {"subject", std::string("officer")}});
    log.maker.publish();
    const audit::Report report = log.report();
    EXPECT_FALSE(report.faulty());
    EXPECT_TRUE(found(report, What::entries_not_erased)) << told(report);
}

TEST(Tiles, erased_contents_in_an_older_partial_tile_are_told) {
    LargerLog log;
    const auto bytes = read(log.path() / "tile/entries/000");
    const auto entries = audit::entries_of(bytes, audit::tile_width);
    std::string older;
    for (std::size_t i = 0; i < 101; ++i) {
        audit::append_entry(older, (*entries)[i]);
    }
    log.maker.erase_tile(0);
    EXPECT_FALSE(found(log.report(), What::entries_not_erased));
    write(log.path() / "tile/entries/000.p/101", older);
    const audit::Report report = log.report();
    EXPECT_FALSE(report.faulty()) << "nothing is altered";
    const audit::Finding* finding = first_of(report, What::entries_not_erased);
    ASSERT_NE(finding, nullptr) << told(report);
    EXPECT_EQ(audit::sentence_of(*finding, policy::Language::english),
              "records 1 to 101 are said to be erased under the rule five-years, and can still be read in "
              "tile/entries/000.p/101");
    // What was never in the log passes for nothing that was erased.
    flip(log.path() / "tile/entries/000.p/101", 30);
    EXPECT_TRUE(log.report().faulty());
    EXPECT_FALSE(found(log.report(), What::entries_not_erased));
}

// A record that somebody put into a tile explains nothing that is missing, whatever part of the log is read.
TEST(Tiles, an_erasure_that_nobody_signed_explains_nothing) {
    LargerLog log;
    const std::string path = "tile/entries/001";
    const std::string bytes = read(log.path() / path);
    const auto entries = audit::entries_of(bytes, audit::tile_width);
    auto fields = *audit::from_canonical_json((*entries)[43]);
    audit::JsonObject forged;
    for (const char* key : {"boot", "sequence", "time", "uptime", "version"}) {
        forged[key] = fields.at(key);
    }
    forged["event"] = std::string("entries-erased");
    forged["salt"] = std::string(32, 'a');
    forged["first"] = std::uint64_t{1};
    forged["last"] = std::uint64_t{256};
    forged["detail"] = std::string("five-years");
    forged["subject"] = std::string("officer");
    std::string changed;
    for (std::size_t i = 0; i < entries->size(); ++i) {
        audit::append_entry(changed, i == 43 ? audit::to_canonical_json(forged) : std::string((*entries)[i]));
    }
    write(log.path() / path, changed);
    fs::remove(log.path() / "tile/entries/000");
    audit::VerifySettings part = log.settings();
    part.first = 1;
    part.last = 256;
    audit::VerifySettings tree = log.settings();
    tree.tree_only = true;
    for (const auto& settings : {log.settings(), part, tree}) {
        const audit::Report report = verify_at(log.path(), settings);
        EXPECT_TRUE(found(report, What::entries_missing)) << told(report);
        EXPECT_FALSE(found(report, What::entries_erased)) << told(report);
    }
    const auto directory = audit::LogDirectory::open(log.path().string());
    auto reader = audit::TreeReader::open(std::get<audit::LogDirectory>(directory));
    const auto unread =
        audit::scan(std::get<audit::LogDirectory>(directory), std::get<audit::TreeReader>(reader), {},
                    [](const auto&) { return true; });
    ASSERT_FALSE(unread.empty());
    for (const audit::Unread& one : unread) {
        EXPECT_FALSE(one.erased) << one.first << " " << one.why;
    }
}

TEST(Tiles, no_record_erases_itself_or_what_follows) {
    LargerLog log;
    log.maker.add(RecordKind::entries_erased, {{"first", std::uint64_t{1}},
                                               {"last", std::uint64_t{100'000}},
                                               {"detail", std::string("five-years")},
                                               {"subject", std::string("officer")}});
    log.maker.publish();
    fs::remove(log.path() / "tile/entries/000");
    EXPECT_TRUE(found(log.report(), What::entries_missing)) << told(log.report());
}

TEST(Tiles, strange_files_are_told) {
    const LargerLog log;
    write(log.path() / "tile/0/999", "x");
    write(log.path() / "notes.txt", "x");
    write(log.path() / "tile/0/000.p/0", "");
    const audit::Report report = log.report();
    EXPECT_FALSE(report.faulty());
    EXPECT_EQ(report.findings.size(), 3U) << told(report);
}

TEST(Tiles, a_log_that_is_wrong_everywhere_is_said_to_be_so_in_so_many_words) {
    ScratchDirectory scratch;
    LogMaker maker(scratch.path() / "log", small_origin, small_seed);
    for (int i = 0; i < 1500; ++i) {
        maker.add_bytes("x");
    }
    maker.publish();
    const audit::Report report = verify_at(scratch.path() / "log", {});
    EXPECT_LE(report.findings.size(), 1002U);
    EXPECT_TRUE(found(report, What::more_findings));
    EXPECT_TRUE(report.faulty());
}

TEST(Tiles, many_notices_are_no_fault_and_hide_none) {
    ScratchDirectory scratch;
    LogMaker maker(scratch.path() / "log", small_origin, small_seed);
    for (int i = 0; i < 1500; ++i) {
        maker.now += 3600;
        maker.add(RecordKind::log_healed, {{"count", std::uint64_t{1}}});
    }
    maker.publish();
    const audit::Report report = verify_at(scratch.path() / "log", {});
    EXPECT_FALSE(report.faulty()) << report.findings.front().detail;
    EXPECT_TRUE(found(report, What::more_findings));
    flip(scratch.path() / "log/tile/entries/005.p/221", 50);
    EXPECT_TRUE(found(verify_at(scratch.path() / "log", {}), What::record_altered));
}

}  // namespace
}  // namespace tsuitate::tests
