// Texts about the panel's health, in Japanese and English side by side.
#pragma once

#include "audit/report/wording.hpp"

namespace tsuitate::audit::report::texts {

inline constexpr Text drift_described{"触れた所とのずれの推移。{1}個の点、最後は {2} mm",
                                      "Drift over time: {1} points, the last one {2} mm"};
inline constexpr Text terminal_legend{"{1} から {2} まで。▲ は位置合わせ", "{1} to {2}; ▲ calibrated"};

inline constexpr Text panel_section{"タッチパネルの状態", "Health of the touch panel"};
inline constexpr Text numbered_panel_section{"8　タッチパネルの状態", "8  Health of the touch panel"};
inline constexpr Text panel_lead{
    "入力の前に、決まった所に触れて測ったずれです。入力した内容からは何も測っていません。点線（4.5 "
    "mm）を超えると位置合わせが必要です。▲ は位置合わせ、◆ は注意が必要な状態です。",
    "How far the panel answered beside known targets that were touched before an entry. Nothing was measured "
    "from what "
    "was typed. Beyond the dashed line (4.5 mm) it has to be calibrated. ▲ marks a calibration, ◆ a state "
    "that needs "
    "attention."};
inline constexpr Text no_panel_figures{"この期間に、まとまった測定はありません。",
                                       "There were no full batches of measurements in this period."};
inline constexpr Text proofs{"入力の前の確認で、パネルは {1} 回合格し、{2} 回不合格でした。",
                             "Before entries the panel passed its test {1} times and failed it {2} times."};

inline constexpr Text batch_end{"日付", "Until"};
inline constexpr Text batch_entries{"入力", "Entries"};
inline constexpr Text batch_right{"右へ (mm)", "Right (mm)"};
inline constexpr Text batch_down{"下へ (mm)", "Down (mm)"};
inline constexpr Text corrected_right{"補正 右へ (mm)", "Corrected right (mm)"};
inline constexpr Text corrected_down{"補正 下へ (mm)", "Corrected down (mm)"};
inline constexpr Text batch_noise{"ゆらぎ (mm)", "Noise (mm)"};
inline constexpr Text batch_ghosts{"触れていない反応", "Ghosts"};
inline constexpr Text batch_rejections{"判定できず", "Unclear"};
inline constexpr Text batch_refusals{"不合格", "Failed tests"};
inline constexpr Text batch_missed{"反応なし", "No answer"};
inline constexpr Text batch_dead{"反応しない所", "Dead places"};
inline constexpr Text batch_state{"状態", "State"};

inline constexpr Text calibrations{"位置合わせ", "Calibrations"};
inline constexpr Text no_calibrations{"位置合わせはありません。", "None."};
inline constexpr Text calibration_tool{"方法", "With"};
inline constexpr Text calibration_result{"結果", "Result"};
inline constexpr Text calibration_mean{"平均のずれ (mm)", "Mean miss (mm)"};
inline constexpr Text calibration_worst{"最大のずれ (mm)", "Worst miss (mm)"};
inline constexpr Text calibration_checked{"確認点の最大のずれ (mm)", "Worst check (mm)"};
inline constexpr Text changes{"状態の変化", "Changes of state"};
inline constexpr Text no_changes{"変化はありません。", "None."};
inline constexpr Text change_cause{"理由", "Cause"};
inline constexpr Text moment{"日時", "When"};

inline constexpr Text vendor_title{"タッチパネルの状態の報告", "Report on a touch panel"};
inline constexpr Text vendor_lead{
    "窓口のタッチパネルの測定です。個人に関することは含みません。ずれは、位置の決まった的に触れたときの平均（"
    "約50回の入力ごと）です。",
    "Measurements of a counter's touch panel. Nothing in here concerns a person. Drift is the mean over some "
    "fifty "
    "entries of where targets of known place were touched, less where they were."};
inline constexpr Text device{"機器", "Device"};
inline constexpr Text device_name{"名称", "Name"};
inline constexpr Text device_place{"接続", "Connected at"};
inline constexpr Text device_ids{"USB ID", "USB ids"};
inline constexpr Text device_firmware{"ファームウェア", "Firmware"};
inline constexpr Text device_maker{"製造者", "Maker"};
inline constexpr Text state_now{"現在の状態", "State now"};
inline constexpr Text unknown_value{"不明", "not known"};

}  // namespace tsuitate::audit::report::texts
