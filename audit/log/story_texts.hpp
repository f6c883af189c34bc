// What the words of the log mean to people. A word that is not here is told as it is.
#pragma once

#include <array>
#include <span>
#include <string_view>

#include "policy/record/record.hpp"

namespace tsuitate::audit {

struct StoryWord {
    std::string_view word;
    std::string_view english;
    std::string_view japanese;
};

inline constexpr std::array story_events = {
    StoryWord{"session-opened",
              "The counter's program (user {caller}) asked for the citizen's panel{procedure}.",
              "窓口のプログラム(利用者 {caller})が市民用パネルの使用を始めました{procedure}。"},
    StoryWord{"entry-started", "The panel began to ask for the {pin}.",
              "パネルで{pin}の入力が始まりました。"},
    StoryWord{"panel-proof", "The panel was tested by touches on known places: {detail}.",
              "決まった所に触れて画面を確かめました。結果: {detail}。"},
    StoryWord{"last-try-agreed",
              "The panel warned that this was the last try; the citizen chose to go on with the {pin}.",
              "最後の1回であることをパネルで確認し、本人が「はい」を選びました({pin})。"},
    StoryWord{"pin-attempt",
              "The {pin} was typed on the panel and given to the card to check; {tries} before.",
              "パネルで入力された{pin}の照合をカードに求めました(照合の前: {tries})。"},
    StoryWord{"pin-outcome", "{outcome} ({pin}; {tries} afterwards).",
              "{outcome}({pin}、照合の後: {tries})。"},
    StoryWord{"entry-ended", "The entry of the {pin} ended without asking the card: {outcome}.",
              "{pin}の入力は、カードに照合を求めずに終わりました: {outcome}。"},
    StoryWord{"command-sent", "The program let the card carry out: {detail}.",
              "プログラムがカードに命令を実行させました: {detail}。"},
    StoryWord{"command-refused", "A command of the program was not let through to the card: {detail}.",
              "プログラムの命令をカードに通しませんでした: {detail}。"},
    StoryWord{"session-ended", "The session ended: {detail}.", "手続きが終わりました: {detail}。"},
    StoryWord{"help-asked", "On the help screen the citizen chose: {detail}.",
              "本人がヘルプの画面で選びました: {detail}。"},
    StoryWord{"assistance-requested",
              "A clerk ({clerk}) asked to help. Reason: {reason}. In which way: {help}.",
              "職員({clerk})が補助を申し出ました。理由: {reason}。方法: {help}。"},
    StoryWord{"assistance-refused",
              "A clerk's ({clerk}) request to help was not put to the citizen: {detail}.",
              "職員({clerk})の補助の申し出は、本人に尋ねる前に断られました: {detail}。"},
    StoryWord{
        "consent-shown",
        "The panel asked in {language} whether a clerk ({clerk}) may help with the {pin}, by {help}, for "
        "one attempt and {seconds} seconds at most. Reason: {reason}.",
        "パネルで本人に{language}で尋ねました: {pin}の入力を職員({clerk})が補助してよいか。方法: {help}。"
        "照合1回、長くて{seconds}秒。理由: {reason}。"},
    StoryWord{"consent-answered", "Whether the clerk ({clerk}) may help with the {pin}: {detail}{manner}.",
              "職員({clerk})が{pin}の入力を補助してよいかの答え: {detail}{manner}。"},
    StoryWord{"assistance-ended", "The help by the clerk ({clerk}) with the {pin} was over: {detail}.",
              "職員({clerk})による{pin}の入力の補助が終わりました: {detail}。"},
    StoryWord{"assistance-reviewed",
              "Afterwards the panel asked whether the citizen had agreed to this help ({clerk}): {detail}.",
              "後でパネルで、この補助({clerk})に本人が同意したかを尋ねました。答え: {detail}。"},
    StoryWord{"change-answered",
              "The panel offered to change the {pin}, since somebody may have seen it: {detail}.",
              "人に見られたかもしれない{pin}を変えるかどうかを尋ねました。答え: {detail}。"},
    StoryWord{"observer-announced", "The program announced that somebody would stand by: {role}.",
              "立ち会う人のいることが知らされました: {role}。"},
    StoryWord{"observer-answered", "The panel asked whether that person ({role}) may stand by: {detail}.",
              "立ち会ってよいか({role})をパネルで本人に尋ねました。答え: {detail}。"},
    StoryWord{"observer-left", "The program said that this person has left: {role}.",
              "立ち会っていた人がその場を離れたと知らされました: {role}。"},
    StoryWord{"receipt-issued", "The panel showed the receipt number {receipt}.",
              "パネルに控えの番号 {receipt} を表示しました。"},
};

inline constexpr std::array story_pins = {
    StoryWord{"signature", "PIN of the signature certificate", "署名用電子証明書の暗証番号"},
    StoryWord{"user-authentication", "PIN of the user-authentication certificate",
              "利用者証明用電子証明書の暗証番号"},
    StoryWord{"resident-register", "PIN of the resident register", "住民基本台帳用の暗証番号"},
    StoryWord{"card-info-input", "PIN of card-information input", "券面事項入力補助用の暗証番号"},
};

inline constexpr std::array story_procedure = {StoryWord{"", ", for: ", "。用件: "}};
inline constexpr std::array story_procedures = {
    StoryWord{"certificate-renewal", "renewal of the card's certificates", "電子証明書の更新"},
    StoryWord{"pin-change", "change of a PIN", "暗証番号の変更"},
    StoryWord{"pin-reset", "reset of a PIN", "暗証番号の再設定"},
    StoryWord{"address-change", "change of address", "住所の変更"},
};

// Of an outcome that the card was asked for.
inline constexpr std::array story_card_outcomes = {
    StoryWord{"verified", "The card said that the PIN is right", "カードは暗証番号が正しいと答えました"},
    StoryWord{"wrong", "The card said that the PIN is wrong", "カードは暗証番号が違うと答えました"},
    StoryWord{"locked", "The card said that this PIN is locked",
              "カードはこの暗証番号がロックされたと答えました"},
    StoryWord{"inconclusive", "What the card answered is not known; a try may have been used",
              "カードの答えは分かりません。1回分使われた可能性があります"},
    StoryWord{"card-removed", "The card was taken away before it was asked; no try was used",
              "照合の前にカードが抜かれました。回数は減っていません"},
    StoryWord{"out-of-service", "The card could not be asked; no try was used",
              "カードに照合を求められませんでした。回数は減っていません"},
};

inline constexpr std::array story_outcomes = {
    StoryWord{"locked", "this PIN was locked already", "この暗証番号はすでにロックされていました"},
    StoryWord{"stopped", "the citizen stopped it", "本人が中止しました"},
    StoryWord{"timed-out", "nobody touched the panel in time", "時間内に操作がありませんでした"},
    StoryWord{"card-removed", "the card was taken away", "カードが抜かれました"},
    StoryWord{"foreign-card", "it was not a My Number Card", "マイナンバーカードではありませんでした"},
    StoryWord{"no-pin-service", "this card has no such PIN", "このカードにはその暗証番号がありません"},
    StoryWord{"withdrawn", "the counter's program withdrew the request", "窓口のプログラムが取り消しました"},
    StoryWord{"out-of-service", "a part of the equipment failed", "機器の一部が使えなくなりました"},
    StoryWord{"panel-refused", "the panel answered beside what was touched; no try was used",
              "タッチパネルの位置がずれていました。回数は減っていません"},
};

inline constexpr std::array story_ends = {
    StoryWord{"closed", "the counter's program closed it", "窓口のプログラムが終了しました"},
    StoryWord{"caller-left", "the counter's program went away", "窓口のプログラムがいなくなりました"},
    StoryWord{"stopped", "the citizen stopped it", "本人が中止しました"},
    StoryWord{"timed-out", "the time was over", "時間切れになりました"},
    StoryWord{"card-removed", "the card was taken away", "カードが抜かれました"},
    StoryWord{"failure", "a part of the equipment failed", "機器の一部が使えなくなりました"},
};

// What the citizen took on the help screen.
inline constexpr std::array story_help_steps = {
    StoryWord{"check-panel", "to have the panel tested again", "画面の反応をもう一度確かめる"},
    StoryWord{"larger-keys", "larger keys", "キーを大きくする"},
    StoryWord{"use-pen", "to use a pen", "ペンを使う"},
    StoryWord{"use-keypad", "to use the keypad with raised keys", "押しボタンのテンキーを使う"},
    StoryWord{"other-side", "the keys on the other side of the panel", "キーを画面の反対側に出す"},
    StoryWord{"call-clerk", "to call a clerk", "職員を呼ぶ"},
    StoryWord{"leave-alone", "to do it alone", "一人で入力する"},
    StoryWord{"show-tries", "to let the clerk see how many tries are left", "残り回数を職員に見せる"},
};

inline constexpr std::array story_refusals = {
    StoryWord{"busy", "another question was open, or the PIN was being checked",
              "ほかの質問か照合の途中だったため"},
    StoryWord{"no-entry", "no PIN was being entered", "暗証番号の入力中ではなかったため"},
    StoryWord{"no-session", "nobody was being served", "手続き中ではなかったため"},
};

inline constexpr std::array story_consents = {
    StoryWord{"agreed", "the citizen said yes, by holding the button on the panel",
              "本人が画面のボタンを押し続けて「はい」と答えました"},
    StoryWord{"declined", "the citizen said no", "本人が「いいえ」と答えました"},
    StoryWord{"unanswered", "no answer in time", "時間内に答えはありませんでした"},
    StoryWord{"stopped", "the citizen stopped everything", "本人がすべて中止しました"},
    StoryWord{"withdrawn", "the counter's program took the question back",
              "窓口のプログラムが申し出を取り下げました"},
    StoryWord{"interrupted", "no answer, since the entry ended before", "答えの前に入力が終わりました"},
};

// In what manner a yes was given; nothing is said of the usual one.
inline constexpr std::array story_manners = {
    StoryWord{"usual", "", ""},
    StoryWord{"hurried", ", sooner than the text can be read at leisure",
              "(落ち着いて読むのに必要な時間より早く答えています)"},
    StoryWord{"other-hand", ", by a touch unlike those before it: perhaps another hand or tool",
              "(それまでとは違う触れ方でした。別の人の手か道具かもしれません)"},
    StoryWord{"hurried-other-hand",
              ", sooner than the text can be read at leisure and by a touch unlike those before it: perhaps "
              "another hand or tool",
              "(落ち着いて読むのに必要な時間より早く、それまでとは違う触れ方でした。別の人の手か道具かもしれ"
              "ません)"},
};

inline constexpr std::array story_assistance_ends = {
    StoryWord{"attempted", "the one attempt had been made", "1回の照合が済みました"},
    StoryWord{"expired", "the agreed time was over", "同意した時間が過ぎました"},
    StoryWord{"withdrawn", "the citizen went on alone", "本人が取り消して一人で続けました"},
    StoryWord{"stopped", "the citizen stopped everything", "本人がすべて中止しました"},
    StoryWord{"ended", "the clerk ended it", "職員が終えました"},
    StoryWord{"clerk-changed", "another clerk was named, and the yes was for one alone",
              "別の職員に替わりました(同意は一人についてのものです)"},
    StoryWord{"interrupted", "the entry ended before", "途中で入力が終わりました"},
};

inline constexpr std::array story_reviews = {
    StoryWord{"agreed", "“yes, I agreed”", "「はい、同意しました」"},
    StoryWord{"not-agreed", "“no, I did not agree”", "「いいえ、同意していません」"},
    StoryWord{"not-asked", "“I was not asked”", "「尋ねられていません」"},
    StoryWord{"unanswered", "no answer", "答えはありませんでした"},
};

inline constexpr std::array story_changes = {
    StoryWord{"accepted", "the citizen wants to change it", "変えたいとのことです"},
    StoryWord{"declined", "the citizen does not want to change it now", "今は変えないとのことです"},
    StoryWord{"unanswered", "no answer", "答えはありませんでした"},
};

inline constexpr std::array story_observer_answers = {
    StoryWord{"accepted", "the citizen accepted it", "本人が承知しました"},
    StoryWord{"declined", "the citizen declined", "本人が断りました"},
    StoryWord{"later", "the citizen wants to be asked later", "後で尋ねてほしいとのことです"},
    StoryWord{"unanswered", "no answer in time", "時間内に答えはありませんでした"},
    StoryWord{"interrupted", "no answer, since the entry ended or the person left before",
              "答えの前に入力が終わったか、その人が離れました"},
};

inline constexpr std::array story_languages = {StoryWord{"ja", "Japanese", "日本語"},
                                               StoryWord{"ja-x-plain", "plain Japanese", "やさしい日本語"},
                                               StoryWord{"en", "English", "英語"},
                                               StoryWord{"zh-Hans", "Simplified Chinese", "中国語（簡体字）"},
                                               StoryWord{"ko", "Korean", "韓国語"},
                                               StoryWord{"vi", "Vietnamese", "ベトナム語"},
                                               StoryWord{"pt-BR", "Portuguese", "ポルトガル語"},
                                               StoryWord{"fil", "Filipino", "フィリピノ語"}};

// Names of the policy that comes with the program; others are told as they are.
inline constexpr std::array story_reasons = {
    StoryWord{"panel-hard-to-use", "the panel is hard to use", "パネルの操作がむずかしいため"},
    StoryWord{"hard-to-see", "the screen is hard to see", "画面が見えにくいため"},
    StoryWord{"unsteady-hand", "the hand is not steady", "手がふるえるため"},
    StoryWord{"asked-by-citizen", "the citizen asked for it", "本人から頼まれたため"},
};
inline constexpr std::array story_helps = {
    StoryWord{"points-at-keys", "pointing at keys without touching them", "キーの場所を指で示す"},
    StoryWord{"types-for-citizen", "touching the keys for the citizen", "本人のかわりにキーに触れる"},
};
inline constexpr std::array story_roles = {
    StoryWord{"supervisor", "a section chief", "係長"},
    StoryWord{"trainee", "a clerk in training", "研修中の職員"},
};

inline constexpr std::array story_details = {
    StoryWord{"compute-signature", "an electronic signature", "電子署名"},
    StoryWord{"proven", "it answered where it was touched", "触れた所に正しく反応しました"},
    StoryWord{"refused", "it answered beside what was touched, so nothing was typed on it",
              "触れた所とずれていたため、画面での入力は行いませんでした"},
    StoryWord{"malformed", "it had no proper form", "形式が正しくないため"},
    StoryWord{"touches-pin", "it would have touched a PIN", "暗証番号に関わるため"},
    StoryWord{"not-listed", "it is not on the list of what is allowed", "許可された命令の一覧にないため"},
};

// Of the field `detail`, which means something else in each event.
std::span<const StoryWord> story_details_of(policy::RecordKind kind);

}  // namespace tsuitate::audit
