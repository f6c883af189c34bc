#include "audit/log/leftovers.hpp"

#include <algorithm>
#include <iterator>
#include <set>

#include "audit/log/in_order.hpp"
#include "audit/tree/tile.hpp"

namespace tsuitate::audit {
namespace {

struct Leftovers {
    const LogDirectory& log;
    std::uint64_t size = 0;
    const std::vector<Erased>& erased;
    std::set<std::string> altered;  // what is known to be altered says nothing about an older one

    void check_file(const std::string& path, Findings& findings) const;
    void check_older(const TilePath& older, const TilePath& newer, Findings& findings) const;
    void check_not_erased(const TilePath& older, std::string_view bytes, Findings& findings) const;
};

Finding about(const TilePath& older, What what) {
    const std::uint64_t node = older.number * tile_width;
    const std::uint64_t leaves = std::uint64_t{1} << (older.level * tile_height);
    return {.what = what,
            .first = node * leaves + 1,
            .last = (node + older.width) * leaves,
            .path = older.text()};
}

// An older partial tile: its bytes are the beginning of the newer one's.
void Leftovers::check_older(const TilePath& older, const TilePath& newer, Findings& findings) const {
    std::string bytes;
    std::string newer_bytes;
    if (const auto error = log.read(older.text(), bytes)) {
        findings.push_back({.what = What::cannot_read, .path = error->path, .detail = error->text()});
        return;
    }
    if (log.read(newer.text(), newer_bytes)) {
        // The newer one is missing: that has been said, or it was erased.
        check_not_erased(older, bytes, findings);
        return;
    }
    const auto differs =
        std::mismatch(bytes.begin(), bytes.end(), newer_bytes.begin(), newer_bytes.end()).first;
    const bool whole = older.entries ? entries_of(bytes, older.width).has_value()
                                     : bytes.size() == older.width * sizeof(Hash);
    if (differs != bytes.end() || !whole) {
        Finding finding = about(older, older.entries ? What::entries_malformed : What::tile_altered);
        finding.byte = static_cast<std::uint64_t>(differs - bytes.begin());
        finding.detail = "it is not the beginning of " + newer.text();
        findings.push_back(std::move(finding));
    }
}

// Records that were erased, and that an older partial tile still tells.
void Leftovers::check_not_erased(const TilePath& older, std::string_view bytes, Findings& findings) const {
    const Finding there = about(older, What::entries_not_erased);
    const auto order = std::find_if(erased.begin(), erased.end(), [&](const Erased& one) {
        return one.first <= there.first && there.last <= one.last;
    });
    if (!older.entries || order == erased.end()) {
        return;
    }
    std::string hashes;
    const auto leaves = log.read(hash_tile_path(0, older.number, tile_width), hashes)
                            ? std::nullopt
                            : hashes_of(hashes, tile_width);
    const auto entries = entries_of(bytes, older.width);
    const bool fits =
        entries && leaves &&
        std::equal(entries->begin(), entries->end(), leaves->begin(),
                   [](std::string_view entry, const Hash& leaf) { return leaf_hash(entry) == leaf; });
    Finding finding = about(older, fits ? What::entries_not_erased : What::entries_malformed);
    finding.detail = fits ? "the rule " + order->rule : "its records are not those of the tree";
    findings.push_back(std::move(finding));
}

bool is_checkpoint(std::string_view path) {
    constexpr std::string_view folder = "checkpoints/";
    constexpr std::size_t digits = 8;
    if (!path.starts_with(folder)) {
        return path == "checkpoint";
    }
    path.remove_prefix(folder.size());
    return path.size() >= digits && path.find_first_not_of("0123456789") == std::string_view::npos &&
           path.find_first_not_of('0') != std::string_view::npos;
}

void Leftovers::check_file(const std::string& path, Findings& findings) const {
    const auto tile = tile_path_of(path);
    if (!tile) {
        if (path != "anchor" && !path.starts_with("kept/") && !is_checkpoint(path)) {
            findings.push_back({.what = What::file_unknown, .path = path, .detail = "nothing reads it"});
        }
        return;
    }
    TilePath newest = *tile;
    newest.width = hash_tile_width(tile->level, tile->number, size);
    if (tile->width > newest.width) {
        findings.push_back({.what = What::file_unknown,
                            .path = path,
                            .detail = "it goes beyond the " + std::to_string(size) + " records signed"});
    } else if (tile->width < newest.width && !altered.contains(newest.text())) {
        check_older(*tile, newest, findings);
    }
}

}  // namespace

Findings check_leftovers(const LogDirectory& log, std::uint64_t size, unsigned threads,
                         const std::vector<Erased>& erased, const Findings& known) {
    Leftovers leftovers{.log = log, .size = size, .erased = erased, .altered = {}};
    for (const Finding& finding : known) {
        leftovers.altered.insert(finding.path);
    }
    const std::vector<std::string> files = log.files("", threads);
    std::vector<Findings> found(files.size());
    in_parallel(threads, files.size(), [&](std::size_t i) { leftovers.check_file(files[i], found[i]); });
    Findings findings;
    for (Findings& one : found) {
        std::move(one.begin(), one.end(), std::back_inserter(findings));
    }
    std::sort(findings.begin(), findings.end(),
              [](const Finding& one, const Finding& other) { return one.path < other.path; });
    return findings;
}

}  // namespace tsuitate::audit
