#include "audit/log/salvage.hpp"

#include <algorithm>
#include <map>

#include "audit/record/schema.hpp"
#include "audit/tree/merkle.hpp"
#include "audit/tree/tile.hpp"

namespace tsuitate::audit {
namespace {

using Piece = Salvage::Piece;

constexpr std::size_t size_bytes = 2;
constexpr unsigned bits_a_byte = 8;
// Keys are sorted and strings hold no quotes: every record begins so, and no other place of it looks so.
constexpr std::string_view beginning = R"({"boot":")";

struct Known {
    Piece piece;
    std::optional<std::uint64_t> index;  // when its hash is one of the tree
};

// Cuts the tile into pieces, each a record of the tree or something else.
class Cutter {
  public:
    Cutter(std::string_view tile, const std::vector<Hash>& leaves) : tile_(tile) {
        for (std::size_t i = 0; i < leaves.size(); ++i) {
            indices_.emplace(leaves[i], i);
        }
    }

    std::vector<Known> cut() {
        std::vector<Known> pieces;
        while (at_ < tile_.size()) {
            pieces.push_back(next());
        }
        return pieces;
    }
    const std::optional<std::size_t>& broken() const { return broken_; }

  private:
    Known next() {
        const std::size_t begin = tile_.find(beginning, at_ + size_bytes);
        if (begin != at_ + size_bytes) {
            // Not the beginning of a record: altered, or something that does not belong here.
            return take(std::min(at_ + size_bytes, tile_.size()), until(begin), std::nullopt);
        }
        const std::size_t by_size = begin + size_at(at_);
        if (const auto index = index_of(begin, by_size)) {
            return take(begin, by_size, index);
        }
        const std::size_t by_next = until(tile_.find(beginning, begin + 1));
        if (const auto index = index_of(begin, by_next)) {
            note_broken();
            return take(begin, by_next, index);
        }
        const bool leads_on =
            by_size == tile_.size() || (by_size + size_bytes <= tile_.size() &&
                                        tile_.substr(by_size + size_bytes).starts_with(beginning));
        if (!leads_on) {
            note_broken();
        }
        return take(begin, leads_on ? by_size : by_next, std::nullopt);
    }
    // The end of what stands before the record that begins there.
    std::size_t until(std::size_t beginning_of_next) const {
        return beginning_of_next == std::string_view::npos
                   ? tile_.size()
                   : std::max(beginning_of_next - size_bytes, at_ + 1);
    }
    Known take(std::size_t begin, std::size_t end, std::optional<std::uint64_t> index) {
        if (begin + size_at(at_) != end) {
            note_broken();
        }
        at_ = end;
        return {.piece = {.bytes = tile_.substr(begin, end - std::min(begin, end)), .byte = begin},
                .index = index};
    }
    std::size_t size_at(std::size_t at) const {
        if (at + size_bytes > tile_.size()) {
            return tile_.size();
        }
        return static_cast<std::size_t>(static_cast<std::uint8_t>(tile_[at])) << bits_a_byte |
               static_cast<std::uint8_t>(tile_[at + 1]);
    }
    std::optional<std::uint64_t> index_of(std::size_t begin, std::size_t end) const {
        if (end > tile_.size() || end - begin > longest_record) {
            return std::nullopt;
        }
        const auto found = indices_.find(leaf_hash(tile_.substr(begin, end - begin)));
        return found == indices_.end() ? std::nullopt : std::optional(found->second);
    }
    void note_broken() { broken_ = broken_.value_or(at_); }

