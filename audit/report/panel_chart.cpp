#include "audit/report/panel_chart.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include "audit/report/panel_texts.hpp"
#include "audit/report/svg.hpp"

namespace tsuitate::audit::report {
namespace {

constexpr double width = 640;
constexpr double height = 200;
constexpr double left = 44;
constexpr double bottom = 26;
constexpr double top = 28;
constexpr double right = 12;
constexpr double least_scale = 8;  // mm that the drawing reaches up to

std::string tenths(double millimetres) {
    std::array<char, 16> text{};
    const auto end =
        std::to_chars(text.data(), text.data() + text.size(), millimetres, std::chars_format::fixed, 1);
    return {text.data(), end.ptr};
}

bool calibrated_between(const PanelHistory& history, Seconds from, Seconds to) {
    return std::any_of(
        history.calibrations.begin(), history.calibrations.end(),
        [&](const PanelCalibration& one) { return one.took_effect() && one.time >= from && one.time < to; });
}

// Where a time and a drift lie in the drawing.
struct Frame {
    explicit Frame(const PanelHistory& history) : first(history.batches.front().time), last(first) {
        for (const PanelBatch& batch : history.batches) {
            first = std::min(first, batch.time);
            last = std::max(last, batch.time);
            scale = std::max(scale, std::ceil(batch.drift()));
        }
        for (const PanelCalibration& calibration : history.calibrations) {
            first = std::min(first, calibration.time);
            last = std::max(last, calibration.time);
        }
        if (last - first < seconds_a_day) {
            last = first + seconds_a_day;
        }
    }
    double x(Seconds time) const {
        return left +
               (width - left - right) * static_cast<double>(time - first) / static_cast<double>(last - first);
    }
    double y(double millimetres) const {
        return height - bottom - (height - bottom - top) * millimetres / scale;
    }

    Seconds first;
    Seconds last;
    double scale = least_scale;
};

Html axes(const Frame& frame, const Wording& wording) {
    Html shapes;
    const int step = frame.scale > 12 ? 5 : 2;
    for (int millimetres = 0; millimetres <= frame.scale; millimetres += step) {
        const double y = frame.y(millimetres);
        shapes += svg::line(millimetres == 0 ? "base" : "hour", left, y, width - right, y);
        shapes += svg::label("axis", left - 6, y + 3, "end", std::to_string(millimetres));
    }
    shapes += svg::label("axis", left - 6, top - 14, "end", "mm");
    shapes += svg::line("limit", left, frame.y(most_corrected), width - right, frame.y(most_corrected));
    const auto date = [&](Seconds time) {
        return wording.day(local_time(time, wording.utc_offset_minutes()).day);
    };
    shapes += svg::label("axis", left, height - 8, "start", date(frame.first));
    shapes += svg::label("axis", width - right, height - 8, "end", date(frame.last));
    return shapes;
}

}  // namespace

Html drift_drawing(const PanelHistory& history, const Wording& wording) {
    const Frame frame(history);
    Html shapes = axes(frame, wording);
    for (const PanelCalibration& calibration : history.calibrations) {
        if (calibration.took_effect()) {
            const double x = frame.x(calibration.time);
            shapes += svg::line("calibrated", x, top, x, height - bottom);
            shapes += svg::triangle("ready", x, height - bottom + 6, 5);
        }
    }
    const PanelBatch* before = nullptr;
    for (const PanelBatch& batch : history.batches) {
        const double x = frame.x(batch.time);
        const double y = frame.y(batch.drift());
        // No line leads over a calibration: the drift before it did not turn into the drift after it.
        if (before != nullptr && !calibrated_between(history, before->time, batch.time)) {
            shapes += svg::line("drift", frame.x(before->time), frame.y(before->drift()), x, y);
        }
        shapes += batch.state == "ok" ? svg::box("ready", x - 2.5, y - 2.5, 5, 5)
                                      : svg::diamond("machine-mark", x, y, 6);
        before = &batch;
    }
    const PanelBatch& last = history.batches.back();
    return svg::drawing(
        width, height,
        wording.say(texts::drift_described, {std::to_string(history.batches.size()), tenths(last.drift())}),
        shapes);
}

std::string drift_svg(const PanelHistory& history, const Wording& wording) {
    constexpr std::string_view opening = "<svg ";
    constexpr std::string_view style =
        "<style>svg{font-family:sans-serif;background:#fff}.axis{font-size:11px;fill:#1a1a1a}"
        ".hour{stroke:#dcdcdc}.base{stroke:#1a1a1a}.limit{stroke:#8f1414;stroke-dasharray:6 4}"
        ".drift{stroke:#1d3461;stroke-width:2}.calibrated{stroke:#4a4a4a;stroke-dasharray:2 3}"
        ".ready{fill:#1d3461}.machine-mark{fill:#8f1414}</style>";
    std::string drawing = drift_drawing(history, wording).markup;
    drawing.insert(drawing.find('>') + 1, style);
    return std::string(opening) + "xmlns=\"http://www.w3.org/2000/svg\" " + drawing.substr(opening.size()) +
           "\n";
}

std::string drift_in_terminal(const PanelHistory& history, const Wording& wording, std::size_t columns) {
    constexpr std::size_t rows = 8;
    constexpr std::size_t margin = 8;  // for the numbers beside
    constexpr std::array<std::string_view, 9> blocks = {" ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};
    if (history.batches.empty() || columns <= margin) {
        return "";
    }
    const std::size_t shown = std::min(history.batches.size(), columns - margin);
    const std::size_t first = history.batches.size() - shown;
    double scale = least_scale;
    for (std::size_t i = first; i < history.batches.size(); ++i) {
        scale = std::max(scale, std::ceil(history.batches[i].drift()));
    }
    std::string text;
    for (std::size_t row = rows; row > 0; --row) {
        std::string label = tenths(scale * static_cast<double>(row) / rows);
        label.insert(0, 5 - std::min<std::size_t>(5, label.size()), ' ');
        text += label + " │";
        for (std::size_t i = first; i < history.batches.size(); ++i) {
            const double eighths =
                8 * (history.batches[i].drift() / scale * rows - static_cast<double>(row - 1));
            text += blocks.at(static_cast<std::size_t>(std::clamp(std::round(eighths), 0.0, 8.0)));
        }
        text += '\n';
    }
    text += "   mm └";
    for (std::size_t i = first; i < history.batches.size(); ++i) {
        const Seconds from = i == 0 ? 0 : history.batches[i - 1].time;
        text += calibrated_between(history, from, history.batches[i].time) ? "▲" : "─";
    }
    const auto date = [&](const PanelBatch& batch) {
        return wording.full_day(local_time(batch.time, wording.utc_offset_minutes()).day);
    };
    return text + "\n        " +
           wording.say(texts::terminal_legend, {date(history.batches[first]), date(history.batches.back())}) +
           "\n";
}

}  // namespace tsuitate::audit::report
