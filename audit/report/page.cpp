#include "audit/report/page.hpp"

#include "audit/report/sections.hpp"
#include "audit/report/style.hpp"
#include "audit/report/svg.hpp"
#include "audit/report/texts.hpp"

namespace tsuitate::audit::report {
namespace {

// What stands at the edge of each printed page.
Html running_header(const Figures& figures, const Wording& wording, const Basis& basis) {
    const std::string period = wording.say(
        texts::from_to, {wording.full_day(figures.period.first), wording.full_day(figures.period.last)});
    const std::string title = wording.say(texts::running_header, {period});
    const std::string mark = wording.detailed() ? wording.say(texts::detailed_mark) : "";
    return Html{"@page { size: A4; margin: 20mm 16mm 18mm;\n  @top-left { content: "} + css_string(title) +
           Html{"; font-size: 8pt; }\n  @top-right { content: "} + css_string(mark) +
           Html{"; font-size: 8pt; font-weight: 700; }\n  @bottom-left { content: "} +
           css_string(basis.origin) +
           Html{
               "; font-size: 8pt; }\n  @bottom-right { content: counter(page) \" / \" counter(pages); "
               "font-size: 8pt; } }\n@page :first { @top-left { content: none; } }\n"};
}

Html head(const Figures& figures, const Wording& wording, const Basis& basis) {
    return element(
        "head",
        void_element("meta", {{"charset", "utf-8"}}) + Html{"\n"} +
            // No script, no picture, no font, no form: the page cannot reach anything.
            void_element("meta", {{"http-equiv", "Content-Security-Policy"},
                                  {"content",
                                   "default-src 'none'; style-src 'unsafe-inline'; "
                                   "base-uri 'none'; form-action 'none'"}}) +
            Html{"\n"} +
            void_element("meta", {{"name", "viewport"}, {"content", "width=device-width, initial-scale=1"}}) +
            Html{"\n"} + element("title", wording.say(texts::title) + " " + basis.origin) + Html{"\n"} +
            element("style", Html{std::string(style_sheet)} + running_header(figures, wording, basis)));
}

}  // namespace

std::string page_of(const Figures& figures, const Options& options, const Basis& basis) {
    const Wording wording(options.language, options.detailed, options.utc_offset_minutes);
    Html sections = oddity_section(figures, wording, basis);
    for (const auto section : {summary_section, day_section, card_section, refusal_section, course_section,
                               device_section, panel_section, assistance_section}) {
        sections += section(figures, wording);
    }
    const Html body = svg::patterns() + Html{"\n"} + front_section(figures, wording, basis) +
                      element("main", Html{"\n"} + sections) + Html{"\n"};
    const std::string language(policy::language_names[static_cast<std::size_t>(options.language)]);
    const Html page = element("html", {{"lang", language}},
                              Html{"\n"} + head(figures, wording, basis) + Html{"\n"} +
                                  element("body", Html{"\n"} + body) + Html{"\n"});
    return "<!DOCTYPE html>\n" + page.markup + "\n";
}

}  // namespace tsuitate::audit::report
