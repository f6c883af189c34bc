// Day by day: how many sessions and checks there were, and how the checks ended.
#include <algorithm>

#include "audit/report/parts.hpp"
#include "audit/report/sections.hpp"
#include "audit/report/svg.hpp"
#include "audit/report/texts.hpp"

namespace tsuitate::audit::report {
namespace {

using policy::Outcome;

constexpr double bar_width = 240;
constexpr double bar_height = 14;

struct Counts {
    std::uint64_t sessions = 0;
    std::uint64_t checks = 0;
    std::uint64_t right = 0;
    std::uint64_t wrong = 0;
    std::uint64_t locked = 0;
    std::uint64_t unknown = 0;
    std::uint64_t without_check = 0;
};

Counts counts_of(const DayFigures& day) {
    const auto of = [&day](Outcome outcome) { return day.answered[static_cast<std::size_t>(outcome)]; };
    Counts counts{.sessions = day.sessions,
                  .checks = day.attempts,
                  .right = of(Outcome::verified),
                  .wrong = of(Outcome::wrong),
                  .locked = of(Outcome::locked)};
    const std::uint64_t known = counts.right + counts.wrong + counts.locked;
    counts.unknown = counts.checks > known ? counts.checks - known : 0;
    for (const std::uint64_t count : day.ended_early) {
        counts.without_check += count;
    }
    return counts;
}

Counts operator+(Counts left, const Counts& right) {
    left.sessions += right.sessions;
    left.checks += right.checks;
    left.right += right.right;
    left.wrong += right.wrong;
    left.locked += right.locked;
    left.unknown += right.unknown;
    left.without_check += right.without_check;
    return left;
}

double length_of(const Counts& counts, const Wording& wording) {
    return wording.drawn(counts.right) + wording.drawn(counts.wrong) + wording.drawn(counts.locked) +
           wording.drawn(counts.unknown);
}

Html bar(const Counts& counts, double unit, const Wording& wording) {
    Html boxes;
    double x = 0;
    const auto add = [&](std::string_view style, std::uint64_t count) {
        const double width = wording.drawn(count) * unit;
        if (width > 0) {
            boxes += svg::box(style, x + 0.5, 1, std::max(width - 1, 1.0), bar_height - 2);
            x += width;
        }
    };
    add("right", counts.right);
    add("wrong", counts.wrong);
    add("locked", counts.locked);
    add("unknown", counts.unknown);
    const std::string description =
        wording.say(texts::bar_description, {wording.count(counts.right), wording.count(counts.wrong),
                                             wording.count(counts.locked), wording.count(counts.unknown)});
    return svg::drawing(bar_width, bar_height, description, boxes);
}

Row row_of(const Html& heading, const Counts& counts, const Wording& wording) {
    const auto cell = [&wording](std::uint64_t number) {
        return number == 0 ? element("span", {{"class", "none"}}, escaped("0"))
                           : escaped(wording.count(number));
    };
    return {heading,
            cell(counts.sessions),
            cell(counts.checks),
            cell(counts.right),
            cell(counts.wrong),
            cell(counts.locked),
            cell(counts.unknown),
            cell(counts.without_check)};
}

Html swatch(std::string_view style) {
    return svg::ornament(20, bar_height, svg::box(style, 0.5, 1, 19, bar_height - 2));
}

std::vector<Column> columns_of(const Wording& wording) {
    std::vector<Column> columns{{.heading = wording.say(texts::day), .style = "day"}};
    for (const Text& name : {texts::sessions, texts::checks, texts::right, texts::wrong, texts::locked,
                             texts::unknown, texts::without_check}) {
        columns.push_back({.heading = wording.say(name), .style = "number"});
    }
    columns.push_back({.heading = wording.say(texts::bar), .style = "bar"});
    return columns;
}

}  // namespace

Html day_section(const Figures& figures, const Wording& wording) {
    Table days{
        .caption = wording.say(texts::by_day), .style = "days", .columns = columns_of(wording), .rows = {}};
    double longest = 1;
    for (const DayFigures& day : figures.days) {
        longest = std::max(longest, length_of(counts_of(day), wording));
    }
    Counts sum;
    Day date = figures.period.first;
    for (const DayFigures& day : figures.days) {
        const Counts counts = counts_of(day);
        Row row = row_of(escaped(wording.day(date)), counts, wording);
        row.push_back(day.records == 0
                          ? element("span", {{"class", "none"}}, escaped(wording.say(texts::not_in_service)))
                          : bar(counts, bar_width / longest, wording));
        days.rows.push_back(std::move(row));
        sum = sum + counts;
        date += std::chrono::days(1);
    }
    days.sum = row_of(escaped(wording.say(texts::whole_period)), sum, wording);
    days.sum.push_back({});
    return section("days", wording.say(texts::by_day),
                   paragraph(wording.say(texts::by_day_lead)) +
                       legend(wording, {{swatch("right"), wording.say(texts::right)},
                                        {swatch("wrong"), wording.say(texts::wrong)},
                                        {swatch("locked"), wording.say(texts::locked)},
                                        {swatch("unknown"), wording.say(texts::unknown)}}) +
                       table(days),
                   in_print(figures.days.size()));
}

}  // namespace tsuitate::audit::report
