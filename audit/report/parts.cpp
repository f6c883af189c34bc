#include "audit/report/parts.hpp"

#include <algorithm>

#include "audit/report/svg.hpp"
#include "audit/report/texts.hpp"

namespace tsuitate::audit::report {
namespace {

Html cell(const Html& content, const Column& column, bool heads_row) {
    if (heads_row) {
        return element("th", {{"scope", "row"}, {"class", column.style}}, content);
    }
    return element("td", {{"class", column.style}}, content);
}

Html row_of(const Row& cells, const std::vector<Column>& columns, std::size_t heading) {
    Html html;
    for (std::size_t i = 0; i < cells.size() && i < columns.size(); ++i) {
        html += cell(cells[i], columns[i], i == heading);
    }
    return element("tr", html) + Html{"\n"};
}

}  // namespace

InPrint in_print(std::size_t rows) {
    constexpr std::size_t few_rows = 6;  // what is longer would leave too much of a page empty
    return rows <= few_rows ? InPrint::whole : InPrint::torn;
}

Html section(std::string_view identity, std::string_view heading, const Html& content, InPrint in_print) {
    const std::string id(identity);
    return element("section",
                   {{"id", id},
                    {"class", in_print == InPrint::whole ? "whole" : "torn"},
                    {"aria-labelledby", id + "-heading"}},
                   element("h2", {{"id", id + "-heading"}}, escaped(heading)) + Html{"\n"} + content) +
           Html{"\n"};
}

Html paragraph(std::string_view text) {
    return element("p", text) + Html{"\n"};
}

std::string named(const std::map<std::string, std::uint64_t>& counts, const Wording& wording) {
    std::string list;
    for (const auto& [name, count] : counts) {
        if (count == 0) {
            continue;
        }
        list += (list.empty() ? "" : wording.say(texts::list_comma)) +
                wording.say(texts::in_brackets, {wording.word(name), wording.about(count)});
    }
    return list;
}

Html table(const Table& table) {
    Html head;
    for (const Column& column : table.columns) {
        head += element("th", {{"scope", "col"}, {"class", column.style}},
                        escaped(column.heading) + column.below_heading);
    }
    Html body;
    for (const Row& row : table.rows) {
        body += row_of(row, table.columns, table.heading);
    }
    Html html = element("caption", table.caption) + element("thead", element("tr", head)) + Html{"\n"};
    html += element("tbody", body);
    if (!table.sum.empty()) {
        // A last body, and no tfoot: browsers repeat that on every printed page.
        html += element("tbody", {{"class", "sum"}}, row_of(table.sum, table.columns, table.heading));
    }
    // May be scrolled sideways on a narrow screen, also with the keyboard.
    return element("div",
                   {{"class", "wide"}, {"tabindex", "0"}, {"role", "region"}, {"aria-label", table.caption}},
                   element("table", {{"class", table.style}}, html)) +
           Html{"\n"};
}

Html legend(const Wording& wording, const std::vector<std::pair<Html, std::string>>& signs) {
    Html items;
    for (const auto& [sign, words] : signs) {
        items += element("li", sign + escaped(words));
    }
    return element("ul", {{"class", "legend"}, {"aria-label", wording.say(texts::legend)}}, items) +
           Html{"\n"};
}

double HourRange::place(Seconds second, double width) const {
    const auto begin = static_cast<double>(first * seconds_an_hour);
    const auto length = static_cast<double>((last - first) * seconds_an_hour);
    return std::clamp((static_cast<double>(second) - begin) / length, 0.0, 1.0) * width;
}

HourRange hour_range(const Figures& figures) {
    HourRange range;
    const auto widen = [&range](int first, int last) {
        range.first = std::min(range.first, first);
        range.last = std::max(range.last, last);
    };
    for (const DayFigures& day : figures.days) {
        for (std::size_t slot = 0; slot < slots_a_day; ++slot) {
            if (day.in_service[slot]) {
                const int hour = static_cast<int>(slot) * slot_minutes / 60;
                widen(hour, hour + 1);
            }
        }
        for (int hour = 0; hour < hours_a_day; ++hour) {
            if (day.sessions_by_hour[static_cast<std::size_t>(hour)] > 0) {
                widen(hour, hour + 1);
            }
        }
    }
    for (std::size_t kind = 0; kind < oddity_kinds; ++kind) {
        if (!is_about_person(static_cast<Oddity>(kind))) {
            for (const Occurrence& occurrence : figures.oddities[kind].first) {
                const Seconds second = local_time(occurrence.time, figures.utc_offset_minutes).second;
                const int hour = static_cast<int>(second / seconds_an_hour);
                widen(hour, hour + 1);
            }
        }
    }
    return range;
}

Html hour_lines(HourRange range, double width, double height) {
    std::vector<double> places;
    for (int hour = range.first; hour <= range.last; ++hour) {
        places.push_back(range.place(hour * seconds_an_hour, width));
    }
    return svg::uprights("hour", places, height);
}

Html hour_axis(HourRange range, double width, int most_labels) {
    constexpr double height = 14;
    constexpr double baseline = 11;
    const int step = std::max(1, (range.last - range.first + most_labels - 1) / most_labels);
    Html labels;
    for (int hour = range.first; hour <= range.last; hour += step) {
        const double x = range.place(hour * seconds_an_hour, width);
        const std::string_view anchor = hour == range.first ? "start" : x >= width ? "end" : "middle";
        labels += svg::label("axis", x, baseline, anchor, std::to_string(hour));
    }
    return element("svg",
                   {{"viewBox", "0 0 " + std::to_string(static_cast<int>(width)) + " " +
                                    std::to_string(static_cast<int>(height))},
                    {"aria-hidden", "true"}},
                   labels);
}

}  // namespace tsuitate::audit::report
