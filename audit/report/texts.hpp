// Texts: everything that a report says, in Japanese and English side by side. What stands out is described in
// oddity_texts.hpp.
#pragma once

#include <array>
#include <utility>

#include "audit/report/wording.hpp"

namespace tsuitate::audit::report::texts {

// Numbers, days and times.
inline constexpr Text few{"5未満", "<5"};
inline constexpr Text fewer_than_five{"5件未満", "fewer than 5"};
inline constexpr Text exactly{"{1}件", "{1}"};
inline constexpr Text about{"約{1}件", "about {1}"};
inline constexpr Text seconds{"{1}秒", "{1} s"};
inline constexpr Text minutes{"{1}分", "{1} min"};
inline constexpr Text hours{"{1}時間", "{1} h"};
inline constexpr Text hours_and_minutes{"{1}時間{2}分", "{1} h {2} min"};
inline constexpr Text day_pattern{"{1}{2}日（{3}）", "{3} {2} {1}"};
inline constexpr Text full_day_pattern{"{2}年{1}", "{1} {2}"};
inline constexpr Text from_to{"{1} ～ {2}", "{1} to {2}"};
inline constexpr Text pair_apart{"{1}：{2}", "{1}: {2}"};
inline constexpr Text in_brackets{"{1}（{2}）", "{1} ({2})"};
inline constexpr Text list_comma{"、", ", "};
inline constexpr std::array<Text, 7> weekdays{{{"日", "Sun"},
                                               {"月", "Mon"},
                                               {"火", "Tue"},
                                               {"水", "Wed"},
                                               {"木", "Thu"},
                                               {"金", "Fri"},
                                               {"土", "Sat"}}};
inline constexpr std::array<Text, 12> months{{{"1月", "Jan"},
                                              {"2月", "Feb"},
                                              {"3月", "Mar"},
                                              {"4月", "Apr"},
                                              {"5月", "May"},
                                              {"6月", "Jun"},
                                              {"7月", "Jul"},
                                              {"8月", "Aug"},
                                              {"9月", "Sep"},
                                              {"10月", "Oct"},
                                              {"11月", "Nov"},
                                              {"12月", "Dec"}}};

// The front.
inline constexpr Text title{"暗証番号入力窓口の報告書", "Report on a PIN entry counter"};
inline constexpr Text running_header{"暗証番号入力窓口の報告書　{1}", "Report on a PIN entry counter, {1}"};
inline constexpr Text counter{"窓口", "Counter"};
inline constexpr Text origin{"記録の名称", "Name of the log"};
inline constexpr Text records{"記録", "Records"};
inline constexpr Text records_span{"{1}件（最初 {2}、最後 {3}）", "{1} (first {2}, last {3})"};
inline constexpr Text no_records{"この期間の記録はありません", "none in this period"};
inline constexpr Text checkpoint{"よりどころ", "Rests on"};
inline constexpr Text checkpoint_value{"署名付きチェックポイント：全{1}件、ハッシュ {2}",
                                       "signed checkpoint over {1} records, root {2}"};
inline constexpr Text witnesses{"第三者の連署", "Co-signed by"};
inline constexpr Text no_witnesses{"なし", "nobody"};
inline constexpr Text made_at{"作成", "Made"};
inline constexpr Text made_at_value{"{1} {2}（時刻はすべて{3}）", "{1}, {2} (all times are {3})"};
inline constexpr Text permit{"詳細版の許可", "Permitted by"};
inline constexpr Text permit_value{"記録{1}番（{2}、利用者番号{3}）、対象 {4}",
                                   "record no. {1} of this log ({2}, uid {3}), about {4}"};
inline constexpr Text exactness_grouped{
    "個人が推測されないよう、利用者に関わる件数は5件未満をまとめ、ほかは5の倍数に丸め、時刻は1日、1時間、30分"
    "（全日の合計）の単位にしています。"
    "機器に関わる件数と時刻はそのままです。",
    "So that nobody can be recognised, figures about people below 5 are told as “fewer than 5”, others are "
    "rounded to multiples of 5, and times are told by the day, the hour, or half hours of all days together. "
    "Figures about "
    "machines are exact."};
inline constexpr Text exactness_detailed{
    "詳細版です。件数と時刻を丸めずに載せているため、その場にいた人が推測されるおそれがあります。取り扱いにご"
    "注意ください。",
    "Made in detail: figures and times are not rounded. Who was at the counter may be recognised from them; "
    "handle with care."};
inline constexpr Text detailed_mark{"詳細版・取扱注意", "In detail: handle with care"};

// The verdict.
inline constexpr Text verdict_good{"異常は見つかりませんでした", "Nothing wrong was found"};
inline constexpr Text verdict_faults{"異常 {1}種類", "Faults: {1}"};
inline constexpr Text verdict_notices{"確認したい点 {1}種類", "Notices: {1}"};
inline constexpr Text verdict_unverified{"この記録は検証されていません", "This log was not verified"};
inline constexpr Text verified_good{"記録は、初めから上記のチェックポイントまで、改ざんの検証に通りました。",
                                    "The log was verified from its first record up to the checkpoint above; "
                                    "it was not tampered with."};
inline constexpr Text verified_with_findings{"記録を検証した結果は、次のとおりです。",
                                             "The verification of the log found:"};
inline constexpr Text not_verified{
    "改ざんされていないことを確かめていない記録から作られています。検証してから作り直してください。",
    "This report was made from a log that nobody checked for tampering. Verify the log and make it anew."};

// Irregularities.
inline constexpr Text irregularities{"1　気になる点", "1  What stands out"};
inline constexpr Text verification{"記録の検証", "Verification of the log"};
inline constexpr Text in_records{"記録の内容から", "From the records"};
inline constexpr Text nothing_stands_out{"記録の内容に、気になる点はありません。",
                                         "Nothing in the records stands out."};
inline constexpr Text fault{"異常", "Fault"};
inline constexpr Text notice{"確認", "Notice"};
inline constexpr Text weight{"区分", "Weight"};
inline constexpr Text what{"内容", "What"};
inline constexpr Text when{"いつ", "When"};
inline constexpr Text times{"{1}件", "{1}×"};
inline constexpr Text further{"ほか{1}件", "and {1} more"};

// The summary.
inline constexpr Text summary{"2　期間のまとめ", "2  Summary"};
inline constexpr Text tile_sessions{"受付", "Sessions"};
inline constexpr Text tile_checks{"暗証番号の照合", "PIN checks"};
inline constexpr Text tile_wrong{"うち不一致", "of these wrong"};
inline constexpr Text tile_locked{"うちロック", "of these locked the card"};
inline constexpr Text summary_service{
    "対象期間{1}日のうち{2}日、窓口の入力装置が動いていました（合計{3}）。起動は{4}回、正常な停止は{5}"
    "回です。",
    "The counter’s device was in service on {2} of the {1} days ({3} in all). It was started {4} times and "
    "stopped in good order {5} times."};
inline constexpr Text summary_sessions{
    "受付は{1}で、暗証番号をカードで照合したのは{2}です。照合の結果は、一致が{3}、不一致が{4}でした。",
    "There were {1} sessions, and a PIN was checked on a card {2} times: {3} right, {4} wrong."};
inline constexpr Text summary_early{"カードに照合せずに終わった入力：{1}。この場合、残り回数は減りません。",
                                    "Entries that ended without asking the card: {1}. They cost no try."};
inline constexpr Text summary_ends{"受付の終わり方：{1}。", "How sessions ended: {1}."};
inline constexpr Text summary_locked{
    "この窓口での照合でロックがかかったカードは{1}、来たときすでにロックされていたカードは{2}です。",
    "Cards locked by a check at this counter: {1}. Cards that came locked: {2}."};
inline constexpr Text summary_last_try{
    "最後の1回と知らされたうえで、利用者が画面で「入力する」を選んだのは{1}です。",
    "Told that only one try was left, the citizen chose to enter the PIN: {1} times."};
inline constexpr Text summary_asked_always{"残り1回の照合は、すべて利用者の同意の記録のあとに行われました。",
                                           "No last try was used without the citizen’s recorded yes."};
inline constexpr Text summary_asked_not{
    "利用者の同意の記録がないまま、残り1回の照合が行われたことがあります（1章）。",
    "A last try was used without the citizen’s recorded yes (see 1)."};
inline constexpr Text summary_unknown{
    "カードに照合したのに結果がわからなかったものは{1}です。この場合、残り回数が減っているかもしれません。",
    "Checks whose result is unknown: {1}. A try may have been lost with each."};
inline constexpr Text summary_open{"記録の終わりで続いていた受付：{1}。",
                                   "Sessions still going on at the end of the log: {1}."};
inline constexpr Text summary_machine{
    "署名の鍵は{1}回替わりました。記録の時計が合わせ直されたのは{2}回です。",
    "The signing key changed {1} times; the clock was set {2} times."};

// Day by day.
inline constexpr Text by_day{"3　日ごとの件数", "3  Day by day"};
inline constexpr Text by_day_lead{
    "照合とは、入力された暗証番号をカードに確かめることです。右の帯は照合の結果を表します。",
    "A check is asking the card whether the PIN is right. The bars show how the checks ended."};
inline constexpr Text day{"日", "Day"};
inline constexpr Text sessions{"受付", "Sessions"};
inline constexpr Text checks{"照合", "Checks"};
inline constexpr Text right{"一致", "Right"};
inline constexpr Text wrong{"不一致", "Wrong"};
inline constexpr Text locked{"ロック", "Locked"};
inline constexpr Text unknown{"不明", "Unknown"};
inline constexpr Text without_check{"照合なし", "No check"};
inline constexpr Text bar{"照合の結果", "Results"};
inline constexpr Text whole_period{"期間計", "Period"};
inline constexpr Text not_in_service{"記録なし", "no record"};
inline constexpr Text bar_description{"一致{1}、不一致{2}、ロック{3}、不明{4}",
                                      "{1} right, {2} wrong, {3} locked, {4} unknown"};
inline constexpr Text legend{"凡例", "Key"};

// The course of each day.
inline constexpr Text course{"6　一日の流れ", "6  The course of each day"};
inline constexpr Text course_lead_grouped{
    "下の灰色の帯は装置が動いていた時間、棒は1時間ごとの受付の件数です。高さは件数を表します。",
    "The grey band shows when the device was in service, the bars how many sessions began in each hour."};
inline constexpr Text course_lead_detailed{
    "下の灰色の帯は装置が動いていた時間、棒はひとつひとつの受付です。",
    "The grey band shows when the device was in service; each bar is a session."};
inline constexpr Text hours_of_day{"時刻", "Hours"};
inline constexpr Text remarks{"気になる点", "What stands out"};
inline constexpr Text course_description{"装置の稼働 {1}、受付 {2}", "in service {1}, sessions {2}"};
inline constexpr Text key_in_service{"装置が稼働", "in service"};
inline constexpr Text key_hour_few{"受付5件未満", "fewer than 5 sessions"};
inline constexpr Text key_hour_many{"受付5件以上（高さは件数）", "5 sessions or more"};
inline constexpr Text key_session{"受付", "session"};
inline constexpr Text key_odd_session{"気になる受付", "session that stands out"};
inline constexpr Text key_machine_mark{"装置や記録の気になる点", "device or log stands out"};
inline constexpr Text more_remarks{"ほか{1}種類", "and {1} more"};

// Cards.
inline constexpr Text cards{"4　ロックと最後の1回", "4  Locked cards and last tries"};
inline constexpr Text cards_lead{
    "最後の1回の前には、必ず利用者に画面で尋ねます。「入力する」を選ばないかぎり、照合しません。",
    "Before the last try the citizen is asked on the panel. Without a yes, the card is not asked."};
inline constexpr Text pin_kind{"暗証番号の種類", "PIN"};
inline constexpr Text last_try_yes{"最後の1回に同意", "Yes to the last try"};
inline constexpr Text last_try_right{"最後の1回で一致", "Last try right"};
inline constexpr Text locked_here{"この窓口でロック", "Locked here"};
inline constexpr Text came_locked{"来たときロック済み", "Came locked"};
inline constexpr Text no_checks{"この期間に照合はありません。", "No PIN was checked in this period."};
inline constexpr Text other_kinds{"そのほか", "others"};

// Devices.
inline constexpr Text device_section{"7　機器の状態", "7  State of the devices"};
inline constexpr Text device_lead{
    "装置が動いていた時間に、それぞれの機器が使えた割合です。下の表は日ごとのようすです。",
    "How much of the time in service each device was ready; below, each day."};
inline constexpr Text device{"機器", "Device"};
inline constexpr Text share_ready{"使えた割合", "Ready"};
inline constexpr Text time_ready{"使えた時間", "Time ready"};
inline constexpr Text no_service_time{"この期間に、装置が動いていた記録はありません。",
                                      "The log shows no time in service in this period."};

// Refusals.
inline constexpr Text refusals{"5　断られた操作", "5  What was refused"};
inline constexpr Text refusals_lead{
    "権限のない呼び出しや、許可の一覧にない命令を装置が断った回数です。",
    "Calls without the right to make them, and commands that the list does not allow."};
inline constexpr Text refused_call{"権限のない呼び出し", "Caller without rights"};
inline constexpr Text refused_command{"カードへの命令", "Command to the card"};
inline constexpr Text refused_thing{"何を", "What"};
inline constexpr Text refused_kind{"種類", "Kind"};
inline constexpr Text how_often{"回数", "How often"};
inline constexpr Text nothing_refused{"断られた操作はありません。", "Nothing was refused."};
inline constexpr Text also_sent{"カードへ送られ、記録された命令：{1}。",
                                "Recorded commands sent to cards: {1}."};

// The log's words.
inline constexpr std::array<std::pair<std::string_view, Text>, 70> words_of_log{{
    {"panel", {"タッチパネル", "panel"}},
    {"keypad", {"テンキー", "keypad"}},
    {"reader", {"カードリーダー", "card reader"}},
    {"screen", {"画面", "screen"}},
    {"", {"状態の記録なし", "not recorded"}},
    {"ready", {"使える", "ready"}},
    {"absent", {"つながっていない", "absent"}},
    {"refused", {"許可のない機器", "refused"}},
    {"failed", {"故障", "failed"}},
    {"signature", {"署名用電子証明書", "signature certificate"}},
    {"user-authentication", {"利用者証明用電子証明書", "user-authentication certificate"}},
    {"resident-register", {"住民基本台帳", "resident register"}},
    {"card-info-input", {"券面事項入力補助", "card-information input"}},
    {"open-session", {"受付の開始", "open a session"}},
    {"list-devices", {"機器の一覧", "list the devices"}},
    {"enter-pin", {"暗証番号の入力", "enter a PIN"}},
    {"send-command", {"カードへの命令", "send a command"}},
    {"close-session", {"受付の終了", "close a session"}},
    {"query-log", {"記録の照会", "query the log"}},
    {"prove", {"記録の証明", "prove a record"}},
    {"permit-report", {"詳細な報告書の許可", "permit a detailed report"}},
    {"query", {"記録の照会", "query"}},
    {"several", {"いくつかの操作", "several"}},
    {"malformed", {"形の正しくない命令", "malformed"}},
    {"touches-pin", {"暗証番号に触れる命令", "touches a PIN"}},
    {"not-listed", {"許可の一覧にない命令", "not on the list"}},
    {"compute-signature", {"電子署名", "compute a signature"}},
    {"closed", {"終了", "closed"}},
    {"caller-left", {"窓口アプリの終了", "app left"}},
    {"stopped", {"利用者による中止", "stopped by the citizen"}},
    {"timed-out", {"時間切れ", "timed out"}},
    {"card-removed", {"カードが抜かれた", "card removed"}},
    {"failure", {"装置の不具合", "failure"}},
    {"withdrawn", {"窓口アプリによる取りやめ", "withdrawn by the app"}},
    {"locked", {"ロック済みのカード", "card came locked"}},
    {"no-pin-service", {"その暗証番号のないカード", "no such PIN on the card"}},
    {"out-of-service", {"装置の不具合", "out of service"}},
    {"foreign-card", {"マイナンバーカードでない", "not a My Number Card"}},
    // How well a panel answers, and why.
    {"ok", {"正常", "well"}},
    {"advise", {"要点検", "to be looked at"}},
    {"recalibrate", {"要位置合わせ", "to be calibrated"}},
    {"fault", {"故障", "faulty"}},
    {"drift", {"ずれ", "drift"}},
    {"rejections", {"判定できない触れ方が多い", "many unclear touches"}},
    {"touched-idle", {"未使用時の接触", "touched while nobody is served"}},
    {"offset", {"補正できないずれ", "more drift than can be corrected"}},
    {"refusals", {"確認の不合格", "failed tests"}},
    {"ghosts", {"触れていないのに反応", "answers to nobody"}},
    {"jitter", {"位置のゆらぎ", "the place it tells trembles"}},
    {"dead-place", {"反応しない所", "a place that does not answer"}},
    {"none", {"なし", "none"}},
    {"finger", {"指", "finger"}},
    {"stylus", {"ペン", "stylus"}},
    {"previous", {"一つ前に戻す", "the one before"}},
    {"done", {"完了", "done"}},
    {"astray", {"外れた点があり、変更なし", "one touch went astray; nothing changed"}},
    {"implausible", {"あり得ない値のため、変更なし", "like no panel; nothing changed"}},
    // Of help.
    {"hurried", {"読むより早く", "sooner than it can be read"}},
    {"other-hand", {"別の触れ方", "another hand or tool"}},
    {"hurried-other-hand", {"読むより早く、別の触れ方", "sooner than it can be read, another hand or tool"}},
    {"not-agreed", {"「同意していない」", "“I did not agree”"}},
    // What became of an observer's notice.
    {"not-announced", {"告知なし", "nobody was announced"}},
    {"declined", {"断られた", "declined"}},
    {"later", {"「後で」", "“later”"}},
    {"unanswered", {"答えなし", "not answered"}},
    {"left", {"先に離れた", "had left"}},
    {"not-asked", {"「尋ねられていない」", "“I was not asked”"}},
    {"supervisor", {"係長", "section chief"}},
    {"trainee", {"研修中の職員", "clerk in training"}},
    {"list-panel-history", {"パネル履歴の読み出し", "reading the panel's history"}},
}};

}  // namespace tsuitate::audit::report::texts
