// OddityTexts: what stands out, in plain words: what it is, what it may mean, what to say of each one.
#pragma once

#include "audit/report/wording.hpp"

namespace tsuitate::audit::report::texts {

struct OddityText {
    Text title;
    Text meaning;
    Text short_title;  // beside a drawing
    Text each;         // {1} the word, {2} the number, {3} the other number; empty: the time says it all
};

// In the order of Oddity.
inline constexpr std::array<OddityText, oddity_kinds> oddities{{
    {{"記録が欠けている", "Records are missing"},
     {"番号が続いておらず、正式に消去された記録もありません。",
      "Numbers are left out, and no erasure explains it."},
     {"記録の欠け", "records missing"},
     {"{2}～{3}番", "no. {2} to {3}"}},
    {{"時刻の読めない記録がある", "A record’s time cannot be read"},
     {"ありえない日時が書かれています。その記録は数に入れていません。",
      "It names no real time. The record is not counted."},
     {"読めない時刻", "unreadable time"},
     {"{2}番", "no. {2}"}},
    {{"署名の鍵がつくり直された", "The chain of signing keys was begun anew"},
     {"次の鍵が失われたときに起こります（ディスクの復元など）。誰が、なぜ行ったかを確かめてください。",
      "It happens when the next key was lost, as by restoring a disk. Ask who did it, and why."},
     {"鍵のつくり直し", "keys begun anew"},
     {"第{2}期", "epoch {2}"}},
    {{"署名の鍵の順番がおかしい", "A signing key is out of order"},
     {"前の鍵が予告した鍵ではありません。記録が書きかえられた疑いがあります。",
      "It is not the key that its predecessor named. The log may have been rewritten."},
     {"鍵の順番", "key out of order"},
     {"第{2}期", "epoch {2}"}},
    {{"同意の記録なしに最後の1回が使われた", "A last try was used without the citizen’s yes"},
     {"残り1回の照合の前に、利用者が画面で同意した記録がありません。",
      "No record shows that the citizen agreed on the panel before the last try."},
     {"同意のない最後の1回", "last try without a yes"},
     {}},
    {{"停止の記録なしに装置が終わった", "The service ended without saying so"},
     {"停電、電源を切られた、プログラムの異常などが考えられます。",
      "A power cut, the plug pulled, or a crash."},
     {"突然の終了", "ended abruptly"},
     {}},
    {{"カードリーダーが応答せず装置が止まった", "The service stopped because the reader hung"},
     {"カードリーダーか、そのケーブルを点検してください。", "Have the reader and its cable checked."},
     {"リーダー応答なし", "reader hung"},
     {}},
    {{"日中に装置が再起動された", "The service was restarted during the day"},
     {"正常に停止し、同じ日にふたたび起動しました。",
      "It stopped in good order and started again on the same day."},
     {"再起動", "restart"},
     {}},
    {{"記録が長く途切れている", "The log was silent for long"},
     {"動いている間は15分ごとに記録があるはずです。",
      "While it runs, the log has a record at least every 15 minutes."},
     {"記録の途切れ", "silence"},
     {"{2}", "{2}"}},
    {{"時計が合わせ直された", "The clock was set"},
     {"起動からの経過時間と合いません。前後の時刻は、その分ずれているかもしれません。",
      "It disagrees with the time since the machine’s start. Times around it may be off by as much."},
     {"時計", "clock set"},
     {"{2}", "{2}"}},
    {{"書きかけの記録が取り除かれた", "An unfinished record was cut off"},
     {"書き込みの途中で電源が切れたときに起こります。確定した記録は失われません。",
      "It happens when the power fails while writing. No acknowledged record is lost."},
     {"書きかけの除去", "unfinished record"},
     {"{2}バイト", "{2} bytes"}},
    {{"保存期間を過ぎた記録が消去された", "Records were erased after their legal time"},
     {"内容は消え、あったことの証明だけが残ります。",
      "Their contents are gone; the proof that they existed stays."},
     {"記録の消去", "records erased"},
     {"{2}～{3}番", "no. {2} to {3}"}},
    {{"機器が故障した", "A device failed"},
     {"使えなかった時間は7章にあります。", "Section 7 shows for how long."},
     {"故障", "failed"},
     {"{1}", "{1}"}},
    {{"許可のない機器がつながれた", "A foreign device was plugged in"},
     {"装置は使わずに断りました。誰がつないだかを確かめてください。",
      "It was refused and not used. Ask who plugged it in."},
     {"許可のない機器", "foreign device"},
     {"{1}", "{1}"}},
    {{"プログラムの版が替わった", "The program’s version changed"},
     {"更新の予定と合っているかを確かめてください。", "Compare it with the planned updates."},
     {"版の変更", "new version"},
     {"{1}", "{1}"}},
    {{"窓口アプリが暗証番号に触れようとした", "The counter app tried a command that touches a PIN"},
     {"装置が断りました。アプリの提供者に問い合わせてください。",
      "It was refused. Ask the maker of the app."},
     {"暗証番号に触れる命令", "app touched a PIN"},
     {}},
    {{"照合の結果がわからない", "A check’s result is unknown"},
     {"カードが途中で抜かれたか、応答がありませんでした。残り回数が減っているかもしれません。",
      "The card was pulled or did not answer. A try may have been lost."},
     {"結果不明", "result unknown"},
     {}},
    {{"照合の結果の記録がない", "A check has no recorded result"},
     {"照合の直後に装置が止まったなどが考えられます。", "As when the service stops just after the check."},
     {"結果の記録なし", "no result"},
     {}},
    {{"装置の不具合で受付が終わった", "A session ended by a failure of the device"},
     {"利用者はやり直しになりました。", "The citizen had to begin again."},
     {"不具合で終了", "ended by failure"},
     {}},
    {{"終わりの記録がない受付がある", "A session never ended"},
     {"受付の途中で装置が止まったと考えられます。", "The service was probably gone before it could."},
     {"終わらない受付", "never ended"},
     {}},
    {{"受付の記録の順番がおかしい", "A session’s records are out of order"},
     {"始まりのない受付の記録や、照合のない結果があります。",
      "A record of a session that was not opened, or a result without a check."},
     {"順番の乱れ", "out of order"},
     {}},
    {{"権限のない人が装置を使おうとした", "Somebody without the right tried to use the counter"},
     {"装置が断りました。設定の誤りのこともあります。", "It was refused. A wrong setting may be behind it."},
     {"権限なし", "caller refused"},
     {"{1}", "{1}"}},
    {{"記録が読まれた", "The log was read"},
     {"記録を読んだことも記録されます。正当な目的かを確かめてください。",
      "Reading the log is recorded too. See whether there was a good reason."},
     {"記録の閲覧", "log read"},
     {"{1}", "{1}"}},
}};

inline constexpr Text set_forward{"{1}進めた", "{1} forward"};
inline constexpr Text set_back{"{1}戻した", "{1} back"};
inline constexpr Text by_caller{"利用者番号{1}", "uid {1}"};

constexpr const OddityText& of(Oddity what) {
    return oddities[static_cast<std::size_t>(what)];
}

}  // namespace tsuitate::audit::report::texts
