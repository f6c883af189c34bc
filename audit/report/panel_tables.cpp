#include "audit/report/panel_tables.hpp"

#include <array>
#include <charconv>

#include "audit/report/panel_texts.hpp"
#include "audit/report/parts.hpp"

namespace tsuitate::audit::report {
namespace {

Html number(double value, int decimals) {
    std::array<char, 32> text{};
    const auto end =
        std::to_chars(text.data(), text.data() + text.size(), value, std::chars_format::fixed, decimals);
    return escaped({text.data(), static_cast<std::size_t>(end.ptr - text.data())});
}
Html number(std::uint64_t value) {
    return escaped(std::to_string(value));
}

Column numbers(const Wording& wording, const Text& heading) {
    return {.heading = wording.say(heading), .style = "number"};
}
Column words(const Wording& wording, const Text& heading) {
    return {.heading = wording.say(heading), .style = "word"};
}
Column dates(const Wording& wording, const Text& heading) {
    return {.heading = wording.say(heading), .style = "day"};
}

std::string moment(Seconds time, const Wording& wording) {
    return wording.date(time) + " " + wording.time(time);
}

}  // namespace

Html batch_table(const PanelHistory& history, const Wording& wording) {
    constexpr double micrometres = 1000;
    Table all{.caption = wording.say(texts::panel_section),
              .style = "panel",
              .columns = {dates(wording, texts::batch_end), numbers(wording, texts::batch_entries),
                          numbers(wording, texts::batch_right), numbers(wording, texts::batch_down),
                          numbers(wording, texts::corrected_right), numbers(wording, texts::corrected_down),
                          numbers(wording, texts::batch_noise), numbers(wording, texts::batch_ghosts),
                          numbers(wording, texts::batch_rejections), numbers(wording, texts::batch_refusals),
                          numbers(wording, texts::batch_missed), numbers(wording, texts::batch_dead),
                          words(wording, texts::batch_state)}};
    for (const PanelBatch& batch : history.batches) {
        all.rows.push_back({escaped(wording.date(batch.time)), escaped(wording.count(batch.entries)),
                            number(batch.drift_x, 1), number(batch.drift_y, 1), number(batch.correction_x, 1),
                            number(batch.correction_y, 1),
                            number(static_cast<double>(batch.noise) / micrometres, 2), number(batch.ghosts),
                            number(batch.rejections), number(batch.refusals), number(batch.missed_targets),
                            number(batch.dead_places), escaped(wording.word(batch.state))});
    }
    return table(all);
}

Html calibration_table(const PanelHistory& history, const Wording& wording) {
    if (history.calibrations.empty()) {
        return paragraph(wording.say(texts::no_calibrations));
    }
    Table all{.caption = wording.say(texts::calibrations),
              .style = "panel",
              .columns = {
                  dates(wording, texts::moment), words(wording, texts::calibration_tool),
                  words(wording, texts::calibration_result), numbers(wording, texts::calibration_mean),
                  numbers(wording, texts::calibration_worst), numbers(wording, texts::calibration_checked)}};
    for (const PanelCalibration& one : history.calibrations) {
        all.rows.push_back({escaped(moment(one.time, wording)), escaped(wording.word(one.tool)),
                            escaped(wording.word(one.result)), number(one.mean, 1),
                            number(one.worst_fitted, 1), number(one.worst_checked, 1)});
    }
    return table(all);
}

Html change_table(const PanelHistory& history, const Wording& wording) {
    if (history.changes.empty()) {
        return paragraph(wording.say(texts::no_changes));
    }
    Table all{.caption = wording.say(texts::changes),
              .style = "panel",
              .columns = {dates(wording, texts::moment), words(wording, texts::batch_state),
                          words(wording, texts::change_cause)}};
    for (const PanelChange& one : history.changes) {
        all.rows.push_back({escaped(moment(one.time, wording)), escaped(wording.word(one.state)),
                            escaped(wording.word(one.cause))});
    }
    return table(all);
}

}  // namespace tsuitate::audit::report
