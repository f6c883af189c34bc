#include "audit/log/record_checks.hpp"

#include <algorithm>
#include <array>
#include <iterator>

#include "audit/log/in_order.hpp"

namespace tsuitate::audit {
namespace {

using policy::RecordKind;

bool starts_epoch(RecordKind kind) {
    return kind == RecordKind::epoch_started || kind == RecordKind::chain_restarted;
}

}  // namespace

std::optional<Erased> erasure_in(const Record& record) {
    const Erased erased{.first = record.number("first"),
                        .last = record.number("last"),
                        .rule = record.text("detail"),
                        .officer = record.text("subject")};
    return erased.last < record.number("sequence") ? std::optional(erased) : std::nullopt;
}

void RecordChecks::gap() {
    sessions_.gap();
    epochs_.gap();
}

void RecordChecks::take(const TileRead& tile, Believed believed, Findings& findings) {
    if (believed == Believed::salvaged) {
        take_salvaged(tile, findings);
        return;
    }
    for (std::size_t i = 0; believed == Believed::all && i < tile.views.size(); ++i) {
        take_view(tile, i, tile.byte_of(i), tile.views[i], findings);
    }
    if (tile.entries == TileRead::Entries::missing) {
        take_kept(tile, findings);
    } else if (tile.views.size() < tile.width || believed == Believed::none) {
        gap();
    }
}

// That others were altered, or are missing, has been said; what stood there is not known.
void RecordChecks::take_salvaged(const TileRead& tile, Findings& findings) {
    RecordBefore before;
    RecordOrReason view;
    for (std::size_t i = 0; i < tile.salvage->genuine.size(); ++i) {
        if (const auto& piece = tile.salvage->genuine[i]) {
            view_of(piece->bytes, before, view);
            take_view(tile, i, piece->byte, view, findings);
        } else {
            gap();
        }
    }
}

void RecordChecks::take_view(const TileRead& tile, std::uint64_t index, std::uint64_t byte,
                             const RecordOrReason& viewed, Findings& findings) {
    const std::uint64_t sequence = tile.first_sequence() + index;
    const auto* view = std::get_if<RecordView>(&viewed);
    const auto report = [&](What what, std::string detail) {
        findings.push_back({.what = what,
                            .first = sequence,
                            .last = sequence,
                            .path = entries_tile_path(tile.number, tile.width),
                            .byte = byte,
                            .detail = std::move(detail)});
    };
    if (view == nullptr) {
        report(What::record_malformed, std::get<std::string>(viewed));
        gap();
    } else if (view->sequence != sequence) {
        report(What::sequence_wrong, std::to_string(view->sequence));
        RecordView where_it_stands = *view;
        where_it_stands.sequence = sequence;
        take_record(where_it_stands, findings);
    } else {
        take_record(*view, findings);
    }
}

// Where contents were erased, the sessions are not known any more; the keys are, as far as their records were
// kept. Epochs are numbered, so a record that is missing here shows where the next one does not follow.
void RecordChecks::take_kept(const TileRead& tile, Findings& findings) {
    gap();
    for (const Kept& one : tile.kept) {
        const auto parsed = record_of(one.bytes);
        const auto* record = std::get_if<Record>(&parsed);
        if (record == nullptr || depth_ == Depth::form) {
            continue;
        }
        if (starts_epoch(record->kind)) {
            epochs_.take(*record, tile.first_sequence() + one.index, findings);
        } else {
            note_erasure(*record);
        }
    }
    gap();
}

void RecordChecks::take_record(const RecordView& view, Findings& findings) {
    if (depth_ == Depth::form) {
        return;
    }
    if (view.sequence == 1 && !starts_epoch(view.kind)) {
        findings.push_back({.what = What::epoch_missing, .first = 1, .last = 1, .detail = "1"});
    }
    sessions_.take(view, findings);
    clock_.take(view, findings);
    if (starts_epoch(view.kind) || view.kind == RecordKind::entries_erased) {
        take_rare(view, findings);
    }
}

void RecordChecks::take_rare(const RecordView& view, Findings& findings) {
    const auto parsed = record_of(view.bytes);
    const auto& record = std::get<Record>(parsed);  // it has been accepted before
    if (starts_epoch(record.kind)) {
        epochs_.take(record, view.sequence, findings);
    } else {
        note_erasure(record);
    }
}

void RecordChecks::note_erasure(const Record& record) {
    if (auto erased = erasure_in(record)) {
        erased_.push_back(std::move(*erased));
    }
}

void RecordChecks::explain(const std::vector<MissingEntries>& missing, Findings& findings) const {
    const auto explanation = [&](const MissingEntries& one) {
        return std::find_if(erased_.begin(), erased_.end(), [&](const Erased& erased) {
            return erased.first <= one.first && one.last <= erased.last;
        });
    };
    for (std::size_t i = 0; i < missing.size(); ++i) {
        const auto reason = explanation(missing[i]);
        Finding finding{.first = missing[i].first, .last = missing[i].last, .path = missing[i].path};
        // Tiles that follow each other and are gone for the same reason are one finding.
        while (i + 1 < missing.size() && missing[i + 1].first == finding.last + 1 &&
               explanation(missing[i + 1]) == reason) {
            finding.last = missing[++i].last;
        }
        finding.what = reason == erased_.end() ? What::entries_missing : What::entries_erased;
        if (reason != erased_.end()) {
            finding.path.clear();
            finding.detail = "the rule " + reason->rule + " (by " + reason->officer + ")";
        }
        findings.push_back(std::move(finding));
    }
}

void RecordChecks::take_erased(const TileRead& tile, const std::vector<Hash>& leaves) {
    for (std::size_t i = 0; i < tile.views.size() && i < leaves.size(); ++i) {
        const auto* record = std::get_if<RecordView>(&tile.views[i]);
        if (record != nullptr && record->kind == RecordKind::entries_erased &&
            tile.computed[i] == leaves[i]) {
            Findings none;
            take_rare(*record, none);
        }
    }
    for (const Kept& one : tile.kept) {
        const auto parsed = record_of(one.bytes);
        const auto* record = std::get_if<Record>(&parsed);
        if (record != nullptr && record->kind == RecordKind::entries_erased && one.index < leaves.size() &&
            leaf_hash(one.bytes) == leaves[one.index]) {
            note_erasure(*record);
        }
    }
}

void RecordChecks::finish(std::uint64_t size, unsigned threads, const std::vector<MissingEntries>& missing,
                          Checkpoints& checkpoints, Findings& findings) {
    std::array<Findings, 2> found;
    in_parallel(threads, found.size(), [&](std::size_t i) {
        if (i == 0) {
            sessions_.finish(found[i]);
        } else {
            epochs_.finish(size, threads, checkpoints, found[i]);
        }
    });
    for (Findings& one : found) {
        std::move(one.begin(), one.end(), std::back_inserter(findings));
    }
    std::for_each(erased_.begin(), erased_.end(),
                  [&](const Erased& erased) { report_not_erased(erased, missing, findings); });
}

// Only whole tiles can be erased.
void RecordChecks::report_not_erased(const Erased& erased, const std::vector<MissingEntries>& missing,
                                     Findings& findings) {
    const std::uint64_t end = erased.last / tile_width;
    for (std::uint64_t tile = (erased.first + tile_width - 2) / tile_width; erased.first > 0 && tile < end;
         ++tile) {
        const std::uint64_t first = tile * tile_width + 1;
        const auto gone = std::lower_bound(
            missing.begin(), missing.end(), first,
            [](const MissingEntries& one, std::uint64_t sequence) { return one.first < sequence; });
        if (gone == missing.end() || gone->first != first) {
            findings.push_back({.what = What::entries_not_erased,
                                .first = erased.first,
                                .last = erased.last,
                                .path = entries_tile_path(tile, tile_width),
                                .detail = "the rule " + erased.rule});
            return;
        }
    }
}

}  // namespace tsuitate::audit
