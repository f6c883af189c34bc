// The first page's head: what the report is about, on what it rests, and what came out.
#include "audit/report/oddity_texts.hpp"
#include "audit/report/parts.hpp"
#include "audit/report/sections.hpp"
#include "audit/report/texts.hpp"

namespace tsuitate::audit::report {
namespace {

Html entry(const Wording& wording, const Text& name, const Html& value) {
    return element("div", element("dt", wording.say(name)) + element("dd", value));
}

std::string moment(const Wording& wording, Seconds time) {
    return wording.day(local_time(time, wording.utc_offset_minutes()).day) + " " + wording.time(time);
}

std::string period_of(const Figures& figures, const Wording& wording) {
    return wording.say(texts::from_to,
                       {wording.full_day(figures.period.first), wording.full_day(figures.period.last)});
}

std::string witnesses_of(const Wording& wording, const Basis& basis) {
    std::string names;
    for (const std::string& name : basis.witnesses) {
        names += (names.empty() ? "" : wording.say(texts::list_comma)) + name;
    }
    return names.empty() ? wording.say(texts::no_witnesses) : names;
}

std::string permit_of(const Wording& wording, const Permit& permit) {
    return wording.say(
        texts::permit_value,
        {wording.exact(static_cast<std::int64_t>(permit.sequence)),
         wording.date(permit.time) + " " + wording.time(permit.time), std::to_string(permit.caller_uid),
         wording.say(texts::from_to,
                     {wording.full_day(permit.period.first), wording.full_day(permit.period.last)})});
}

Html facts(const Figures& figures, const Wording& wording, const Basis& basis) {
    Html list;
    if (!basis.counter.empty()) {
        list += entry(wording, texts::counter, escaped(basis.counter));
    }
    list += entry(wording, texts::origin, element("code", basis.origin));
    // The time of the first or last record may be that of a single session.
    const bool days_only = !wording.detailed();
    const auto told = [&](Seconds time) {
        return days_only ? wording.day(local_time(time, wording.utc_offset_minutes()).day)
                         : moment(wording, time);
    };
    list +=
        entry(wording, texts::records,
              escaped(figures.first_record ? wording.say(texts::records_span, {wording.count(figures.records),
                                                                               told(*figures.first_record),
                                                                               told(*figures.last_record)})
                                           : wording.say(texts::no_records)));
    list += entry(wording, texts::checkpoint,
                  escaped(wording.say(texts::checkpoint_value,
                                      {wording.exact(static_cast<std::int64_t>(basis.size)), basis.root})));
    list += entry(wording, texts::witnesses, escaped(witnesses_of(wording, basis)));
    const Day made = local_time(basis.made_at, wording.utc_offset_minutes()).day;
    list += entry(wording, texts::made_at,
                  escaped(wording.say(texts::made_at_value, {wording.full_day(made),
                                                             wording.time(basis.made_at), wording.zone()})));
    if (wording.detailed() && basis.permit) {
        list += entry(wording, texts::permit, escaped(permit_of(wording, *basis.permit)));
    }
    return element("dl", list) + Html{"\n"};
}

Html verdict(const Figures& figures, const Wording& wording, const Basis& basis) {
    std::int64_t faults = 0;
    std::int64_t notices = 0;
    for (std::size_t kind = 0; kind < oddity_kinds; ++kind) {
        if (figures.oddities[kind].count > 0) {
            ++(is_fault(static_cast<Oddity>(kind)) ? faults : notices);
        }
    }
    for (const Finding& finding : basis.findings) {
        ++(finding.severity == Severity::fault ? faults : notices);
    }
    Html names;
    for (const Finding& finding : basis.findings) {
        if (finding.severity == Severity::fault) {
            names += element("li", finding.text);
        }
    }
    for (std::size_t kind = 0; kind < oddity_kinds; ++kind) {
        const auto what = static_cast<Oddity>(kind);
        if (is_fault(what) && figures.oddities[kind].count > 0) {
            names += element("li", wording.say(texts::of(what).title));
        }
    }
    Html lines;
    if (!basis.verified) {
        lines += element("p", {{"class", "verdict-fault"}}, escaped(wording.say(texts::verdict_unverified)));
    }
    if (faults > 0) {
        lines += element("p", {{"class", "verdict-fault"}},
                         escaped(wording.say(texts::verdict_faults, {wording.exact(faults)})));
        lines += element("ul", names);
    } else if (basis.verified) {
        lines += element("p", {{"class", "verdict-good"}}, escaped(wording.say(texts::verdict_good)));
    }
    if (notices > 0) {
        lines += element("p", {{"class", "verdict-notice"}},
                         escaped(wording.say(texts::verdict_notices, {wording.exact(notices)})));
    }
    return element("div", {{"class", faults > 0 || !basis.verified ? "verdict grave" : "verdict"}}, lines) +
           Html{"\n"};
}

}  // namespace

Html front_section(const Figures& figures, const Wording& wording, const Basis& basis) {
    Html html;
    if (wording.detailed()) {
        html += element("p", {{"class", "mark"}}, escaped(wording.say(texts::detailed_mark)));
    }
    html += element("h1", wording.say(texts::title)) + Html{"\n"};
    html += element("p", {{"class", "period"}}, escaped(period_of(figures, wording))) + Html{"\n"};
    html += verdict(figures, wording, basis) + facts(figures, wording, basis);
    html += element(
        "p", {{"class", "exactness"}},
        escaped(wording.say(wording.detailed() ? texts::exactness_detailed : texts::exactness_grouped)));
    return element("header", html) + Html{"\n"};
}

}  // namespace tsuitate::audit::report
