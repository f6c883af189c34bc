// What the words of the log mean to people. A word that is not here is told as it is.
#pragma once

#include <array>
#include <span>
#include <string_view>

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

inline constexpr std::array story_details = {
    StoryWord{"compute-signature", "an electronic signature", "電子署名"},
    StoryWord{"proven", "it answered where it was touched", "触れた所に正しく反応しました"},
    StoryWord{"refused", "it answered beside what was touched, so nothing was typed on it",
              "触れた所とずれていたため、画面での入力は行いませんでした"},
    StoryWord{"malformed", "it had no proper form", "形式が正しくないため"},
    StoryWord{"touches-pin", "it would have touched a PIN", "暗証番号に関わるため"},
    StoryWord{"not-listed", "it is not on the list of what is allowed", "許可された命令の一覧にないため"},
};

}  // namespace tsuitate::audit
