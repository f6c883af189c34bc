#include "audit/log/verify.hpp"

#include <algorithm>
#include <array>
#include <iterator>

#include "audit/log/in_order.hpp"
#include "audit/log/leftovers.hpp"
#include "audit/log/tree_reader.hpp"
#include "audit/log/witnessing.hpp"

namespace tsuitate::audit {
namespace {

// Tiles that a thread works on before it waits for its turn.
constexpr std::uint64_t tiles_a_batch = 4;
// A log that is wrong everywhere is said to be wrong often enough.
constexpr std::size_t most_findings = 1000;

struct Batch {
    std::array<TileRead, tiles_a_batch> tiles;
    std::size_t count = 0;
};

// What is read: everything, or the tiles of a range of records and the last one, which the root needs.
struct Range {
    std::uint64_t first = 0;  // sequences
    std::uint64_t last = 0;
    std::uint64_t size = 0;

    bool whole() const { return first <= 1 && last >= size; }
    bool has(std::uint64_t tile) const {
        return (tile + 1) * tile_width >= first && tile * tile_width < last;
    }
};

Range range_of(const VerifySettings& settings, std::uint64_t size) {
    return {.first = std::clamp<std::uint64_t>(settings.first, 1, std::max<std::uint64_t>(size, 1)),
            .last = settings.last == 0 ? size : std::min(settings.last, size),
            .size = size};
}

// Whether the log has at least some of the tiles that a tree of this size needs: a checkpoint may name any
// number.
bool plausible(const LogDirectory& log, std::uint64_t size) {
    constexpr std::uint64_t always = 1000;  // tiles
    const std::uint64_t tiles = size / tile_width;
    return tiles < always || log.has_more_files("tile", tiles / 4);
}

void faults_first(Findings& findings) {
    std::stable_sort(findings.begin(), findings.end(), [](const Finding& one, const Finding& other) {
        return one.severity() < other.severity();
    });
}

class Verification {
  public:
    Verification(const LogDirectory& log, const VerifySettings& settings) : log_(log), settings_(settings) {}
    Report run();

  private:
    void check_signatures();
    void read_remembered();
    void read_records();
    void take_tile(const TileRead& tile);
    void check_roots();
    void check_remembered();
    void explain_missing();
    void judge();
    void judge_records(Findings& findings);
    void limit_findings();
    void limit(Findings& findings);
    void add_findings_of_records();
    std::vector<std::uint64_t> sizes() const;

