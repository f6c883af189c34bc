#include "audit/publish/publisher.hpp"

#include <utility>

namespace tsuitate::audit {
namespace {

std::string bytes_of(const std::vector<Hash>& hashes) {
    std::string bytes;
    for (const Hash& hash : hashes) {
        bytes.append(hash.begin(), hash.end());
    }
    return bytes;
}

}  // namespace

std::optional<Publisher> Publisher::resume(const Edge& edge, const ReadTile& read, std::string entries) {
    Publisher publisher;
    publisher.edge_ = edge;
    publisher.published_ = edge.size();
    publisher.entries_ = std::move(entries);
    for (unsigned level = 0; (edge.size() >> (level * tile_height)) > 0; ++level) {
        const std::uint64_t nodes = edge.size() >> (level * tile_height);
        auto& hashes = publisher.partial_.emplace_back();
        if (nodes % tile_width != 0) {
            auto found = read(level, nodes / tile_width, nodes % tile_width);
            if (!found) {
                return std::nullopt;
            }
            hashes = std::move(*found);
        }
    }
    return publisher;
}

void Publisher::add(std::string_view entry) {
    append_entry(entries_, entry);
    add_leaf(leaf_hash(entry));
}

void Publisher::add_erased(const Hash& leaf) {
    erased_ = true;
    add_leaf(leaf);
}

void Publisher::add_leaf(const Hash& leaf) {
    edge_.add(leaf, [this](const Node& node, const Hash& hash) {
        if (node.level % tile_height != 0) {
            return;
        }
        const unsigned tile_level = node.level / tile_height;
        if (partial_.size() <= tile_level) {
            partial_.emplace_back();
        }
        partial_[tile_level].push_back(hash);
        if (partial_[tile_level].size() == tile_width) {
            finish_tile(tile_level, node.index / tile_width);
        }
    });
}

void Publisher::finish_tile(unsigned tile_level, std::uint64_t number) {
    full_.push_back({.path = hash_tile_path(tile_level, number, tile_width),
                     .bytes = bytes_of(std::exchange(partial_[tile_level], {}))});
    if (tile_level > 0) {
        return;
    }
    std::string entries = std::exchange(entries_, {});
    if (!std::exchange(erased_, false)) {
        full_.push_back({.path = entries_tile_path(number, tile_width), .bytes = std::move(entries)});
    }
}

bool Publisher::publish_full_tiles(const Write& write) {
    while (!full_.empty()) {
        if (!write(full_.back().path, full_.back().bytes)) {
            return false;
        }
        full_.pop_back();
    }
    return true;
}

bool Publisher::publish_tiles(const Write& write) {
    if (!publish_full_tiles(write)) {
        return false;
    }
    if (published_ == size()) {
        return true;
    }
    for (unsigned level = 0; level < partial_.size(); ++level) {
        const std::uint64_t nodes = size() >> (level * tile_height);
        const std::uint64_t width = nodes % tile_width;
        const bool grew = nodes != published_ >> (level * tile_height);
        if (width > 0 && grew &&
            !write(hash_tile_path(level, nodes / tile_width, width), bytes_of(partial_[level]))) {
            return false;
        }
    }
    const std::uint64_t width = size() % tile_width;
    if (width > 0 && !erased_ && !write(entries_tile_path(size() / tile_width, width), entries_)) {
        return false;
    }
    published_ = size();
    return true;
}

}  // namespace tsuitate::audit
