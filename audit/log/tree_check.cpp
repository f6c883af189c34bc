#include "audit/log/tree_check.hpp"

#include <algorithm>

#include "audit/tree/tile_nodes.hpp"

namespace tsuitate::audit {
namespace {

Hash root_with(Edge tiles, const Hash& rest) {
    // The rest of the tree stands where the next complete tile would stand.
    tiles.add(rest);
    return tiles.root();
}

// The record whose size stands at this byte, or the first one of which nothing is left.
std::uint64_t index_at(const Salvage& salvage, std::size_t size_at) {
    for (std::size_t i = 0; i < salvage.genuine.size(); ++i) {
        if (salvage.genuine[i] && salvage.genuine[i]->byte == size_at + 2) {
            return i;
        }
    }
    const auto altered =
        std::find_if(salvage.altered.begin(), salvage.altered.end(),
                     [&](const Salvage::Place& place) { return place.piece.byte == size_at + 2; });
    return altered != salvage.altered.end() ? altered->index
                                            : (salvage.missing.empty() ? 0 : salvage.missing.front());
}

}  // namespace

TreeCheck::TreeCheck(const LogDirectory& log, const Checkpoint& newest,
                     const std::vector<std::uint64_t>& sizes)
    : log_(log), newest_(newest) {
    for (const std::uint64_t size : sizes) {
        roots_.emplace(size, size == 0 ? std::optional(empty_root()) : std::nullopt);
    }
}

std::optional<Hash> TreeCheck::hash_above(std::uint64_t number) const {
    const std::uint64_t above = number / tile_width;
    const std::uint64_t width = hash_tile_width(1, above, newest_.size);
    std::string bytes;
    if (number % tile_width >= width || log_.read(hash_tile_path(1, above, width), bytes)) {
        return std::nullopt;
    }
    const auto hashes = hashes_of(bytes, width);
    return hashes ? std::optional((*hashes)[number % tile_width]) : std::nullopt;
}

// Whether the tree above this tile wants this root. Above the last, partial tile there is only the
// checkpoint.
bool TreeCheck::vouched_for(const TileRead& tile, const Hash& root) const {
    if (tile.width == tile_width) {
        return hash_above(tile.number) == root;
    }
    return !broken_ && root_with(tiles_, root) == newest_.root;
}

Believed TreeCheck::take(const TileRead& tile, Findings& findings) {
    Believed believed = Believed::all;
    if (tile.error) {
        findings.push_back(
            {.what = What::cannot_read, .path = tile.error->path, .detail = tile.error->text()});
    }
    const bool whole = tile.entries == TileRead::Entries::whole;
    if (tile.stored.empty()) {
        findings.push_back({.what = What::tile_missing,
                            .first = tile.first_sequence(),
                            .last = tile.first_sequence() + tile.width - 1,
                            .path = hash_tile_path(0, tile.number, tile.width)});
    }
    bool use_stored = !whole;
    if (tile.salvage && whole && vouched_for(tile, tile.tree.root())) {
        report_altered_hashes(tile, findings);
    } else if (tile.salvage) {
        use_stored = !whole || vouched_for(tile, root_of_leaves(tile.stored));
        believed = Believed::salvaged;
        report_salvage(tile, findings);
    } else if (tile.entries == TileRead::Entries::damaged) {
        believed = Believed::none;
        report_damage(tile, findings);
    } else if (tile.entries == TileRead::Entries::missing) {
        missing_.push_back({.first = tile.first_sequence(),
                            .last = tile.first_sequence() + tile.width - 1,
                            .path = entries_tile_path(tile.number, tile.width)});
    }
    if (use_stored && whole) {
        TileTree of_stored;
        of_stored.put(tile.stored);
        add(tile.number, tile.width, &of_stored);
    } else {
        add(tile.number, tile.width, whole || !tile.stored.empty() ? &tile.tree : nullptr);
    }
    return believed;
}

// The tree above wants the records as they are.
void TreeCheck::report_altered_hashes(const TileRead& tile, Findings& findings) {
    for (std::size_t i = 0; i < tile.records.size(); ++i) {
        if (tile.computed[i] != tile.stored[i]) {
            findings.push_back({.what = What::tile_altered,
                                .first = tile.first_sequence() + i,
                                .last = tile.first_sequence() + i,
                                .path = hash_tile_path(0, tile.number, tile.width),
                                .byte = i * sizeof(Hash)});
        }
    }
}

// What happened to each record that is not as the tree has it, and where.
void TreeCheck::report_salvage(const TileRead& tile, Findings& findings) {
    const Salvage& salvage = *tile.salvage;
    const std::string path = entries_tile_path(tile.number, tile.width);
    const auto report = [&](What what, std::uint64_t index, std::optional<std::uint64_t> byte) {
        const std::uint64_t sequence = tile.first_sequence() + index;
        findings.push_back({.what = what, .first = sequence, .last = sequence, .path = path, .byte = byte});
    };
    for (const auto& [what, places] :
         {std::pair(What::record_altered, &salvage.altered), std::pair(What::record_moved, &salvage.moved),
          std::pair(What::record_repeated, &salvage.repeated)}) {
        for (const Salvage::Place& place : *places) {
            report(what, place.index, place.piece.byte);
        }
    }
    for (std::size_t i = 0; i < salvage.missing.size(); ++i) {
        report(What::record_missing, salvage.missing[i], std::nullopt);
        while (i + 1 < salvage.missing.size() && salvage.missing[i + 1] == salvage.missing[i] + 1) {
            findings.back().last = tile.first_sequence() + salvage.missing[++i];
        }
    }
    for (const Salvage::Inserted& one : salvage.inserted) {
        findings.push_back(
            {.what = What::record_inserted,
             .path = path,
             .byte = one.piece.byte,
             .detail = one.after ? "after record " + std::to_string(tile.first_sequence() + *one.after)
                                 : "before record " + std::to_string(tile.first_sequence())});
    }
    if (salvage.broken) {
        report(What::entries_malformed, index_at(salvage, *salvage.broken), *salvage.broken);
        findings.back().detail = "a size does not lead to the next record";
    }
}

// Without hashes there is nothing to tell right from wrong by.
void TreeCheck::report_damage(const TileRead& tile, Findings& findings) {
    const std::uint64_t broken = std::min<std::uint64_t>(tile.records.size(), tile.width - 1);
    findings.push_back({.what = What::entries_malformed,
                        .first = tile.first_sequence() + broken,
                        .last = tile.first_sequence() + tile.width - 1,
                        .path = entries_tile_path(tile.number, tile.width),
                        .byte = tile.damaged_at,
                        .detail = tile.damage});
}

void TreeCheck::skip(std::uint64_t number) {
    add(number, tile_width, nullptr);
}

// Without its tree, the level above says what its root is.
void TreeCheck::add(std::uint64_t number, std::uint64_t width, const TileTree* tree) {
    const std::optional<Hash> root = tree != nullptr ? tree->root() : hash_above(number);
    const std::uint64_t begin = number * tile_width;
    for (auto wanted = roots_.upper_bound(begin);
         wanted != roots_.end() && wanted->first <= begin + width && !broken_; ++wanted) {
        const std::uint64_t count = wanted->first - begin;
        if (tree != nullptr) {
            wanted->second = root_with(tiles_, tree->root_of(count));
        } else if (root && count == tile_width) {
            wanted->second = root_with(tiles_, *root);
        }
    }
    broken_ = broken_ || !root;
    if (root && width == tile_width) {
        tiles_.add(*root);
        nodes_.push_back(*root);
    }
}

void TreeCheck::compare_level(unsigned level, const std::vector<Hash>& nodes, Findings& findings) const {
    std::string bytes;
    for (std::uint64_t number = 0; number * tile_width < nodes.size(); ++number) {
        const std::uint64_t width = hash_tile_width(level, number, newest_.size);
        const std::string path = hash_tile_path(level, number, width);
        const auto error = log_.read(path, bytes);
        const auto stored = error ? std::nullopt : hashes_of(bytes, width);
        const std::uint64_t leaves_a_node = std::uint64_t{1} << (level * tile_height);
        if (!stored) {
            const std::uint64_t first = number * tile_width * leaves_a_node;
            findings.push_back({.what = What::tile_missing,
                                .first = first + 1,
                                .last = first + width * leaves_a_node,
                                .path = path});
            continue;
        }
        for (std::uint64_t i = 0; i < width; ++i) {
            const std::uint64_t node = number * tile_width + i;
            if (node < nodes.size() && nodes[node] != (*stored)[i]) {
                findings.push_back({.what = What::tile_altered,
                                    .first = node * leaves_a_node + 1,
                                    .last = (node + 1) * leaves_a_node,
                                    .path = path,
                                    .byte = i * sizeof(Hash)});
            }
        }
    }
}

void TreeCheck::finish(Findings& findings) {
    std::vector<Hash> nodes = nodes_;
    for (unsigned level = 1; !nodes.empty() && !broken_; ++level) {
        compare_level(level, nodes, findings);
        std::vector<Hash> above;
        for (std::size_t i = 0; i + tile_width <= nodes.size(); i += tile_width) {
            const auto begin = nodes.begin() + static_cast<std::ptrdiff_t>(i);
            above.push_back(root_of_leaves({begin, begin + static_cast<std::ptrdiff_t>(tile_width)}));
        }
        nodes = std::move(above);
    }
}

std::optional<Hash> TreeCheck::root_at(std::uint64_t size) const {
    const auto found = roots_.find(size);
    return found == roots_.end() ? std::nullopt : found->second;
}

}  // namespace tsuitate::audit