    std::string_view tile_;
    std::map<Hash, std::uint64_t> indices_;
    std::size_t at_ = 0;
    std::optional<std::size_t> broken_;
};

// Of these indices as many as possible that follow each other in rising order: positions in the list.
std::vector<std::size_t> in_order(const std::vector<std::uint64_t>& indices) {
    std::vector<std::size_t> ends;  // of the best run of each length
    std::vector<std::size_t> before(indices.size());
    for (std::size_t i = 0; i < indices.size(); ++i) {
        const auto longer =
            std::lower_bound(ends.begin(), ends.end(), indices[i],
                             [&](std::size_t end, std::uint64_t index) { return indices[end] < index; });
        before[i] = longer == ends.begin() ? i : *(longer - 1);
        if (longer == ends.end()) {
            ends.push_back(i);
        } else {
            *longer = i;
        }
    }
    std::vector<std::size_t> run(ends.size());
    for (std::size_t length = ends.size(), at = ends.empty() ? 0 : ends.back(); length > 0; --length) {
        run[length - 1] = at;
        at = before[at];
    }
    return run;
}

// What follows from the pieces.
class Judge {
  public:
    Judge(std::size_t records, const std::vector<Known>& pieces) : pieces_(pieces) {
        result_.genuine.resize(records);
    }

    Salvage judge() {
        take_genuine();
        const std::vector<std::size_t> kept = in_order(first_indices_);
        std::size_t next = 0;
        for (const std::size_t one : kept) {
            report_moved(next, one);
            next = one + 1;
            explain_until(first_at_[one], first_indices_[one]);
        }
        report_moved(next, first_at_.size());
        explain_until(pieces_.size(), result_.genuine.size());
        return std::move(result_);
    }

  private:
    void take_genuine() {
        for (std::size_t i = 0; i < pieces_.size(); ++i) {
            const auto index = pieces_[i].index;
            if (!index) {
                continue;
            }
            if (result_.genuine[*index]) {
                result_.repeated.push_back({.index = *index, .piece = pieces_[i].piece});
                continue;
            }
            result_.genuine[*index] = pieces_[i].piece;
            first_at_.push_back(i);
            first_indices_.push_back(*index);
        }
    }
    void report_moved(std::size_t begin, std::size_t end) {
        for (std::size_t i = begin; i < end; ++i) {
            result_.moved.push_back({.index = first_indices_[i], .piece = pieces_[first_at_[i]].piece});
        }
    }
    // Between two records in their places: what is strange there is what is missing there, as far as it goes.
    void explain_until(std::size_t piece, std::uint64_t index) {
        std::vector<std::uint64_t> gone;
        for (; index_ < index; ++index_) {
            if (!result_.genuine[index_]) {
                gone.push_back(index_);
            }
        }
        auto next = gone.begin();
        for (; piece_ < piece; ++piece_) {
            if (pieces_[piece_].index) {
                continue;
            }
            if (next != gone.end()) {
                result_.altered.push_back({.index = *next++, .piece = pieces_[piece_].piece});
            } else {
                result_.inserted.push_back({.piece = pieces_[piece_].piece, .after = before_});
            }
        }
        result_.missing.insert(result_.missing.end(), next, gone.end());
        before_ = index;
        piece_ = piece + 1;
        index_ = index + 1;
    }

    const std::vector<Known>& pieces_;
    Salvage result_;
    std::vector<std::size_t> first_at_;         // pieces that are a record for the first time
    std::vector<std::uint64_t> first_indices_;  // and which
    std::size_t piece_ = 0;
    std::uint64_t index_ = 0;
    std::optional<std::uint64_t> before_;
};

}  // namespace

Salvage salvage(std::string_view tile, const std::vector<Hash>& leaves) {
    // Twice what the longest records take: more is no tile with something put in, and somebody's time and
    // memory.
    constexpr std::size_t largest = 2 * tile_width * (longest_record + size_bytes);
    if (tile.size() > largest) {
        const std::vector<Known> none;
        Salvage nothing = Judge(leaves.size(), none).judge();
        nothing.broken = 0;
        return nothing;
    }
    Cutter cutter(tile, leaves);
    const std::vector<Known> pieces = cutter.cut();
    Salvage result = Judge(leaves.size(), pieces).judge();
    result.broken = cutter.broken();
    return result;
}

}  // namespace tsuitate::audit
