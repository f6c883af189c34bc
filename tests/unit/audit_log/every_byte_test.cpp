// Every byte of every file of a small log flipped, and every file cut at every byte: each is noticed by the
// mechanism that is named for this byte beforehand, and in the file in which it is.
#include <atomic>
#include <thread>

#include "tests/unit/audit_log/checkpoint_damage.hpp"
#include "tests/unit/audit_log/small_log.hpp"

namespace tsuitate::tests {
namespace {

using audit::Finding;
using audit::What;

// Under the sanitizers every 13th byte; with one bit a byte, still each of the eight.
#if defined(__SANITIZE_ADDRESS__)
constexpr std::size_t stride = 13;
#else
constexpr std::size_t stride = 1;
#endif
constexpr unsigned bits_a_byte = 8;
constexpr std::size_t hash_size = 32;

struct Place {
    std::string file;
    std::string_view bytes;  // of the untouched file
    std::size_t at = 0;
    unsigned bit = 0;
};

std::string flipped(const Place& place) {
    std::string bytes(place.bytes);
    bytes[place.at] = static_cast<char>(bytes[place.at] ^ (1 << place.bit));
    return bytes;
}

std::string cut(const Place& place) {
    return std::string(place.bytes.substr(0, place.at));
}

// ---- what must be said of it

bool is_checkpoint(const std::string& file) {
    return file.starts_with("checkpoint");
}

// A newer partial tile has taken its place.
bool is_older(const std::string& file, std::uint64_t size) {
    return !file.ends_with("/" + std::to_string(size));
}

// Which record of a file of records holds this byte, from 1; none where it is of a record's size.
std::optional<std::uint64_t> record_at(std::string_view bytes, std::size_t at) {
    std::uint64_t record = 0;
    for (std::size_t begin = 0; begin <= at; ++record) {
        const std::size_t size = static_cast<std::size_t>(static_cast<std::uint8_t>(bytes[begin])) * 256 +
                                 static_cast<std::uint8_t>(bytes[begin + 1]);
        if (at < begin + 2) {
            return std::nullopt;
        }
        begin += 2 + size;
    }
    return record;
}

bool begins_record(std::string_view bytes, std::size_t at) {
    return !record_at(bytes, at) && (at == 0 || record_at(bytes, at - 1));
}

constexpr std::uint64_t any = UINT64_MAX;

// What a finding must be.
struct Expected {
    What what{};
    std::uint64_t record = any;
    std::uint64_t byte = any;
};

Expected of_flipped_tile(const Place& place, std::uint64_t size) {
    const bool records = place.file.starts_with("tile/entries/");
    if (is_older(place.file, size)) {
        return {.what = records ? What::entries_malformed : What::tile_altered, .byte = place.at};
    }
    if (!records) {
        return {.what = What::tile_altered, .record = place.at / hash_size + 1};
    }
    const auto record = record_at(place.bytes, place.at);
    return record ? Expected{.what = What::record_altered, .record = *record}
                  : Expected{.what = What::entries_malformed};
}

Expected of_cut_tile(const Place& place, std::uint64_t size) {
    if (place.file.starts_with("tile/entries/")) {
        // Between two records nothing is cut in two; those behind it are missing.
        const bool between = !is_older(place.file, size) && begins_record(place.bytes, place.at);
        return {.what = between ? What::record_missing : What::entries_malformed};
    }
    return {.what = is_older(place.file, size) ? What::tile_altered : What::tile_missing};
}

Mechanisms of_flipped_checkpoint(const Place& place) {
    return CheckpointDamage(place.bytes, place.file == "checkpoint").flipped(place.at, place.bit);
}

Mechanisms of_cut_checkpoint(const Place& place) {
    return CheckpointDamage(place.bytes, place.file == "checkpoint").cut(place.at);
}

// ---- what is said of it

bool said(const audit::Report& report, const std::string& file, const Expected& expected) {
    return std::any_of(report.findings.begin(), report.findings.end(), [&](const Finding& finding) {
        return finding.path == file && finding.what == expected.what &&
               finding.severity() == audit::Severity::fault &&
               (expected.record == any ||
                (finding.first == expected.record && finding.last == expected.record)) &&
               (expected.byte == any || finding.byte == expected.byte);
    });
}

Mechanisms said_of_checkpoint(const audit::Report& report, const std::string& file) {
    Mechanisms all;
    for (const Finding& finding : report.findings) {
        if (finding.path == file && mechanisms_of_checkpoints.contains(finding.what)) {
            all.insert(finding.what);
        }
    }
    return all;
}

std::string words_of(const Mechanisms& mechanisms) {
    std::string words;
    for (const What what : mechanisms) {
        words += " " + std::string(audit::word_of(what));
    }
    return words;
}

struct Damage {
    std::string (*done)(const Place& place);
    Expected (*to_tile)(const Place& place, std::uint64_t size);
    Mechanisms (*to_checkpoint)(const Place& place);
};

constexpr Damage flip{flipped, of_flipped_tile, of_flipped_checkpoint};
constexpr Damage shorten{cut, of_cut_tile, of_cut_checkpoint};

void expect_noticed(const SmallLog& log, const fs::path& copy, const Place& place, const Damage& damage) {
    // Foreseen before anything is verified.
    const bool checkpoint = is_checkpoint(place.file);
    const auto mechanisms = checkpoint ? damage.to_checkpoint(place) : Mechanisms{};
    const auto expected = checkpoint ? Expected{} : damage.to_tile(place, log.maker.size());
    write(copy / place.file, damage.done(place));
    const audit::Report report = verify_at(copy, {.anchor = log.anchor()});
    if (checkpoint) {
        const Mechanisms found_here = said_of_checkpoint(report, place.file);
        EXPECT_EQ(found_here, mechanisms)
            << place.file << ", byte " << place.at << ", bit " << place.bit << ": expected"
            << words_of(mechanisms) << ", found" << words_of(found_here) << "\n"
            << told(report);
        EXPECT_TRUE(report.faulty());
    } else {
        EXPECT_TRUE(said(report, place.file, expected))
            << place.file << ", byte " << place.at << ", bit " << place.bit << ": expected "
            << audit::word_of(expected.what) << ", record " << expected.record << ", byte " << expected.byte
            << "\n"
            << told(report);
    }
}

// ---- everywhere

struct Tried {
    std::size_t bytes = 0;  // of all files
    std::size_t older = 0;  // of them in tiles that a newer one has replaced
    std::atomic<std::size_t> places = 0;
};

// The bits of a byte that are tried: all of a checkpoint's, of the others one, each in its turn.
std::vector<unsigned> bits_of(const std::string& file, std::size_t at, bool every_bit) {
    if (!every_bit || !is_checkpoint(file)) {
        return {static_cast<unsigned>(at % bits_a_byte)};
    }
    return {0, 1, 2, 3, 4, 5, 6, 7};
}

std::vector<std::string> files_of(const SmallLog& log) {
    std::vector<std::string> files;
    for (const auto& entry : fs::recursive_directory_iterator(log.path())) {
        if (entry.is_regular_file()) {
            files.push_back(entry.path().lexically_relative(log.path()).string());
        }
    }
    return files;
}

// In two threads with a copy each.
void damage_everywhere(const SmallLog& log, const Damage& damage, bool every_bit, Tried& tried) {
    const std::vector<std::string> files = files_of(log);
    for (const std::string& file : files) {
        const std::size_t size = fs::file_size(log.path() / file);
        tried.bytes += size;
        tried.older += !is_checkpoint(file) && is_older(file, log.maker.size()) ? size : 0;
    }
    const auto try_all = [&](const fs::path& copy, std::size_t part) {
        for (const std::string& file : files) {
            const std::string bytes = read(copy / file);
            for (std::size_t at = part * stride; at < bytes.size(); at += 2 * stride) {
                for (const unsigned bit : bits_of(file, at, every_bit)) {
                    expect_noticed(log, copy, {.file = file, .bytes = bytes, .at = at, .bit = bit}, damage);
                }
                ++tried.places;
            }
            write(copy / file, bytes);
        }
        EXPECT_FALSE(verify_at(copy, {.anchor = log.anchor()}).faulty());
    };
    std::jthread other(try_all, log.copy_as("other"), 1);
    try_all(log.copy_as("one"), 0);
    other.join();
}

void expect_all_tried(const Tried& tried) {
    EXPECT_GT(tried.bytes, 12'000U);
    EXPECT_GT(tried.older, 1'000U) << "without partial tiles that were replaced, they would not be tried";
    if (stride == 1) {
        EXPECT_EQ(tried.places, tried.bytes);
    } else {
        EXPECT_GE(tried.places, tried.bytes / stride);
    }
}

TEST(EveryByte, flipped_is_noticed_by_the_mechanism_named_for_it) {
    const SmallLog log;
    Tried tried;
    damage_everywhere(log, flip, true, tried);
    expect_all_tried(tried);
}

TEST(EveryByte, a_file_cut_there_is_noticed_by_the_mechanism_named_for_it) {
    const SmallLog log;
    Tried tried;
    damage_everywhere(log, shorten, false, tried);
    expect_all_tried(tried);
}

}  // namespace
}  // namespace tsuitate::tests
