// The period in plain words.
#include "audit/report/parts.hpp"
#include "audit/report/sections.hpp"
#include "audit/report/texts.hpp"

namespace tsuitate::audit::report {
namespace {

using policy::Outcome;

std::uint64_t answered(const Figures& figures, Outcome outcome) {
    return sum_over(figures.days, [outcome](const DayFigures& day) {
        return day.answered[static_cast<std::size_t>(outcome)];
    });
}

std::string service_sentence(const Figures& figures, const Wording& wording) {
    const auto exact = [&wording](std::uint64_t number) {
        return wording.exact(static_cast<std::int64_t>(number));
    };
    const auto in_service = [](const DayFigures& day) { return day.seconds_in_service > 0 ? 1U : 0U; };
    const auto seconds = [](const DayFigures& day) {
        return static_cast<std::uint64_t>(day.seconds_in_service);
    };
    const auto whole_minutes =
        static_cast<Seconds>(sum_over(figures.days, seconds)) / seconds_a_minute * seconds_a_minute;
    return wording.say(
        texts::summary_service,
        {exact(figures.days.size()), exact(sum_over(figures.days, in_service)),
         wording.duration(whole_minutes), exact(figures.services_started), exact(figures.services_stopped)});
}

Html tile(const Wording& wording, const Text& name, std::uint64_t number) {
    return element("div", element("dt", wording.say(name)) + element("dd", wording.count(number)));
}

// Outcomes of entries that never asked the card, by their word.
std::map<std::string, std::uint64_t> ended_early(const Figures& figures) {
    std::map<std::string, std::uint64_t> counts;
    for (std::size_t outcome = 0; outcome < policy::outcome_names.size(); ++outcome) {
        counts[std::string(policy::outcome_names[outcome])] =
            sum_over(figures.days, [outcome](const DayFigures& day) { return day.ended_early[outcome]; });
    }
    return counts;
}

Html end_sentences(const Figures& figures, const Wording& wording) {
    std::map<std::string, std::uint64_t> ends;
    for (std::size_t reason = 0; reason < policy::end_reason_names.size(); ++reason) {
        ends[std::string(policy::end_reason_names[reason])] = figures.session_ends[reason];
    }
    const std::string early = named(ended_early(figures), wording);
    const std::string how = named(ends, wording);
    Html html;
    if (!early.empty()) {
        html += element("li", wording.say(texts::summary_early, {early}));
    }
    if (!how.empty()) {
        html += element("li", wording.say(texts::summary_ends, {how}));
    }
    return html;
}

Html card_sentences(const Figures& figures, const Wording& wording) {
    std::uint64_t agreed = 0;
    std::uint64_t locked = 0;
    std::uint64_t came_locked = 0;
    for (const auto& [name, kind] : figures.pin_kinds) {
        agreed += kind.last_try_agreed;
        locked += kind.locked_here;
        came_locked += kind.came_locked;
    }
    Html html = element(
        "li", wording.say(texts::summary_locked, {wording.about(locked), wording.about(came_locked)}));
    const bool always = figures.of(Oddity::last_try_unasked).count == 0;
    html += element("li", wording.say(texts::summary_last_try, {wording.about(agreed)}) +
                              (wording.japanese() ? "" : " ") +
                              wording.say(always ? texts::summary_asked_always : texts::summary_asked_not));
    return html;
}

}  // namespace

Html summary_section(const Figures& figures, const Wording& wording) {
    const auto sessions = [](const DayFigures& day) { return day.sessions; };
    const auto attempts = [](const DayFigures& day) { return day.attempts; };
    Html points = element("li", service_sentence(figures, wording));
    points += element(
        "li", wording.say(texts::summary_sessions, {wording.about(sum_over(figures.days, sessions)),
                                                    wording.about(sum_over(figures.days, attempts)),
                                                    wording.about(answered(figures, Outcome::verified)),
                                                    wording.about(answered(figures, Outcome::wrong))}));
    points += card_sentences(figures, wording);
    points += element("li", wording.say(texts::summary_unknown,
                                        {wording.about(answered(figures, Outcome::inconclusive) +
                                                       figures.of(Oddity::attempt_unanswered).count)}));
    points += end_sentences(figures, wording);
    if (figures.sessions_open > 0) {
        points += element("li", wording.say(texts::summary_open, {wording.about(figures.sessions_open)}));
    }
    points += element(
        "li", wording.say(texts::summary_machine,
                          {wording.exact(static_cast<std::int64_t>(figures.keys_changed)),
                           wording.exact(static_cast<std::int64_t>(figures.of(Oddity::clock_jump).count))}));
    const Html tiles = tile(wording, texts::tile_sessions, sum_over(figures.days, sessions)) +
                       tile(wording, texts::tile_checks, sum_over(figures.days, attempts)) +
                       tile(wording, texts::tile_wrong, answered(figures, Outcome::wrong)) +
                       tile(wording, texts::tile_locked, answered(figures, Outcome::locked));
    return section("summary", wording.say(texts::summary),
                   element("dl", {{"class", "tiles"}}, tiles) + Html{"\n"} +
                       element("ul", {{"class", "points"}}, points),
                   InPrint::torn);
}

}  // namespace tsuitate::audit::report
