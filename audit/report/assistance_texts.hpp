// AssistanceTexts: what a report says of help, observers and receipts. Each list is in the order of the
// policy's words (policy/session/assistance.hpp).
#pragma once

#include <array>

#include "audit/report/wording.hpp"
#include "policy/session/assistance.hpp"

namespace tsuitate::audit::report::texts {

inline constexpr Text assistance{"9　職員の補助と立会い", "9  Help by staff, observers"};
inline constexpr Text assistance_lead{
    "職員が補助してよいか、人が立ち会ってよいかは、利用者が自分のパネルだけで答えます。補助の後には、同意した"
    "かをもう一度"
    "尋ねます。",
    "Whether a clerk may help, or somebody may stand by, is answered on the citizen’s own panel and nowhere "
    "else. After help the panel asks again whether it was agreed to."};
inline constexpr Text requests{
    "職員が補助を申し出たのは{1}、うち利用者に尋ねる前に断られたのは{2}です。控えは{3}渡されました。",
    "Clerks asked to help: {1}; of these not put to the citizen: {2}. Receipts given: {3}."};
inline constexpr Text steps_taken{"人の手を借りる前に、利用者がヘルプの画面で選んだこと：{1}。",
                                  "What citizens chose on the help screen: {1}."};
inline constexpr Text doubtful_yes{"「はい」のうち、触れ方が不自然だったもの：{1}。",
                                   "Of the yeses, given in an unusual manner: {1}."};
inline constexpr Text by_clerk{"職員ごとの補助：{1}。", "Help by each clerk: {1}."};

inline constexpr Text question{"尋ねたこと、起きたこと", "Question or event"};
inline constexpr Text its_answer{"答え、終わり方", "Answer or end"};
inline constexpr Text afterwards{"補助の後：本人が同意したか", "After help: did you agree to it?"};
inline constexpr Text may_help{"職員が補助してよいか", "May a clerk help?"};
inline constexpr Text how_help_ended{"補助の終わり方", "How the help ended"};
inline constexpr Text may_stand_by{"人が立ち会ってよいか", "May somebody stand by?"};
inline constexpr Text want_change{"暗証番号を今変えるか", "Change the PIN now?"};

inline constexpr Text answers_caption{"補助と立会いについての答え", "Answers about help and observers"};
inline constexpr Text help_by_day{"日ごとの補助", "Help, day by day"};
inline constexpr Text help_key_helped{"補助（「はい」から終わりまで）", "help, from the yes to its end"};
inline constexpr Text help_key_not_agreed{"「はい」でない答え", "no yes"};
inline constexpr Text help_key_denied{"後から否認", "denied afterwards"};
inline constexpr Text help_key_observed{"立会い", "somebody stood by"};
inline constexpr Text help_key_observer_declined{"立会いを断った", "observer declined"};
// Beside a day's drawing, in the order of HelpSign.
inline constexpr std::array<Text, 5> help_signs{{{"補助", "help"},
                                                 {"「はい」でない", "no yes"},
                                                 {"▲ 否認", "▲ denied"},
                                                 {"立会い", "observer"},
                                                 {"◆ 立会いを断った", "◆ observer declined"}}};
inline constexpr Text help_line{"{1}　{2}　{3}", "{1} {2}, {3}"};
inline constexpr Text help_span{"{1}–{2}", "{1}–{2}"};
inline constexpr Text help_description{"補助と立会い {1}", "help and observers: {1}"};

inline constexpr Text consents_by_day{"補助の同意：日ごと", "Consents to help, by day"};
inline constexpr Text consents_by_week{"補助の同意：週ごと", "Consents to help, by week"};
inline constexpr Text consents_by_half_hour{
    "補助の同意：時刻ごと（30分ずつ、全期間の合計）",
    "Consents to help, by the time of day (half hours, all days together)"};
inline constexpr Text consent_step{"同意", "Consent"};
inline constexpr Text consent_total{"計", "Total"};
// In the order of ConsentStep.
inline constexpr std::array<Text, 4> consent_steps{{{"尋ねた", "asked"},
                                                    {"「はい」", "given: yes"},
                                                    {"「はい」以外", "refused: no, or no answer"},
                                                    {"途中で取消し", "withdrawn during the help"}}};
inline constexpr Text consent_key_few{"5件未満", "fewer than 5"};
inline constexpr Text consent_key_many{"5件以上（高さは件数）", "5 or more (the height says how many)"};
inline constexpr Text too_few_for_times{"5日未満のため、時刻は示しません",
                                        "on fewer than 5 days: no times are shown"};
inline constexpr Text consent_grain{
    "時刻は、一人の利用者の答えと結びつかないよう、期間のすべての日を合わせて30分ずつ示します。",
    "Times are those of all days together, by half hours, so that they lead to nobody’s answer."};
inline constexpr Text consent_grain_detailed{"一件ごとの時刻は次の図にあります。",
                                             "The next drawing has each single time."};

inline constexpr std::array<Text, policy::review_names.size()> reviews{{{"同意した", "agreed"},
                                                                        {"同意していない", "did not agree"},
                                                                        {"尋ねられていない", "was not asked"},
                                                                        {"答えなし", "no answer"}}};
inline constexpr std::array<Text, policy::consent_answer_names.size()> answers{
    {{"はい", "yes"},
     {"いいえ", "no"},
     {"時間内に答えなし", "no answer in time"},
     {"利用者がすべて中止", "the citizen stopped everything"},
     {"申し出の取下げ", "taken back by the app"},
     {"途中で入力が終わった", "the entry ended before"}}};
inline constexpr std::array<Text, policy::assistance_end_names.size()> ends{
    {{"照合を1回した", "the one attempt was made"},
     {"時間切れ", "its time was over"},
     {"利用者が取り消した", "the citizen went on alone"},
     {"利用者がすべて中止", "the citizen stopped everything"},
     {"職員が終えた", "the clerk ended it"},
     {"職員が替わった", "another clerk was named"},
     {"途中で入力が終わった", "the entry ended before"}}};
inline constexpr std::array<Text, policy::observer_answer_names.size()> observer_answers{
    {{"承知した", "accepted"},
     {"断った", "declined"},
     {"後で", "later"},
     {"時間内に答えなし", "no answer in time"},
     {"途中で入力が終わった", "the entry ended before"}}};
inline constexpr std::array<Text, policy::change_answer_names.size()> change_answers{
    {{"変えたい", "yes"}, {"今は変えない", "not now"}, {"答えなし", "no answer"}}};
inline constexpr std::array<Text, policy::help_step_names.size()> steps{
    {{"画面をもう一度確かめる", "test the panel again"},
     {"キーを大きくする", "larger keys"},
     {"ペンを使う", "a pen"},
     {"テンキーを使う", "the keypad"},
     {"キーを反対側に", "keys on the other side"},
     {"職員を呼ぶ", "call a clerk"},
     {"一人で入力する", "do it alone"},
     {"残り回数を見せる", "show the tries left"}}};
inline constexpr std::array<Text, policy::manner_names.size()> manners{
    {{"ふつう", "usual"},
     {"読むより早い", "sooner than it can be read"},
     {"別の触れ方", "another hand or tool"},
     {"読むより早く、別の触れ方", "both"}}};

}  // namespace tsuitate::audit::report::texts
