#include "audit/log/trust.hpp"

#include <algorithm>

#include "audit/note/lines.hpp"
#include "audit/record/epoch.hpp"

namespace tsuitate::audit {
namespace {

// By its signature's name; 0 where no epoch's key signed.
std::uint64_t epoch_in_signatures(const SignedCheckpoint& checkpoint) {
    const std::string mark = epoch_key_name(checkpoint.checkpoint.origin, 0);
    const std::string_view before = std::string_view(mark).substr(0, mark.size() - 1);
    for (const SignatureLine& line : checkpoint.note.signatures) {
        if (line.name.starts_with(before)) {
            return decimal_of(std::string_view(line.name).substr(before.size())).value_or(0);
        }
    }
    return 0;
}

// What lies at or above the size of a checkpoint that was rightly signed, and for other records, is in doubt:
// whoever has the newest keys could have signed it anew.
std::uint64_t first_doubt(const Checkpoints& checkpoints, std::uint64_t size) {
    std::uint64_t doubt = size + 1;
    for (const SignedCheckpoint& one : checkpoints.of_epochs) {
        if (one.signed_right && !one.root_right) {
            doubt = std::min(doubt, one.checkpoint.size);
        }
    }
    return doubt;
}

// The keys of the newest epoch are there to be stolen. Alone, without a checkpoint of the epoch before, they
// say nothing about its records.
bool newest_may_vouch(const Checkpoints& checkpoints, std::uint64_t newest, std::uint64_t vouched,
                      const Findings& findings) {
    const bool past_missing = std::any_of(findings.begin(), findings.end(), [&](const Finding& finding) {
        return finding.what == What::checkpoint_missing && finding.last > vouched;
    });
    const bool past_broken =
        std::any_of(checkpoints.of_epochs.begin(), checkpoints.of_epochs.end(),
                    [&](const SignedCheckpoint& one) { return one.epoch + 1 == newest && !one.valid(); });
    return !past_missing && !past_broken;
}

}  // namespace

Trust trust_in(const Checkpoints& checkpoints, std::uint64_t size, const Findings& findings) {
    Trust trust;
    const std::uint64_t doubt = first_doubt(checkpoints, size);
    const std::uint64_t newest = epoch_in_signatures(*checkpoints.newest);
    const auto weigh = [&](const SignedCheckpoint& one) {
        if (one.valid() && one.checkpoint.size >= trust.records && one.checkpoint.size < doubt) {
            trust = {.records = one.checkpoint.size, .path = one.path, .epoch = epoch_in_signatures(one)};
        }
    };
    for (const SignedCheckpoint& one : checkpoints.of_epochs) {
        if (one.epoch != newest) {
            weigh(one);
        }
    }
    if (newest_may_vouch(checkpoints, newest, trust.records, findings)) {
        std::for_each(checkpoints.of_epochs.begin(), checkpoints.of_epochs.end(), weigh);
        weigh(*checkpoints.newest);
    }
    return trust;
}

namespace {

// Of a part that was read; `findings` say that it was one.
std::string sentence_of_part(const Findings& findings, bool japanese) {
    const auto any_of = [&](auto wanted) { return std::any_of(findings.begin(), findings.end(), wanted); };
    if (any_of([](const Finding& finding) { return finding.severity() == Severity::fault; })) {
        return japanese ? "この部分に異常があるので、保証できません。"
                        : "Nothing vouches for this part: something is wrong with it.";
    }
    if (any_of([](const Finding& finding) { return finding.what == What::no_anchor; })) {
        return japanese
                   ? "これらの記録はチェックポイントの木に含まれています。署名は確かめていません。"
                   : "The records that were read are in the checkpoint's tree; no signature was checked.";
    }
    if (any_of([](const Finding& finding) { return finding.what == What::anchor_from_log; })) {
        return japanese
                   ? "これらの記録はチェックポイントの木に含まれ、ログ自身にある登録鍵だけが保証しています。"
                   : "The records that were read are in the checkpoint's tree, for which only the key in the "
                     "log "
                     "itself vouches.";
    }
    return japanese ? "これらの記録はチェックポイントの木に含まれ、登録鍵が保証しています。期間の鍵は確かめて"
                      "いません。"
                    : "The records that were read are in the checkpoint's tree, for which the enrolment key "
                      "vouches; "
                      "the keys of its epochs were not checked.";
}

}  // namespace

std::string sentence_of(const Trust& trust, std::uint64_t size, const Findings& findings,
                        policy::Language language) {
    const bool japanese = language == policy::Language::japanese;
    const bool part = std::any_of(findings.begin(), findings.end(),
                                  [](const Finding& finding) { return finding.what == What::range_only; });
    if (part) {
        return sentence_of_part(findings, japanese);
    }
    if (trust.records == 0) {
        return japanese ? "保証できる記録はありません。" : "No checkpoint vouches for any record.";
    }
    const bool excepted = std::any_of(findings.begin(), findings.end(), [&](const Finding& finding) {
        return finding.severity() == Severity::fault && finding.first > 0 && finding.first <= trust.records;
    });
    const std::string records = records_text(1, trust.records, language);
    const std::string epoch = std::to_string(trust.epoch);
    std::string text =
        japanese ? records + " は期間 " + epoch + " のチェックポイント (" + trust.path + ") が保証しています"
                 : "Records 1 to " + std::to_string(trust.records) +
                       " are vouched for by the checkpoint of epoch " + epoch + " (" + trust.path + ")";
    if (excepted) {
        text += japanese ? "(上に挙げたものを除く)" : ", but for those named above";
    }
    if (trust.records < size) {
        text += japanese ? "。それより後は保証されません" : "; nothing vouches for what follows";
    }
    return text + (japanese ? "。" : ".");
}

bool has_fault(const Findings& findings) {
    return std::any_of(findings.begin(), findings.end(),
                       [](const Finding& finding) { return finding.severity() == Severity::fault; });
}

}  // namespace tsuitate::audit
