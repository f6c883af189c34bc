// What each kind of finding is called and how it reads. {records}, {path}, {key} and {detail} are filled in.
#pragma once

#include <array>

#include "audit/log/finding.hpp"

namespace tsuitate::audit {

struct FindingText {
    What what{};
    Severity severity{};
    std::string_view word;
    std::string_view english;
    std::string_view japanese;
};

// In the order of What.
inline constexpr std::array finding_texts = {
    FindingText{What::cannot_read, Severity::fault, "cannot-read", "{path} cannot be read: {detail}",
                "{path} を読めません: {detail}"},
    FindingText{What::checkpoint_missing, Severity::fault, "checkpoint-missing",
                "the checkpoint {path} is missing: {detail}",
                "チェックポイント {path} がありません: {detail}"},
    FindingText{What::checkpoint_malformed, Severity::fault, "checkpoint-malformed",
                "{path} is no checkpoint: {detail}", "{path} はチェックポイントではありません: {detail}"},
    FindingText{What::tile_missing, Severity::fault, "tile-missing",
                "the hash tile {path} is missing or has the wrong size",
                "ハッシュの {path} がないか、大きさが違います"},
    FindingText{What::tile_altered, Severity::fault, "tile-altered",
                "the hash tile {path} was altered: it does not hold the hash of {records}",
                "ハッシュの {path} は書き換えられています: {records} のハッシュと違います"},
    FindingText{What::entries_missing, Severity::fault, "entries-missing",
                "{records} are missing: {path} is not there, and no record says that they were erased",
                "{records} がありません: {path} がなく、消去の記録もありません"},
    FindingText{What::entries_malformed, Severity::fault, "entries-malformed",
                "{path} cannot be taken apart at {records}: {detail}",
                "{path} は {records} のところで壊れています: {detail}"},
    FindingText{What::file_unknown, Severity::notice, "file-unknown",
                "{path} is no part of this log: {detail}", "{path} はこのログの一部ではありません: {detail}"},
    FindingText{What::origin_differs, Severity::fault, "origin-differs", "{path} is of another log: {detail}",
                "{path} は別のログのものです: {detail}"},
    FindingText{What::enrolment_signature_missing, Severity::fault, "enrolment-signature-missing",
                "{path} is not signed by the enrolment key {key}",
                "{path} に登録鍵 {key} の署名がありません"},
    FindingText{What::enrolment_signature_wrong, Severity::fault, "enrolment-signature-wrong",
                "the signature of the enrolment key {key} in {path} is false",
                "{path} にある登録鍵 {key} の署名は正しくありません"},
    FindingText{What::epoch_signature_missing, Severity::fault, "epoch-signature-missing",
                "{path} is not signed by the key of its epoch, {key}",
                "{path} に期間の鍵 {key} の署名がありません"},
    FindingText{What::epoch_signature_wrong, Severity::fault, "epoch-signature-wrong",
                "the signature of {key} in {path} is false", "{path} にある {key} の署名は正しくありません"},
    FindingText{What::witness_missing, Severity::fault, "witness-missing",
                "{path} carries no valid co-signature of the witness {key}",
                "{path} に証人 {key} の有効な署名がありません"},
    FindingText{What::witness_gap, Severity::notice, "witness-gap",
                "{records} waited for a signature of the witness {key}: {detail}",
                "{records} には長い間、証人 {key} の署名がありませんでした: {detail}"},
    FindingText{What::signature_unknown, Severity::notice, "signature-unknown",
                "{path} carries a signature of {key}, whose key is not known here",
                "{path} には、ここで知られていない鍵 {key} の署名があります"},
    FindingText{What::root_differs, Severity::fault, "root-differs",
                "{records} are not those that {path} was signed for: the root of the tree differs",
                "{records} は {path} が署名されたときのものではありません: ハッシュ木の根が違います"},
    FindingText{What::root_unknown, Severity::fault, "root-unknown",
                "the root that {path} names cannot be computed: too much is missing",
                "{path} の根を計算できません: 足りないものがあります"},
    FindingText{What::no_anchor, Severity::notice, "no-anchor",
                "no anchor was given: who signed this log was not checked",
                "アンカーが指定されていません: 誰が署名したかは確かめていません"},
    FindingText{What::anchor_from_log, Severity::notice, "anchor-from-log",
                "the anchor was read from the log's own directory: compare it with the one that you kept",
                "アンカーはログ自身のフォルダーから読みました: 保管しているものと比べてください"},
    FindingText{What::rollback, Severity::fault, "rollback",
                "rolled back: {path} was signed over {detail} records, and the log has fewer",
                "巻き戻されています: {path} は {detail} "
                "件の記録に署名されたもので、ログにはそれより少ない記録しかありません"},
    FindingText{What::fork, Severity::fault, "fork",
                "forked: {path} was signed for another history of {records}",
                "分岐しています: {path} は {records} の別の履歴に署名されたものです"},
    FindingText{What::remembered_malformed, Severity::fault, "remembered-malformed",
                "{path} cannot be compared: {detail}", "{path} とは比べられません: {detail}"},
    FindingText{What::remembered_unsigned, Severity::fault, "remembered-unsigned",
                "{path} proves nothing: the enrolment key {key} did not sign it",
                "{path} は証拠になりません: 登録鍵 {key} の署名がありません"},
    FindingText{What::record_altered, Severity::fault, "record-altered",
                "{records} was altered: its hash is not the one in the tree",
                "{records} は書き換えられています: ハッシュ木にあるハッシュと違います"},
    FindingText{What::record_malformed, Severity::fault, "record-malformed",
                "{records} does not fit its schema: {detail}", "{records} は形式に合いません: {detail}"},
    FindingText{What::sequence_wrong, Severity::fault, "sequence-wrong", "{records} calls itself {detail}",
                "{records} は自分を {detail} と名乗っています"},
    FindingText{What::entries_erased, Severity::notice, "entries-erased",
                "the contents of {records} were erased under {detail}; their hashes are kept and fit",
                "{records} の内容は {detail} により消去されました。ハッシュは残っていて合っています"},
    FindingText{What::entries_not_erased, Severity::notice, "entries-not-erased",
                "{records} are said to be erased under {detail}, and can still be read",
                "{records} は {detail} により消去されたとされていますが、まだ読めます"},
    FindingText{What::range_only, Severity::notice, "range-only",
                "only {records} were read; epochs, sessions and clocks were not checked",
                "{records} だけを読みました。期間、手続き、時計は確かめていません"},
    FindingText{What::epoch_missing, Severity::fault, "epoch-missing",
                "{records} should start epoch {detail}", "{records} は期間 {detail} の始まりのはずです"},
    FindingText{What::epoch_number_wrong, Severity::fault, "epoch-number-wrong",
                "{records} starts the wrong epoch: {detail}", "{records} の期間の番号が違います: {detail}"},
    FindingText{What::epoch_key_wrong, Severity::fault, "epoch-key-wrong",
                "{records} brings a key {key} that {detail} did not name",
                "{records} の鍵 {key} は {detail} が予告したものではありません"},
    FindingText{What::epoch_statement_wrong, Severity::fault, "epoch-statement-wrong",
                "{records}: the start of the epoch is not signed by {key}",
                "{records}: 期間の始まりに {key} の正しい署名がありません"},
    FindingText{
        What::epoch_gap, Severity::notice, "epoch-gap",
        "before {records} the chain of keys runs through records that cannot be read; from here on it is "
        "followed anew, and the enrolment key alone vouches for what lies before",
        "{records} "
        "より前の鍵のつながりは読めない記録を通っています。ここから改めてたどり、それより前は登録鍵だけが保証"
        "します"},
    FindingText{
        What::chain_restarted, Severity::fault, "chain-restarted",
        "{records} begins a new chain of keys at epoch {detail}: who had the enrolment key could have "
        "replaced what follows; --accept-restart {detail} accepts it",
        "{records} は期間 {detail} "
        "で新しい鍵のつながりを始めています。登録鍵を持つ者はその後を差し替えられます"},
    FindingText{What::checkpoint_outside_epoch, Severity::fault, "checkpoint-outside-epoch",
                "{path} covers {detail}, which {key} must not sign",
                "{path} は {detail} を対象としていて、{key} が署名してよい範囲の外です"},
    FindingText{What::checkpoint_incomplete, Severity::fault, "checkpoint-incomplete",
                "{path} closes its epoch in good order and leaves out {records}",
                "{path} は期間を正常に閉じていますが {records} を含んでいません"},
    FindingText{What::records_unsealed, Severity::notice, "records-unsealed",
                "{records} were not sealed by their own epoch (power cut or restart), but by {detail} alone",
                "{records} は自分の期間では封印されず(停電か再起動)、{detail} だけが封印しています"},
    FindingText{What::session_not_opened, Severity::fault, "session-not-opened",
                "{records} belongs to the session {detail}, which is not open",
                "{records} は開いていないセッション {detail} のものです"},
    FindingText{What::session_reopened, Severity::fault, "session-reopened",
                "{records} opens the session {detail} a second time",
                "{records} はセッション {detail} を二度開いています"},
    FindingText{What::session_interrupted, Severity::notice, "session-interrupted",
                "{records}: the session {detail} was interrupted by a restart and has no end",
                "{records}: セッション {detail} は再起動で中断し、終わりの記録がありません"},
    FindingText{What::entry_not_started, Severity::fault, "entry-not-started",
                "{records} needs an entry that was started, in session {detail}",
                "{records} には始まった入力がありません(セッション {detail})"},
    FindingText{What::entry_not_ended, Severity::fault, "entry-not-ended",
                "{records} comes while an entry of session {detail} has not ended",
                "{records} はセッション {detail} の入力が終わらないうちに来ています"},
    FindingText{What::attempt_without_entry, Severity::fault, "attempt-without-entry",
                "{records} asks the card in session {detail} without an entry",
                "{records} はセッション {detail} で入力なしにカードへ照合を求めています"},
    FindingText{What::outcome_without_attempt, Severity::fault, "outcome-without-attempt",
                "{records} is an outcome in session {detail} without an attempt",
                "{records} はセッション {detail} で照合なしの結果です"},
    FindingText{What::outcome_impossible, Severity::fault, "outcome-impossible",
                "{records} has an outcome that cannot be: {detail}",
                "{records} の結果はあり得ません: {detail}"},
    FindingText{What::pin_kind_differs, Severity::fault, "pin-kind-differs",
                "{records} names another PIN kind than its entry, in session {detail}",
                "{records} は入力と違う種類の暗証番号を挙げています(セッション {detail})"},
    FindingText{What::uptime_backwards, Severity::fault, "uptime-backwards",
                "{records}: the uptime runs backwards within a boot: {detail}",
                "{records}: 起動からの秒数が戻っています: {detail}"},
    FindingText{What::clock_jumped, Severity::notice, "clock-jumped",
                "{records}: the clock was set by {detail} seconds",
                "{records}: 時計が {detail} 秒動かされました"},
    FindingText{What::boot_returned, Severity::fault, "boot-returned",
                "{records} is of the boot {detail}, which had ended before",
                "{records} は、すでに終わった起動 {detail} のものです"},
    FindingText{What::more_findings, Severity::fault, "more-findings",
                "{detail} further findings are not listed", "ほかに {detail} 件あります"},
};

constexpr bool in_order_of_what() {
    for (std::size_t i = 0; i < finding_texts.size(); ++i) {
        if (static_cast<std::size_t>(finding_texts[i].what) != i) {
            return false;
        }
    }
    return finding_texts.size() == static_cast<std::size_t>(What::more_findings) + 1;
}
static_assert(in_order_of_what());

}  // namespace tsuitate::audit
