#include "audit/log/leftovers.hpp"

#include <algorithm>
#include <charconv>
#include <iterator>
#include <set>

#include "audit/log/in_order.hpp"
#include "audit/tree/tile.hpp"

namespace tsuitate::audit {
namespace {

struct TilePath {
    bool entries = false;
    unsigned level = 0;
    std::uint64_t number = 0;
    std::uint64_t width = tile_width;
};

std::optional<std::uint64_t> number_of(std::string_view digits) {
    std::uint64_t number = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    return error == std::errc{} && end == digits.data() + digits.size() ? std::optional(number)
                                                                        : std::nullopt;
}

std::string path_of(const TilePath& tile) {
    return tile.entries ? entries_tile_path(tile.number, tile.width)
                        : hash_tile_path(tile.level, tile.number, tile.width);
}

std::optional<TilePath> tile_path_of(std::string_view path) {
    const std::string_view whole = path;
    constexpr std::string_view folder = "tile/";
    if (!path.starts_with(folder)) {
        return std::nullopt;
    }
    path.remove_prefix(folder.size());
    TilePath tile;
    const std::string_view kind = path.substr(0, path.find('/'));
    tile.entries = kind == "entries";
    const auto level = tile.entries ? std::optional<std::uint64_t>(0) : number_of(kind);
    if (!level || *level > 7 || kind.size() == path.size()) {
        return std::nullopt;
    }
    tile.level = static_cast<unsigned>(*level);
    path.remove_prefix(kind.size() + 1);
    const std::size_t partial = path.find(".p/");
    if (partial != std::string_view::npos) {
        tile.width = number_of(path.substr(partial + 3)).value_or(0);
        path = path.substr(0, partial);
    }
    std::string digits(path);
    std::erase_if(digits, [](char character) { return character == 'x' || character == '/'; });
    const auto number = number_of(digits);
    if (!number || digits.size() > 15) {
        return std::nullopt;
    }
    tile.number = *number;
    return tile.width > 0 && tile.width <= tile_width && path_of(tile) == whole ? std::optional(tile)
                                                                                : std::nullopt;
}

// An older partial tile: its bytes are the beginning of the newer one's.
void check_older(const LogDirectory& log, const TilePath& older, const TilePath& newer, Findings& findings) {
    std::string bytes;
    std::string newer_bytes;
    if (log.read(path_of(newer), newer_bytes)) {
        return;  // the newer one is missing: that has been said, or it was erased
    }
    if (const auto error = log.read(path_of(older), bytes)) {
        findings.push_back({.what = What::cannot_read, .path = error->path, .detail = error->text()});
        return;
    }
    const auto differs =
        std::mismatch(bytes.begin(), bytes.end(), newer_bytes.begin(), newer_bytes.end()).first;
    const bool whole = older.entries ? entries_of(bytes, older.width).has_value()
                                     : bytes.size() == older.width * sizeof(Hash);
    if (differs != bytes.end() || !whole) {
        const std::uint64_t node = older.number * tile_width;
        const std::uint64_t leaves = std::uint64_t{1} << (older.level * tile_height);
        findings.push_back({.what = older.entries ? What::entries_malformed : What::tile_altered,
                            .first = node * leaves + 1,
                            .last = (node + older.width) * leaves,
                            .path = path_of(older),
                            .byte = static_cast<std::uint64_t>(differs - bytes.begin()),
                            .detail = "it is not the beginning of " + path_of(newer)});
    }
}

bool is_checkpoint(std::string_view path) {
    constexpr std::string_view folder = "checkpoints/";
    return path == "checkpoint" || (path.starts_with(folder) && path.size() >= folder.size() + 8 &&
                                    number_of(path.substr(folder.size())).value_or(0) > 0);
}

void check_file(const LogDirectory& log, const std::string& path, std::uint64_t size,
                const std::set<std::string>& altered, Findings& findings) {
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
    } else if (tile->width < newest.width && !altered.contains(path_of(newest))) {
        check_older(log, *tile, newest, findings);
    }
}

}  // namespace

Findings check_leftovers(const LogDirectory& log, std::uint64_t size, unsigned threads,
                         const Findings& known) {
    // What is known to be altered says nothing about an older one.
    std::set<std::string> altered;
    for (const Finding& finding : known) {
        altered.insert(finding.path);
    }
    const std::vector<std::string> files = log.files("", threads);
    std::vector<Findings> found(files.size());
    in_parallel(threads, files.size(),
                [&](std::size_t i) { check_file(log, files[i], size, altered, found[i]); });
    Findings findings;
    for (Findings& one : found) {
        std::move(one.begin(), one.end(), std::back_inserter(findings));
    }
    std::sort(findings.begin(), findings.end(),
              [](const Finding& one, const Finding& other) { return one.path < other.path; });
    return findings;
}

}  // namespace tsuitate::audit
