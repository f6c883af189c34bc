// Help and observers: what citizens said of it, first of all afterwards, and when it was. Only a detailed
// report names clerks and single times; what any report says of times is in consent_timeline.cpp.
#include <algorithm>
#include <set>

#include "audit/report/assistance_texts.hpp"
#include "audit/report/consent_timeline.hpp"
#include "audit/report/parts.hpp"
#include "audit/report/sections.hpp"
#include "audit/report/svg.hpp"
#include "audit/report/texts.hpp"

namespace tsuitate::audit::report {
namespace {

constexpr double bar_width = 200;
constexpr double bar_height = 14;
constexpr double width = 420;
constexpr double baseline = 22;
constexpr double height = 30;  // observers lie below the line
constexpr double mark_radius = 4;
constexpr int axis_labels = 12;

// One answer to a question, how often, and whether it is shown where it never came.
struct Answer {
    std::uint64_t count = 0;
    Text text{};
    bool always = false;
    bool grave = false;
};
struct Group {
    Text question{};
    std::vector<Answer> answers{};
};

template <std::size_t N>
std::vector<Answer> answers_of(const std::array<std::uint64_t, N>& counts, const std::array<Text, N>& texts) {
    std::vector<Answer> answers;
    for (std::size_t i = 0; i < N; ++i) {
        answers.push_back({.count = counts[i], .text = texts[i]});
    }
    return answers;
}

// What weighs most comes first: those who say that they had not agreed.
std::vector<Answer> reviews_of(const AssistanceFigures& help) {
    using policy::Review;
    std::vector<Answer> answers;
    for (const Review review : {Review::not_asked, Review::not_agreed, Review::unanswered, Review::agreed}) {
        const auto place = static_cast<std::size_t>(review);
        const bool denied = review == Review::not_asked || review == Review::not_agreed;
        answers.push_back({.count = help.reviews[place],
                           .text = texts::reviews.at(place),
                           .always = true,
                           .grave = denied && help.reviews[place] > 0});
    }
    return answers;
}

Html bar(std::uint64_t count, bool grave, double unit, const Wording& wording) {
    const double length = wording.drawn(count) * unit;
    const Html box = length > 0 ? svg::box(grave ? "person-mark" : "right", 0.5, 1, std::max(length - 1, 1.0),
                                           bar_height - 2)
                                : Html{};
    return svg::drawing(bar_width, bar_height, wording.count(count), box);
}

Html grave(const Html& text) {
    return element("strong", {{"class", "verdict-fault"}}, text);
}

Html answer_table(const AssistanceFigures& help, const Wording& wording) {
    const std::vector<Group> groups = {
        {texts::afterwards, reviews_of(help)},
        {texts::may_help, answers_of(help.answers, texts::answers)},
        {texts::how_help_ended, answers_of(help.ends, texts::ends)},
        {texts::may_stand_by, answers_of(help.observer_answers, texts::observer_answers)},
        {texts::want_change, answers_of(help.changes, texts::change_answers)}};
    Table answers{.caption = wording.say(texts::answers_caption),
                  .style = "days",
                  .columns = {{.heading = wording.say(texts::question), .style = "name"},
                              {.heading = wording.say(texts::its_answer), .style = "name"},
                              {.heading = wording.say(texts::how_often), .style = "number"},
                              {.heading = "", .style = "bar"}},
                  .heading = 1};
    double longest = 1;
    for (const Group& group : groups) {
        for (const Answer& answer : group.answers) {
            longest = std::max(longest, wording.drawn(answer.count));
        }
    }
    for (const Group& group : groups) {
        const bool any = std::any_of(group.answers.begin(), group.answers.end(),
                                     [](const Answer& answer) { return answer.count > 0; });
        bool named = false;
        for (const Answer& answer : group.answers) {
            if (!any || (answer.count == 0 && !answer.always)) {
                continue;
            }
            const Html said = escaped(wording.say(answer.text));
            const Html often = escaped(wording.count(answer.count));
            answers.rows.push_back({named ? Html{} : escaped(wording.say(group.question)),
                                    answer.grave ? grave(said) : said, answer.grave ? grave(often) : often,
                                    bar(answer.count, answer.grave, bar_width / longest, wording)});
            named = true;
        }
    }
    return answers.rows.empty() ? Html{} : table(answers);
}

template <std::size_t N>
std::string listed(const std::array<std::uint64_t, N>& counts, const std::array<Text, N>& names,
                   std::size_t from, const Wording& wording) {
    std::string list;
    for (std::size_t i = from; i < N; ++i) {
        if (counts[i] > 0) {
            list += (list.empty() ? "" : wording.say(texts::list_comma)) +
                    wording.say(texts::in_brackets, {wording.say(names.at(i)), wording.about(counts[i])});
        }
    }
    return list;
}

Html sentences(const AssistanceFigures& help, const Wording& wording) {
    Html points = element(
        "li", wording.say(texts::requests, {wording.about(help.requested), wording.about(help.not_put),
                                            wording.about(help.receipts)}));
    constexpr std::size_t first_unusual = 1;
    const std::string unusual = listed(help.manners, texts::manners, first_unusual, wording);
    const std::string steps = listed(help.steps, texts::steps, 0, wording);
    if (!unusual.empty()) {
        points += element("li", wording.say(texts::doubtful_yes, {unusual}));
    }
    if (!steps.empty()) {
        points += element("li", wording.say(texts::steps_taken, {steps}));
    }
    if (wording.detailed() && !help.clerks.empty()) {
        points += element("li", wording.say(texts::by_clerk, {named(help.clerks, wording)}));
    }
    return element("ul", {{"class", "points"}}, points) + Html{"\n"};
}

// Help stands on the line, observers lie below it.
Html shape_of(HelpSign sign, double from, double to, double line) {
    const double length = std::max(to - from, 2.0);
    const double middle = from + (to - from) / 2;
    switch (sign) {
        case HelpSign::helped:
            return svg::box("session", from, line - 14, length, 14);
        case HelpSign::not_agreed:
            return svg::box("few", middle - 2.5, line - 10, 5, 10);
        case HelpSign::denied:
            return svg::triangle("person-mark", middle, line - 16, mark_radius);
        case HelpSign::observed:
            return svg::box("service", from, line + 1, length, 6);
        case HelpSign::observer_declined:
            return svg::diamond("machine-mark", middle, line + 4, mark_radius);
    }
    return {};
}

Text name_of(HelpSign sign) {
    switch (sign) {
        case HelpSign::helped:
            return texts::help_key_helped;
        case HelpSign::not_agreed:
            return texts::help_key_not_agreed;
        case HelpSign::denied:
            return texts::help_key_denied;
        case HelpSign::observed:
            return texts::help_key_observed;
        case HelpSign::observer_declined:
            return texts::help_key_observer_declined;
    }
    return {};
}

// Where the line would be, for each sign alone to stand in the middle of a key.
constexpr std::array key_baselines = {14.0, 12.0, 23.0, 3.0, 3.0};

constexpr std::array signs = {HelpSign::helped, HelpSign::not_agreed, HelpSign::denied, HelpSign::observed,
                              HelpSign::observer_declined};

Html key(const Wording& wording) {
    std::vector<std::pair<Html, std::string>> shown;
    for (const HelpSign sign : signs) {
        const bool lasts = sign == HelpSign::helped || sign == HelpSign::observed;
        const Html shape = lasts ? shape_of(sign, 4, 16, key_baselines.at(static_cast<std::size_t>(sign)))
                                 : shape_of(sign, 10, 10, key_baselines.at(static_cast<std::size_t>(sign)));
        shown.emplace_back(svg::ornament(20, bar_height, shape), wording.say(name_of(sign)));
    }
    return legend(wording, shown);
}

// Of one day, in the order of time.
std::vector<HelpMark> marks_of(const Figures& figures, Day day) {
    std::vector<HelpMark> marks;
    for (const HelpMark& mark : figures.assistance.marks) {
        if (local_time(mark.from, figures.utc_offset_minutes).day == day) {
            marks.push_back(mark);
        }
    }
    std::stable_sort(marks.begin(), marks.end(),
                     [](const HelpMark& one, const HelpMark& other) { return one.from < other.from; });
    return marks;
}

Html day_drawing(const Figures& figures, const std::vector<HelpMark>& marks, HourRange range,
                 const Wording& wording) {
    Html shapes =
        hour_lines(range, width, height) + svg::line("base", 0, baseline + 0.5, width, baseline + 0.5);
    for (const HelpMark& mark : marks) {
        const Seconds from = local_time(mark.from, figures.utc_offset_minutes).second;
        shapes += shape_of(mark.sign, range.place(from, width),
                           range.place(from + mark.to - mark.from, width), baseline);
    }
    return svg::drawing(
        width, height,
        wording.say(texts::help_description, {wording.exact(static_cast<std::int64_t>(marks.size()))}),
        shapes);
}

Html lines_of(const std::vector<HelpMark>& marks, const Wording& wording) {
    Html lines;
    for (const HelpMark& mark : marks) {
        const std::string from = wording.time(mark.from);
        const std::string to = wording.time(mark.to);
        lines +=
            element("li", wording.say(texts::help_line,
                                      {from == to ? from : wording.say(texts::help_span, {from, to}),
                                       wording.say(texts::help_signs.at(static_cast<std::size_t>(mark.sign))),
                                       wording.word(mark.name)}));
    }
    return element("ul", lines);
}

// Of a detailed report alone: each help and each observer, from the yes to the end.
Html single_times(const Figures& figures, const Wording& wording) {
    const HourRange range = hour_range(figures);
    Table days{.caption = wording.say(texts::help_by_day),
               .style = "course",
               .columns = {{.heading = wording.say(texts::day), .style = "day"},
                           {.heading = wording.say(texts::hours_of_day),
                            .style = "drawing",
                            .below_heading = hour_axis(range, width, axis_labels)},
                           {.heading = wording.say(texts::what), .style = "remarks"}}};
    for (Day date = figures.period.first; date <= figures.period.last; date += std::chrono::days(1)) {
        const auto marks = marks_of(figures, date);
        if (!marks.empty()) {
            days.rows.push_back({escaped(wording.day(date)), day_drawing(figures, marks, range, wording),
                                 lines_of(marks, wording)});
        }
    }
    return days.rows.empty() ? Html{}
                             : element("h3", wording.say(texts::help_by_day)) + key(wording) + table(days);
}

}  // namespace

Html assistance_section(const Figures& figures, const Wording& wording) {
    const AssistanceFigures& help = figures.assistance;
    if (!help.any()) {
        return {};
    }
    return section("assistance", wording.say(texts::assistance),
                   paragraph(wording.say(texts::assistance_lead)) + answer_table(help, wording) +
                       sentences(help, wording) + consent_timeline(figures, wording) +
                       (wording.detailed() ? single_times(figures, wording) : Html{}),
                   InPrint::torn);
}

}  // namespace tsuitate::audit::report