    const LogDirectory& log_;
    const VerifySettings& settings_;
    Report report_;
    Checkpoints checkpoints_;
    std::vector<SignedCheckpoint> remembered_;
    std::optional<TreeCheck> tree_;
    std::optional<RecordChecks> records_;
    Range range_;
    std::uint64_t next_ = 0;    // tile
    Findings of_records_;       // while they are read
    std::uint64_t untold_ = 0;  // findings beyond what anybody reads
    bool untold_faults_ = false;
};

Report Verification::run() {
    checkpoints_ = read_checkpoints(log_, settings_.threads, report_.findings);
    if (!checkpoints_.newest) {
        return report_;
    }
    const Checkpoint newest = checkpoints_.newest->checkpoint;
    report_.origin = newest.origin;
    report_.size = newest.size;
    check_signatures();
    if (!plausible(log_, newest.size)) {
        report_.findings.push_back({.what = What::root_unknown, .path = checkpoints_.newest->path});
        return std::move(report_);
    }
    read_remembered();
    tree_.emplace(log_, newest, sizes());
    range_ = range_of(settings_, newest.size);
    records_.emplace(EpochCheck(newest.origin, settings_.anchor, settings_.accepted_restarts),
                     range_.whole() ? RecordChecks::Depth::everything : RecordChecks::Depth::form);
    read_records();
    explain_missing();
    if (!range_.whole()) {
        report_.findings.push_back({.what = What::range_only, .first = range_.first, .last = range_.last});
    }
    check_roots();
    check_remembered();
    judge();
    limit_findings();
    return std::move(report_);
}

void Verification::check_signatures() {
    if (!settings_.anchor) {
        report_.findings.push_back({.what = What::no_anchor});
    } else {
        if (settings_.anchor_from_log) {
            report_.findings.push_back({.what = What::anchor_from_log});
        }
        check_enrolment(*checkpoints_.newest, settings_.anchor->enrolment, report_.findings);
    }
    const std::size_t count = checkpoints_.of_epochs.size();
    std::vector<Findings> found(count);
    in_parallel(settings_.threads, count, [&](std::size_t i) {
        SignedCheckpoint& one = checkpoints_.of_epochs[i];
        if (settings_.anchor) {
            check_enrolment(one, settings_.anchor->enrolment, found[i]);
        } else if (one.checkpoint.origin != report_.origin) {
            one.signed_right = false;
            found[i].push_back({.what = What::origin_differs,
                                .path = one.path,
                                .detail = one.checkpoint.origin + " instead of " + report_.origin});
        }
    });
    for (Findings& findings : found) {
        std::move(findings.begin(), findings.end(), std::back_inserter(report_.findings));
    }
}

void Verification::read_remembered() {
    for (const Remembered& one : settings_.remembered) {
        auto found = signed_checkpoint_of(one.path, one.bytes);
        auto* checkpoint = std::get_if<SignedCheckpoint>(&found);
        if (checkpoint == nullptr) {
            report_.findings.push_back({.what = What::remembered_malformed,
                                        .path = one.path,
                                        .detail = std::get<std::string>(found)});
        } else if (checkpoint->checkpoint.origin != report_.origin) {
            report_.findings.push_back({.what = What::remembered_malformed,
                                        .path = one.path,
                                        .detail = "it is of the log " + checkpoint->checkpoint.origin});
        } else if (settings_.anchor &&
                   signed_how(checkpoint->note, settings_.anchor->enrolment) != Signed::valid) {
            report_.findings.push_back({.what = What::remembered_unsigned,
                                        .path = one.path,
                                        .key = settings_.anchor->enrolment.text()});
        } else {
            remembered_.push_back(std::move(*checkpoint));
        }
    }
    check_witnesses(*checkpoints_.newest, remembered_, settings_.witnesses, report_.findings);
}

std::vector<std::uint64_t> Verification::sizes() const {
    std::vector<std::uint64_t> sizes = {report_.size};
    for (const auto* list : {&checkpoints_.of_epochs, &remembered_}) {
        for (const SignedCheckpoint& one : *list) {
            sizes.push_back(one.checkpoint.size);
        }
    }
    return sizes;
}

void Verification::read_records() {
    const std::uint64_t tiles = (report_.size + tile_width - 1) / tile_width;
    std::vector<std::uint64_t> wanted;
    for (std::uint64_t tile = 0; tile < tiles; ++tile) {
        if (range_.has(tile) || tile == tiles - 1) {
            wanted.push_back(tile);
        }
    }
    const auto make_worker = [&] {
        return [&, batch = Batch{}](std::uint64_t number) mutable -> Batch& {
            const std::uint64_t begin = number * tiles_a_batch;
            batch.count = std::min<std::uint64_t>(tiles_a_batch, wanted.size() - begin);
            for (std::size_t i = 0; i < batch.count; ++i) {
                const bool records = range_.has(wanted[begin + i]);
                read_tile(
                    log_,
                    {.size = report_.size, .records = records, .views = records && !settings_.tree_only},
                    wanted[begin + i], batch.tiles[i]);
            }
            return batch;
        };
    };
    in_order(settings_.threads, (wanted.size() + tiles_a_batch - 1) / tiles_a_batch, make_worker,
             [&](const Batch& batch) {
                 for (std::size_t i = 0; i < batch.count; ++i) {
                     take_tile(batch.tiles[i]);
                 }
             });
    tree_->finish(of_records_);
    add_findings_of_records();
}

void Verification::take_tile(const TileRead& tile) {
    for (; next_ < tile.number; ++next_) {
        tree_->skip(next_);
    }
    ++next_;
    const Believed believed = tree_->take(tile, of_records_);
    report_.read += tile.records.size();
    if (!settings_.tree_only && range_.has(tile.number)) {
        records_->take(tile, believed, of_records_);
    }
    limit(of_records_);
    if (settings_.progress) {
        settings_.progress(tile.number * tile_width + tile.width, report_.size);
    }
}

void Verification::add_findings_of_records() {
    std::move(of_records_.begin(), of_records_.end(), std::back_inserter(report_.findings));
    of_records_.clear();
}

void Verification::explain_missing() {
    if (tree_->missing().empty()) {
        return;
    }
    // Who reads a part, or only hashes, has not seen what was erased.
    if (settings_.tree_only || !range_.whole()) {
        auto tree = TreeReader::open(log_);
        auto* reader = std::get_if<TreeReader>(&tree);
        TileRead tile;
        for (std::uint64_t number = 0; reader != nullptr && number < reader->tiles(); ++number) {
            if (const auto* leaves = reader->leaves(number)) {
                read_tile(log_, {.size = reader->checkpoint().size}, number, tile);
                records_->take_erased(tile, *leaves);
            }
        }
    }
    records_->explain(tree_->missing(), report_.findings);
}

void Verification::check_roots() {
    std::uint64_t good = 0;
    const auto check = [&](SignedCheckpoint& one) {
        const std::uint64_t size = one.checkpoint.size;
        if (size > report_.size) {
            one.root_right = false;
            report_.findings.push_back({.what = What::rollback,
                                        .first = report_.size + 1,
                                        .last = size,
                                        .path = one.path,
                                        .detail = std::to_string(size)});
            return;
        }
        const auto root = tree_->root_at(size);
        const bool holds = root == one.checkpoint.root;
        if (holds) {
            good = std::max(good, size);
        } else if (root) {
            report_.findings.push_back({.what = What::root_differs,
                                        .first = std::min(good + 1, size),
                                        .last = size,
                                        .path = one.path});
        } else if (range_.whole() || size == report_.size) {
            report_.findings.push_back({.what = What::root_unknown, .path = one.path});
        }
        one.root_right = holds;
    };
    std::sort(checkpoints_.of_epochs.begin(), checkpoints_.of_epochs.end(),
              [](const auto& one, const auto& other) { return one.checkpoint.size < other.checkpoint.size; });
    std::for_each(checkpoints_.of_epochs.begin(), checkpoints_.of_epochs.end(), check);
    std::sort(checkpoints_.of_epochs.begin(), checkpoints_.of_epochs.end(),
              [](const auto& one, const auto& other) { return one.epoch < other.epoch; });
    check(*checkpoints_.newest);
}

void Verification::check_remembered() {
    for (const SignedCheckpoint& one : remembered_) {
        const std::uint64_t size = one.checkpoint.size;
        if (size > report_.size) {
            report_.findings.push_back({.what = What::rollback,
                                        .first = report_.size + 1,
                                        .last = size,
                                        .path = one.path,
                                        .detail = std::to_string(size)});
            continue;
        }
        const auto root = tree_->root_at(size);
        if (!root) {
            report_.findings.push_back({.what = What::root_unknown, .path = one.path});
        } else if (*root != one.checkpoint.root) {
            report_.findings.push_back({.what = What::fork,
                                        .first = std::min<std::uint64_t>(1, size),
                                        .last = size,
                                        .path = one.path});
        }
    }
}

void Verification::judge_records(Findings& findings) {
    if (!settings_.tree_only && range_.whole()) {
        records_->finish(report_.size, settings_.threads, tree_->missing(), checkpoints_, findings);
        report_.epochs = records_->epochs().epochs().size();
        report_.sessions = records_->sessions().sessions();
    }
}

void Verification::judge() {
    Findings of_files;
    Findings of_records;
    // What is judged is in memory, and the kernel lists the files: side by side.
    in_parallel(settings_.threads, 2, [&](std::size_t i) {
        if (i == 0) {
            judge_records(of_records);
        } else if (range_.whole()) {
            of_files =
                check_leftovers(log_, report_.size, settings_.threads, records_->erased(), report_.findings);
        }
    });
    std::move(of_files.begin(), of_files.end(), std::back_inserter(report_.findings));
    std::move(of_records.begin(), of_records.end(), std::back_inserter(report_.findings));
    check_witnessing(remembered_, settings_.witnesses,
                     {.longest_gap = settings_.longest_witness_gap,
                      .size = report_.size,
                      .newest_record = range_.whole() ? records_->newest_time() : std::nullopt},
                     report_.findings);
    report_.erased = records_->erased();
    report_.trust = trust_in(checkpoints_, report_.size, report_.findings);
}

void Verification::limit_findings() {
    limit(report_.findings);
    if (untold_ > 0) {
        // A long life brings many notices; that they are not all listed is no fault.
        report_.findings.push_back(
            {.what = What::more_findings, .detail = std::to_string(untold_), .accepted = !untold_faults_});
    }
    faults_first(report_.findings);
}

// The faults stay, as far as there is room.
void Verification::limit(Findings& findings) {
    if (findings.size() <= most_findings) {
        return;
    }
    faults_first(findings);
    untold_ += findings.size() - most_findings;
    untold_faults_ = untold_faults_ || findings[most_findings].severity() == Severity::fault;
    findings.resize(most_findings);
}

}  // namespace

Report verify(const LogDirectory& log, const VerifySettings& settings) {
    return Verification(log, settings).run();
}

}  // namespace tsuitate::audit
