// The course of each day: when the device was in service and when there were sessions. Only a detailed report
// shows single sessions; otherwise hours, and what stands out about people only by its day.
#include <algorithm>

#include "audit/report/oddity_texts.hpp"
#include "audit/report/parts.hpp"
#include "audit/report/sections.hpp"
#include "audit/report/svg.hpp"
#include "audit/report/texts.hpp"

namespace tsuitate::audit::report {
namespace {

constexpr double width = 420;
constexpr double height = 40;
constexpr double baseline = 33;  // sessions above, service below
constexpr double tallest = 22;   // with room for a number above
constexpr double mark_radius = 4;
constexpr std::size_t most_remarks = 4;
constexpr int axis_labels = 12;

Html service_band(const DayFigures& day, HourRange range) {
    Html boxes;
    for (std::size_t slot = 0; slot < slots_a_day;) {
        std::size_t end = slot;
        while (end < slots_a_day && day.in_service[end]) {
            ++end;
        }
        if (end > slot) {
            const auto second = [](std::size_t place) {
                return static_cast<Seconds>(place) * slot_minutes * seconds_a_minute;
            };
            const double x = range.place(second(slot), width);
            boxes += svg::box("service", x, baseline + 1, range.place(second(end), width) - x, 5);
        }
        slot = end + 1;
    }
    return boxes;
}

Html hour_bars(const DayFigures& day, HourRange range, double unit, const Wording& wording) {
    Html boxes;
    for (int hour = 0; hour < hours_a_day; ++hour) {
        const std::uint64_t sessions = day.sessions_by_hour[static_cast<std::size_t>(hour)];
        if (sessions == 0) {
            continue;
        }
        const double x = range.place(hour * seconds_an_hour, width) + 2;
        const double end = range.place((hour + 1) * seconds_an_hour, width) - 2;
        const double tall = wording.drawn(sessions) * unit;
        boxes += svg::box(sessions < smallest_told ? "few" : "session", x, baseline - tall, end - x, tall);
        if (sessions >= smallest_told) {
            boxes +=
                svg::label("tally", (x + end) / 2, baseline - tall - 2, "middle", wording.count(sessions));
        }
    }
    return boxes;
}

Html session_bars(const DayFigures& day, HourRange range) {
    Html boxes;
    for (std::size_t minute = 0; minute < day.minutes.size();) {
        if ((day.minutes[minute] & in_session) == 0) {
            ++minute;
            continue;
        }
        std::size_t end = minute + 1;
        const bool odd = (day.minutes[minute] & session_is_odd) != 0;
        while (end < day.minutes.size() && (day.minutes[end] & in_session) != 0 &&
               (day.minutes[end] & session_begins) == 0 &&
               ((day.minutes[end] & session_is_odd) != 0) == odd) {
            ++end;
        }
        const double x = range.place(static_cast<Seconds>(minute) * seconds_a_minute, width);
        const double last = range.place(static_cast<Seconds>(end) * seconds_a_minute, width);
        const double length = std::max(last - x - 0.4, 1.0);
        boxes += svg::box(odd ? "odd-session" : "session", x, baseline - 16, length, 16);
        if (odd) {
            boxes += svg::triangle("person-mark", x + length / 2, 9, mark_radius);
        }
        minute = end;
    }
    return boxes;
}

Html machine_marks(const Figures& figures, Day day, HourRange range) {
    Html marks;
    for (std::size_t kind = 0; kind < oddity_kinds; ++kind) {
        if (is_about_person(static_cast<Oddity>(kind))) {
            continue;
        }
        for (const Occurrence& occurrence : figures.oddities[kind].first) {
            const LocalTime at = local_time(occurrence.time, figures.utc_offset_minutes);
            if (at.day == day) {
                const double x = std::clamp(range.place(at.second, width), mark_radius, width - mark_radius);
                marks += svg::diamond("machine-mark", x, baseline + 2.5, mark_radius);
            }
        }
    }
    return marks;
}

// "◆ 10:03 restart", "▲ never ended".
Html remarks(const Figures& figures, Day day, const Wording& wording) {
    Html items;
    std::size_t kinds = 0;
    for (std::size_t kind = 0; kind < oddity_kinds; ++kind) {
        const auto what = static_cast<Oddity>(kind);
        const OddityFigures& oddity = figures.oddities[kind];
        if (!oddity.days.contains(day) || ++kinds > most_remarks) {
            continue;
        }
        const bool person = is_about_person(what);
        std::string said = wording.say(texts::of(what).short_title);
        if (!person || wording.detailed()) {
            const auto first =
                std::find_if(oddity.first.begin(), oddity.first.end(), [&](const Occurrence& occurrence) {
                    return local_time(occurrence.time, figures.utc_offset_minutes).day == day;
                });
            said = (first == oddity.first.end() ? "" : wording.time(first->time) + " ") + said;
            if (const std::uint64_t often = oddity.days.at(day); often > 1) {
                said = wording.say(
                    texts::in_brackets,
                    {said, wording.say(texts::times, {wording.exact(static_cast<std::int64_t>(often))})});
            }
        }
        items += element(
            "li", element("span", {{"aria-hidden", "true"}}, escaped(person ? "▲ " : "◆ ")) + escaped(said));
    }
    if (kinds > most_remarks) {
        const auto more = static_cast<std::int64_t>(kinds - most_remarks);
        items += element("li", wording.say(texts::more_remarks, {wording.exact(more)}));
    }
    return items.empty() ? items : element("ul", items);
}

Html sign(const Html& shape) {
    return svg::ornament(20, 14, shape);
}

Html key(const Wording& wording) {
    std::vector<std::pair<Html, std::string>> signs;
    signs.emplace_back(sign(svg::box("service", 0, 5, 20, 5)), wording.say(texts::key_in_service));
    if (wording.detailed()) {
        signs.emplace_back(sign(svg::box("session", 6, 1, 8, 12)), wording.say(texts::key_session));
        signs.emplace_back(sign(svg::triangle("person-mark", 10, 4, 3) + svg::box("odd-session", 6, 8, 8, 6)),
                           wording.say(texts::key_odd_session));
    } else {
        signs.emplace_back(sign(svg::box("few", 1, 7, 18, 6)), wording.say(texts::key_hour_few));
        signs.emplace_back(sign(svg::box("session", 1, 1, 18, 12)), wording.say(texts::key_hour_many));
    }
    signs.emplace_back(sign(svg::diamond("machine-mark", 10, 7, mark_radius)),
                       wording.say(texts::key_machine_mark));
    return legend(wording, signs);
}

}  // namespace

Html course_section(const Figures& figures, const Wording& wording) {
    const HourRange range = hour_range(figures);
    std::uint64_t most = 1;
    for (const DayFigures& day : figures.days) {
        most = std::max(most, *std::max_element(day.sessions_by_hour.begin(), day.sessions_by_hour.end()));
    }
    const double unit = tallest / wording.drawn(most);
    Table days{.caption = wording.say(texts::course),
               .style = "course",
               .columns = {{.heading = wording.say(texts::day), .style = "day"},
                           {.heading = wording.say(texts::hours_of_day),
                            .style = "drawing",
                            .below_heading = hour_axis(range, width, axis_labels)},
                           {.heading = wording.say(texts::remarks), .style = "remarks"}}};
    const Html unrecorded = element("span", {{"class", "none"}}, escaped(wording.say(texts::not_in_service)));
    Day date = figures.period.first;
    for (const DayFigures& day : figures.days) {
        const Html bars =
            wording.detailed() ? session_bars(day, range) : hour_bars(day, range, unit, wording);
        const Html shapes = hour_lines(range, width, height) + service_band(day, range) + bars +
                            svg::line("base", 0, baseline + 0.5, width, baseline + 0.5) +
                            machine_marks(figures, date, range);
        const std::string description =
            wording.say(texts::course_description,
                        {wording.duration(day.seconds_in_service / seconds_a_minute * seconds_a_minute),
                         wording.count(day.sessions)});
        days.rows.push_back({escaped(wording.day(date)), svg::drawing(width, height, description, shapes),
                             day.records == 0 ? unrecorded : remarks(figures, date, wording)});
        date += std::chrono::days(1);
    }
    return section("course", wording.say(texts::course),
                   paragraph(wording.say(wording.detailed() ? texts::course_lead_detailed
                                                            : texts::course_lead_grouped)) +
                       key(wording) + table(days),
                   InPrint::torn);
}

}  // namespace tsuitate::audit::report
