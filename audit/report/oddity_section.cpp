// What stands out: the verifier's findings, then what the records show.
#include <cstdlib>

#include "audit/report/oddity_texts.hpp"
#include "audit/report/parts.hpp"
#include "audit/report/sections.hpp"
#include "audit/report/texts.hpp"

namespace tsuitate::audit::report {
namespace {

constexpr std::size_t most_shown = 12;

Html weight_of(const Wording& wording, bool fault) {
    return element("span", {{"class", fault ? "weight fault" : "weight notice"}},
                   escaped(wording.say(fault ? texts::fault : texts::notice)));
}

Html findings(const Wording& wording, const Basis& basis) {
    if (!basis.verified) {
        return paragraph(wording.say(texts::not_verified));
    }
    if (basis.findings.empty()) {
        return paragraph(wording.say(texts::verified_good));
    }
    Html items;
    for (const Severity severity : {Severity::fault, Severity::notice}) {
        for (const Finding& finding : basis.findings) {
            if (finding.severity == severity) {
                items += element("li", weight_of(wording, severity == Severity::fault) + Html{" "} +
                                           escaped(finding.text));
            }
        }
    }
    return paragraph(wording.say(texts::verified_with_findings)) +
           element("ul", {{"class", "findings"}}, items) + Html{"\n"};
}

std::string number_of(Oddity what, std::int64_t number, const Wording& wording) {
    if (what == Oddity::silence || what == Oddity::restarted) {
        return wording.duration(number);
    }
    if (what == Oddity::clock_jump) {
        return wording.say(number < 0 ? texts::set_back : texts::set_forward, {wording.duration(number)});
    }
    return wording.exact(number);
}

std::string told(Oddity what, const Occurrence& occurrence, const Wording& wording) {
    const Day day = local_time(occurrence.time, wording.utc_offset_minutes()).day;
    const std::string time = wording.day(day) + " " + wording.time(occurrence.time);
    std::string each = wording.say(
        texts::of(what).each, {wording.word(occurrence.word), number_of(what, occurrence.number, wording),
                               wording.exact(occurrence.other_number)});
    if (what == Oddity::caller_refused || what == Oddity::log_read || what == Oddity::report_permitted) {
        each += wording.say(texts::list_comma) +
                wording.say(texts::by_caller, {std::to_string(occurrence.number)});
    }
    return each.empty() ? time : wording.say(texts::pair_apart, {time, each});
}

// Of what concerns people only the days are told, and how often only where it was often.
std::vector<std::string> days_of(const OddityFigures& oddity, const Wording& wording) {
    std::vector<std::string> days;
    for (const auto& [day, count] : oddity.days) {
        days.push_back(count < smallest_told
                           ? wording.day(day)
                           : wording.say(texts::in_brackets, {wording.day(day), wording.about(count)}));
    }
    return days;
}

Html occurrences(Oddity what, const OddityFigures& oddity, const Wording& wording) {
    std::vector<std::string> lines;
    std::uint64_t all = oddity.count;
    if (is_about_person(what) && !wording.detailed()) {
        lines = days_of(oddity, wording);
        all = lines.size();
    } else {
        for (const Occurrence& occurrence : oddity.first) {
            lines.push_back(told(what, occurrence, wording));
        }
    }
    Html items;
    const std::size_t shown = std::min(lines.size(), most_shown);
    for (std::size_t i = 0; i < shown; ++i) {
        items += element("li", lines[i]);
    }
    if (all > shown) {
        items += element(
            "li", wording.say(texts::further, {wording.exact(static_cast<std::int64_t>(all - shown))}));
    }
    return element("ul", items);
}

Html records_table(const Figures& figures, const Wording& wording) {
    Table found{.caption = wording.say(texts::in_records),
                .style = "oddities",
                .columns = {{.heading = wording.say(texts::weight), .style = "weigh"},
                            {.heading = wording.say(texts::what), .style = "what"},
                            {.heading = wording.say(texts::when), .style = "when"}},
                .heading = 1};
    for (std::size_t kind = 0; kind < oddity_kinds; ++kind) {
        const auto what = static_cast<Oddity>(kind);
        const OddityFigures& oddity = figures.oddities[kind];
        if (oddity.count == 0) {
            continue;
        }
        const bool grouped = is_about_person(what) && !wording.detailed();
        const std::string often =
            grouped ? wording.about(oddity.count)
                    : wording.say(texts::times, {wording.exact(static_cast<std::int64_t>(oddity.count))});
        const Html told =
            element("strong", wording.say(texts::of(what).title)) +
            element("span", {{"class", "often"}}, escaped(often)) +
            element("span", {{"class", "meaning"}}, escaped(wording.say(texts::of(what).meaning)));
        found.rows.push_back({weight_of(wording, is_fault(what)), told, occurrences(what, oddity, wording)});
    }
    return found.rows.empty() ? paragraph(wording.say(texts::nothing_stands_out)) : table(found);
}

}  // namespace

Html oddity_section(const Figures& figures, const Wording& wording, const Basis& basis) {
    return section("irregularities", wording.say(texts::irregularities),
                   element("h3", wording.say(texts::verification)) + findings(wording, basis) +
                       element("h3", wording.say(texts::in_records)) + records_table(figures, wording),
                   InPrint::torn);
}

}  // namespace tsuitate::audit::report
