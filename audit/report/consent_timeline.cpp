// One lane for each step of a consent's way, a column for each day (or week) or half hour. Whose answer it
// was must not be found by laying the two drawings beside each other. So the half hours are those of all days
// together, and a lane whose answers fell on fewer than five days has none.
#include "audit/report/consent_timeline.hpp"

#include <algorithm>
#include <numeric>

#include "audit/report/assistance_texts.hpp"
#include "audit/report/parts.hpp"
#include "audit/report/svg.hpp"
#include "audit/report/texts.hpp"

namespace tsuitate::audit::report {
namespace {

constexpr double width = 420;
constexpr double height = 30;
constexpr double baseline = 28;
constexpr double tallest = 17;         // with room for a number above
constexpr double narrowest_told = 20;  // a column in which a number has room
constexpr double gap = 1;              // left and right of each bar
constexpr std::size_t most_days = 62;  // more are drawn by weeks
constexpr int days_a_week = 7;
constexpr double axis_height = 14;
constexpr int hour_labels = 12;
constexpr double narrowest_label = 62;

struct Column {
    std::string name{};  // for who cannot see the drawing
    double from = 0;
    double to = 0;
    OfConsentSteps<std::uint64_t> counts{};
};
struct Drawing {
    Text caption{};
    std::vector<Column> columns{};
    std::vector<double> uprights{};
    Html axis{};
    // Whether a lane may be drawn, or is of too few days.
    OfConsentSteps<bool> shown{true, true, true, true};
};

std::uint64_t total(const Drawing& drawing, std::size_t step) {
    return std::accumulate(
        drawing.columns.begin(), drawing.columns.end(), std::uint64_t{0},
        [step](std::uint64_t sum, const Column& column) { return sum + column.counts[step]; });
}

Html bar(const Column& column, std::size_t step, double unit, const Wording& wording) {
    const std::uint64_t count = column.counts[step];
    if (count == 0) {
        return {};
    }
    const bool few = !wording.detailed() && count < smallest_told;
    const double tall = wording.drawn(count) * unit;
    const double length = std::max(column.to - column.from - 2 * gap, 1.0);
    Html drawn = svg::box(few ? "few" : "session", column.from + gap, baseline - tall, length, tall);
    if (!few && column.to - column.from >= narrowest_told) {
        drawn += svg::label("tally", (column.from + column.to) / 2, baseline - tall - 1.5, "middle",
                            wording.count(count));
    }
    return drawn;
}

Html lane(const Drawing& drawing, std::size_t step, double unit, const Wording& wording) {
    if (!wording.detailed() && !drawing.shown.at(step) && total(drawing, step) > 0) {
        return element("span", {{"class", "none"}}, escaped(wording.say(texts::too_few_for_times)));
    }
    Html shapes = svg::uprights("hour", drawing.uprights, height);
    std::string told;
    for (const Column& column : drawing.columns) {
        shapes += bar(column, step, unit, wording);
        if (column.counts[step] > 0) {
            told += (told.empty() ? "" : wording.say(texts::list_comma)) +
                    wording.say(texts::in_brackets, {column.name, wording.count(column.counts[step])});
        }
    }
    shapes += svg::line("base", 0, baseline + 0.5, width, baseline + 0.5);
    return svg::drawing(width, height, told.empty() ? wording.count(0) : told, shapes);
}

// `lead` stands between heading and drawing.
Html lanes(const Drawing& drawing, const Html& lead, const Wording& wording) {
    double highest = static_cast<double>(smallest_told);
    for (const Column& column : drawing.columns) {
        for (const std::uint64_t count : column.counts) {
            highest = std::max(highest, wording.drawn(count));
        }
    }
    Table lanes{.caption = wording.say(drawing.caption),
                .style = "course consents",
                .columns = {{.heading = wording.say(texts::consent_step), .style = "name"},
                            {.heading = "", .style = "drawing", .below_heading = drawing.axis},
                            {.heading = wording.say(texts::consent_total), .style = "number"}}};
    for (std::size_t step = 0; step < consent_steps; ++step) {
        lanes.rows.push_back({escaped(wording.say(texts::consent_steps.at(step))),
                              lane(drawing, step, tallest / highest, wording),
                              escaped(wording.count(total(drawing, step)))});
    }
    return element("div", {{"class", "together"}},
                   element("h3", wording.say(drawing.caption)) + Html{"\n"} + lead + table(lanes)) +
           Html{"\n"};
}

Html axis(const Html& labels) {
    return element("svg",
                   {{"viewBox", "0 0 " + std::to_string(static_cast<int>(width)) + " " +
                                    std::to_string(static_cast<int>(axis_height))},
                    {"aria-hidden", "true"}},
                   labels);
}

// By days, or by weeks from the first day on.
Drawing by_date(const Figures& figures, const Wording& wording) {
    const std::size_t all = figures.days.size();
    const std::size_t step = all <= most_days ? 1 : days_a_week;
    Drawing drawing{.caption = step == 1 ? texts::consents_by_day : texts::consents_by_week};
    const auto place = [all](std::size_t day) {
        return width * static_cast<double>(std::min(day, all)) / static_cast<double>(all);
    };
    Html labels;
    double labelled_to = 0;
    for (std::size_t first = 0; first < all; first += step) {
        const Day date = figures.period.first + std::chrono::days(first);
        Column column{.name = wording.day(date), .from = place(first), .to = place(first + step)};
        for (std::size_t day = first; day < std::min(first + step, all); ++day) {
            for (std::size_t which = 0; which < consent_steps; ++which) {
                column.counts[which] += figures.days[day].consents[which];
            }
        }
        const bool begins = first == 0 || step > 1 || std::chrono::weekday(date) == std::chrono::Monday;
        if (begins && column.from >= labelled_to && column.from + narrowest_label <= width) {
            labels += svg::label("axis", column.from + gap, axis_height - 3, "start", column.name);
            labelled_to = column.from + narrowest_label;
            drawing.uprights.push_back(column.from);
        }
        drawing.columns.push_back(std::move(column));
    }
    drawing.uprights.push_back(width);
    drawing.axis = axis(labels);
    return drawing;
}

std::string clock_text(int half_hour) {
    return std::to_string(half_hour / 2) + (half_hour % 2 == 0 ? ":00" : ":30");
}

// On fewer days the half hours would be those of a day.
OfConsentSteps<bool> of_enough_days(const Figures& figures) {
    OfConsentSteps<bool> enough{};
    for (std::size_t step = 0; step < consent_steps; ++step) {
        const auto days = std::count_if(figures.days.begin(), figures.days.end(),
                                        [step](const DayFigures& day) { return day.consents[step] > 0; });
        enough.at(step) = days >= static_cast<std::ptrdiff_t>(smallest_told);
    }
    return enough;
}

Drawing by_half_hour(const Figures& figures) {
    const HourRange range = hour_range(figures);
    Drawing drawing{.caption = texts::consents_by_half_hour,
                    .axis = hour_axis(range, width, hour_labels),
                    .shown = of_enough_days(figures)};
    for (int half_hour = 0; half_hour < half_hours_a_day; ++half_hour) {
        Column column{.name = clock_text(half_hour),
                      .from = range.place(half_hour * seconds_half_an_hour, width),
                      .to = range.place((half_hour + 1) * seconds_half_an_hour, width)};
        for (std::size_t which = 0; which < consent_steps; ++which) {
            column.counts[which] =
                figures.assistance.by_half_hour[which][static_cast<std::size_t>(half_hour)];
        }
        drawing.columns.push_back(std::move(column));
    }
    for (int hour = range.first; hour <= range.last; ++hour) {
        drawing.uprights.push_back(range.place(hour * seconds_an_hour, width));
    }
    return drawing;
}

Html key(const Wording& wording) {
    if (wording.detailed()) {
        return {};
    }
    return legend(
        wording,
        {{svg::ornament(20, 14, svg::box("few", 1, 7, 18, 6)), wording.say(texts::consent_key_few)},
         {svg::ornament(20, 14, svg::box("session", 1, 1, 18, 12)), wording.say(texts::consent_key_many)}});
}

}  // namespace

Html consent_timeline(const Figures& figures, const Wording& wording) {
    const auto asked = [](const DayFigures& day) {
        return std::any_of(day.consents.begin(), day.consents.end(),
                           [](std::uint64_t count) { return count > 0; });
    };
    if (std::none_of(figures.days.begin(), figures.days.end(), asked)) {
        return {};
    }
    const Text& grain = wording.detailed() ? texts::consent_grain_detailed : texts::consent_grain;
    return lanes(by_date(figures, wording), key(wording), wording) +
           lanes(by_half_hour(figures), paragraph(wording.say(grain)), wording);
}

}  // namespace tsuitate::audit::report
