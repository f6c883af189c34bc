// State of the devices: how much of the time in service each was ready, and when it was not.
#include <algorithm>

#include "audit/report/parts.hpp"
#include "audit/report/sections.hpp"
#include "audit/report/svg.hpp"
#include "audit/report/texts.hpp"

namespace tsuitate::audit::report {
namespace {

constexpr double width = 150;
constexpr double height = 16;
constexpr int axis_labels = 3;

constexpr std::array<DeviceState, 4> told_states = {DeviceState::absent, DeviceState::refused,
                                                    DeviceState::failed, DeviceState::unrecorded};

std::string_view style_of(DeviceState state) {
    switch (state) {
        case DeviceState::ready:
            return "ready";
        case DeviceState::absent:
            return "absent";
        case DeviceState::refused:
            return "refused";
        case DeviceState::failed:
            return "failed";
        case DeviceState::unrecorded:
            return "unrecorded";
    }
    return {};
}

Html state_box(DeviceState state, double x, double end) {
    // What works lies low; what does not stands up, in a pattern of its own.
    return state == DeviceState::ready ? svg::box("ready", x, 6, end - x, 4)
                                       : svg::box(style_of(state), x, 1.5, end - x, height - 3);
}

std::string state_name(DeviceState state, const Wording& wording) {
    return wording.word(device_state_names[static_cast<std::size_t>(state)]);
}

// "failed 20 min, absent 1 h"; empty when it was always ready.
std::string not_ready(const std::array<Seconds, device_states>& seconds, const Wording& wording) {
    std::string list;
    for (const DeviceState state : told_states) {
        const Seconds length = seconds[static_cast<std::size_t>(state)];
        if (length >= seconds_a_minute) {
            list += (list.empty() ? "" : wording.say(texts::list_comma)) + state_name(state, wording) + " " +
                    wording.duration(length);
        }
    }
    return list;
}

Html strip(const DayFigures& day, std::size_t which, HourRange range, const Wording& wording) {
    const DeviceDay& device = day.device[which];
    Html shapes = hour_lines(range, width, height);
    for (std::size_t slot = 0; slot < slots_a_day;) {
        std::size_t end = slot + 1;
        while (end < slots_a_day && device.slots[end] == device.slots[slot] &&
               day.in_service[end] == day.in_service[slot]) {
            ++end;
        }
        if (day.in_service[slot]) {
            const auto x_of = [&range](std::size_t place) {
                return range.place(static_cast<Seconds>(place) * slot_minutes * seconds_a_minute, width);
            };
            shapes += state_box(device.slots[slot], x_of(slot), x_of(end));
        }
        slot = end;
    }
    const std::string troubles = not_ready(device.seconds, wording);
    const std::string what = day.seconds_in_service == 0 ? wording.say(texts::not_in_service)
                             : troubles.empty()          ? state_name(DeviceState::ready, wording)
                                                         : troubles;
    return svg::drawing(width, height, what, shapes) +
           (troubles.empty() ? Html{} : element("span", {{"class", "trouble"}}, escaped(troubles)));
}

std::string percent(Seconds part, Seconds whole) {
    // Down, so that 100 % means always.
    return std::to_string(whole == 0 ? 0 : part * 100 / whole) + "%";
}

Html shares(const Figures& figures, const Wording& wording) {
    Table all{.caption = wording.say(texts::share_ready),
              .style = "shares",
              .columns = {{.heading = wording.say(texts::device), .style = "name"},
                          {.heading = wording.say(texts::share_ready), .style = "number"},
                          {.heading = wording.say(texts::time_ready), .style = "number"}}};
    for (const DeviceState state : told_states) {
        all.columns.push_back({.heading = state_name(state, wording), .style = "number"});
    }
    for (std::size_t which = 0; which < devices; ++which) {
        std::array<Seconds, device_states> seconds{};
        Seconds whole = 0;
        for (const DayFigures& day : figures.days) {
            for (std::size_t state = 0; state < device_states; ++state) {
                seconds[state] += day.device[which].seconds[state];
                whole += day.device[which].seconds[state];
            }
        }
        const Seconds ready = seconds[static_cast<std::size_t>(DeviceState::ready)];
        Row row{escaped(wording.word(device_names[which])), element("strong", percent(ready, whole)),
                escaped(wording.duration(ready))};
        for (const DeviceState state : told_states) {
            const Seconds length = seconds[static_cast<std::size_t>(state)];
            row.push_back(length == 0 ? element("span", {{"class", "none"}}, escaped("0"))
                                      : escaped(wording.duration(length)));
        }
        all.rows.push_back(std::move(row));
    }
    return table(all);
}

Html key(const Wording& wording) {
    std::vector<std::pair<Html, std::string>> signs;
    for (const DeviceState state : {DeviceState::ready, DeviceState::absent, DeviceState::refused,
                                    DeviceState::failed, DeviceState::unrecorded}) {
        signs.emplace_back(svg::ornament(20, height, state_box(state, 0.5, 19.5)),
                           state_name(state, wording));
    }
    return legend(wording, signs);
}

}  // namespace

Html device_section(const Figures& figures, const Wording& wording) {
    const std::string heading = wording.say(texts::device_section);
    const bool any = std::any_of(figures.days.begin(), figures.days.end(),
                                 [](const DayFigures& day) { return day.seconds_in_service > 0; });
    if (!any) {
        return section("devices", heading, paragraph(wording.say(texts::no_service_time)));
    }
    const HourRange range = hour_range(figures);
    Table days{.caption = heading,
               .style = "devices",
               .columns = {{.heading = wording.say(texts::day), .style = "day"}}};
    for (const std::string_view name : device_names) {
        days.columns.push_back({.heading = wording.word(name),
                                .style = "drawing",
                                .below_heading = hour_axis(range, width, axis_labels)});
    }
    Day date = figures.period.first;
    for (const DayFigures& day : figures.days) {
        Row row{escaped(wording.day(date))};
        for (std::size_t which = 0; which < devices; ++which) {
            row.push_back(strip(day, which, range, wording));
        }
        days.rows.push_back(std::move(row));
        date += std::chrono::days(1);
    }
    return section(
        "devices", heading,
        paragraph(wording.say(texts::device_lead)) + shares(figures, wording) + key(wording) + table(days),
        in_print(figures.days.size()));
}

}  // namespace tsuitate::audit::report
