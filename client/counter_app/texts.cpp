#include "client/counter_app/texts.hpp"

#include <array>
#include <cstddef>

namespace tsuitate::counter_app {
namespace {

constexpr Texts english = {
    .window = "Counter",
    .connecting = "One moment",
    .unreachable = "No connection to the panel",
    .starting = "The counter is starting",
    .ready = "Ready",
    .out_of_service = "Out of service",
    .busy_elsewhere = "The panel is in use",
    .opening = "Starting at the panel",
    .waiting_for_card = "Waiting for the card",
    .at_panel = "The citizen is at the panel",
    .entering = "The citizen is entering the PIN",
    .helping = "You may help now",
    .asking_help = "The citizen is being asked about help",
    .asking_observer = "The citizen is being asked about the observer",
    .afterwards = "The citizen answers the last questions",
    .receipt_shown = "The receipt is on the panel",
    .calibrating = "The panel is being calibrated",
    .ready_detail = "Choose what the citizen has come for, and start.",
    .unreachable_detail = "Tsuitate does not answer. This window keeps trying.",
    .fault_detail = "The panel shows fault %d. Please call the administrator.",
    .card_present = "The card is in the reader.",
    .no_card = "No card is in the reader.",
    .stay_away = "Please stay on your side. Nobody but the citizen sees the panel.",
    .asking_detail = "May %s help? (%s)",
    .asking_shown = "The question is on the panel. Only the citizen can answer it.",
    .observer_detail = "May %s stand by? Only the citizen can answer.",
    .afterwards_detail = "Whether they agreed themselves, and whether they want a new PIN. Please wait.",
    .receipt_detail = "It stays until the citizen has noted it. The session has ended.",
    .calibrating_detail = "Touch the middle of each circle on the panel.",
    .helping_detail = "Only this: %s. One attempt.",
    .panel_ok = "The panel answers where it is touched.",
    .recalibrate = "The panel answers beside its keys: calibrate now.",
    .advise = "Calibrate the panel when there is time.",
    .panel_fault = "The panel is faulty. A calibration does not help: call the administrator.",
    .calibration_wanted = "Somebody at the panel asks for a calibration.",
    .called = "The citizen calls for you",
    .called_detail = "Choose how you would help, and ask. The citizen agrees on the panel, or does not.",
    .left_alone = "The citizen wishes to do this alone",
    .needs_help = "The citizen is looking at the help",
    .tries = "Tries left, as the citizen lets you know: %d",
    .change_wanted = "The citizen wishes to change this PIN.",
    .observer_present = "Standing by: %s",
    .receipt = "Receipt %s",
    .seconds_left = "%d seconds left",
    .calibrated = "The panel is calibrated (worst touch %s mm beside).",
    .not_calibrated = "The panel was not calibrated: the touches did not fit. Try again.",
    .entry = "PIN entry",
    .procedure = "P_rocedure",
    .no_procedure = "Not stated",
    .pin_kind = "_PIN",
    .panel_language = "_Language on the panel",
    .language_of_procedure = "As the procedure has it, else Japanese",
    .start = "_Start",
    .stop = "S_top",
    .help = "Help by a clerk",
    .clerk = "_Clerk",
    .reason = "Reas_on",
    .kind_of_help = "Kin_d of help",
    .ask = "_Ask the citizen",
    .end_help = "_End help",
    .take_back = "Tak_e question back",
    .observer = "Observer",
    .role = "_Who",
    .announce = "Announce o_bserver",
    .observer_left = "Obser_ver has left",
    .calibrate = "Cal_ibrate",
    .last_entry = "This entry",
    .nothing_yet = "Nothing yet.",
};

constexpr Texts japanese = {
    .window = "窓口",
    .connecting = "お待ちください",
    .unreachable = "パネルにつながりません",
    .starting = "起動しています",
    .ready = "準備ができています",
    .out_of_service = "使用できません",
    .busy_elsewhere = "パネルは使用中です",
    .opening = "パネルを準備しています",
    .waiting_for_card = "カードを待っています",
    .at_panel = "市民の方がパネルを操作しています",
    .entering = "暗証番号を入力しています",
    .helping = "お手伝いできます",
    .asking_help = "お手伝いについて確認しています",
    .asking_observer = "立ち会いについて確認しています",
    .afterwards = "最後の質問に答えています",
    .receipt_shown = "受付番号を表示しています",
    .calibrating = "パネルを調整しています",
    .ready_detail = "手続きを選び、開始してください。",
    .unreachable_detail = "Tsuitate が応答しません。接続を続けて試みます。",
    .fault_detail = "パネルに故障番号 %d が表示されています。管理者に連絡してください。",
    .card_present = "カードが読み取り機にあります。",
    .no_card = "読み取り機にカードがありません。",
    .stay_away = "ご自分の席でお待ちください。パネルはご本人だけが見ます。",
    .asking_detail = "%s がお手伝いしてよいか(%s)",
    .asking_shown = "パネルに質問が出ています。答えられるのはご本人だけです。",
    .observer_detail = "%s が立ち会ってよいか。答えられるのはご本人だけです。",
    .afterwards_detail = "同意の確認と、暗証番号を変更するかどうかです。お待ちください。",
    .receipt_detail = "ご本人が控えるまで表示されます。手続きの入力は終わりました。",
    .calibrating_detail = "パネルの丸の中央に順に触れてください。",
    .helping_detail = "できること: %s。1回だけです。",
    .panel_ok = "パネルは正しく反応しています。",
    .recalibrate = "パネルがキーからずれて反応します。いま調整してください。",
    .advise = "時間のあるときにパネルを調整してください。",
    .panel_fault = "パネルが故障しています。調整では直りません。管理者に連絡してください。",
    .calibration_wanted = "パネルで調整が求められています。",
    .called = "市民の方が職員を呼んでいます",
    .called_detail = "お手伝いの内容を選び、ご本人に確認してください。同意はパネルで行います。",
    .left_alone = "ご本人は一人での操作を希望しています",
    .needs_help = "ご本人が操作の説明を見ています",
    .tries = "ご本人が知らせた残り回数: %d 回",
    .change_wanted = "ご本人がこの暗証番号の変更を希望しています。",
    .observer_present = "立ち会い中: %s",
    .receipt = "受付番号 %s",
    .seconds_left = "残り %d 秒",
    .calibrated = "パネルを調整しました(最大のずれ %s mm)。",
    .not_calibrated = "調整できませんでした。触れた位置が合いません。もう一度お試しください。",
    .entry = "暗証番号の入力",
    .procedure = "手続き(_R)",
    .no_procedure = "指定しない",
    .pin_kind = "暗証番号の種類(_P)",
    .panel_language = "パネルの言語(_L)",
    .language_of_procedure = "手続きの設定どおり（なければ日本語）",
    .start = "開始(_S)",
    .stop = "中止(_T)",
    .help = "職員のお手伝い",
    .clerk = "職員(_C)",
    .reason = "理由(_O)",
    .kind_of_help = "お手伝いの内容(_D)",
    .ask = "ご本人に確認(_A)",
    .end_help = "お手伝いを終える(_E)",
    .take_back = "質問を取り下げる(_E)",
    .observer = "立ち会い",
    .role = "立ち会う人(_W)",
    .announce = "立ち会いを知らせる(_B)",
    .observer_left = "立ち会い終了(_V)",
    .calibrate = "パネルを調整(_I)",
    .last_entry = "今回の入力",
    .nothing_yet = "まだありません。",
};

struct Both {
    const char* english;
    const char* japanese;
};

// In the order of the enums.
constexpr std::array outcomes = {
    Both{"The card took the PIN.", "暗証番号が確認されました。"},
    Both{"The PIN was wrong. One try was used.", "暗証番号が違いました。1回分が使われました。"},
    Both{"The PIN is locked.", "暗証番号がロックされています。"},
    Both{"The card did not say whether the PIN was right. A try may have been used.",
         "カードの返事が確認できません。1回分が使われた可能性があります。"},
    Both{"The citizen stopped. No try was used.", "ご本人が中止しました。回数は減っていません。"},
    Both{"Nobody touched the panel. No try was used.", "時間切れです。回数は減っていません。"},
    Both{"The card was taken out. No try was used.", "カードが抜かれました。回数は減っていません。"},
    Both{"This is not a My Number Card.", "マイナンバーカードではありません。"},
    Both{"This card has no such PIN.", "このカードにはこの暗証番号がありません。"},
    Both{"Stopped from here. No try was used.", "窓口から中止しました。回数は減っていません。"},
    Both{"Something failed before the card was asked. No try was used.",
         "機器の不具合です。回数は減っていません。"},
    Both{"The panel answered beside what was touched. No try was used.",
         "パネルがずれて反応しました。回数は減っていません。"},
};
static_assert(outcomes.size() == policy::outcome_names.size());

constexpr std::array consents = {
    Both{"The citizen agreed to the help.", "ご本人がお手伝いに同意しました。"},
    Both{"The citizen does not want help. Please stay on your side.",
         "ご本人はお手伝いを希望しません。席でお待ちください。"},
    Both{"The citizen did not answer. Please stay on your side.",
         "ご本人の返事がありませんでした。席でお待ちください。"},
    Both{"The citizen stopped.", "ご本人が中止しました。"},
    Both{"You took the question back.", "質問を取り下げました。"},
    Both{"The entry ended before the citizen answered.", "返事の前に入力が終わりました。"},
};
static_assert(consents.size() == policy::consent_answer_names.size());

constexpr std::array observers = {
    Both{"The citizen accepts the observer.", "ご本人が立ち会いを了承しました。"},
    Both{"The citizen does not want an observer. They must leave.",
         "ご本人は立ち会いを希望しません。離れてください。"},
    Both{"Not now: ask about the observer later.", "いまは希望しません。後でもう一度確認してください。"},
    Both{"The citizen did not answer: nobody stands by.", "返事がありませんでした。立ち会いはできません。"},
    Both{"The entry ended before the citizen answered.", "返事の前に入力が終わりました。"},
};
static_assert(observers.size() == policy::observer_answer_names.size());

template <typename List, typename Value>
const char* pick(const List& list, Value value, policy::Language language) {
    const Both& both = list.at(static_cast<std::size_t>(value));
    return language == policy::Language::japanese ? both.japanese : both.english;
}

}  // namespace

const Texts& texts_in(policy::Language language) {
    return language == policy::Language::japanese ? japanese : english;
}

const char* sentence_on(policy::Outcome outcome, policy::Language language) {
    return pick(outcomes, outcome, language);
}

const char* sentence_on(policy::ConsentAnswer answer, policy::Language language) {
    return pick(consents, answer, language);
}

const char* sentence_on(policy::ObserverAnswer answer, policy::Language language) {
    return pick(observers, answer, language);
}

}  // namespace tsuitate::counter_app
