// Locked cards and last tries, by kind of PIN; and what the device refused to do.
#include "audit/report/parts.hpp"
#include "audit/report/sections.hpp"
#include "audit/report/texts.hpp"

namespace tsuitate::audit::report {
namespace {

Column number_column(const Wording& wording, const Text& name) {
    return {.heading = wording.say(name), .style = "number"};
}

}  // namespace

Html card_section(const Figures& figures, const Wording& wording) {
    const std::string heading = wording.say(texts::cards);
    if (figures.pin_kinds.empty()) {
        return section("cards", heading, paragraph(wording.say(texts::no_checks)));
    }
    Table kinds{.caption = heading,
                .style = "cards",
                .columns = {{.heading = wording.say(texts::pin_kind), .style = "name"},
                            number_column(wording, texts::checks),
                            number_column(wording, texts::wrong),
                            number_column(wording, texts::last_try_yes),
                            number_column(wording, texts::last_try_right),
                            number_column(wording, texts::locked_here),
                            number_column(wording, texts::came_locked)}};
    for (const auto& [name, kind] : figures.pin_kinds) {
        Row row{escaped(name.empty() ? wording.say(texts::other_kinds) : wording.word(name))};
        for (const std::uint64_t count : {kind.attempts, kind.wrong, kind.last_try_agreed,
                                          kind.last_try_verified, kind.locked_here, kind.came_locked}) {
            row.push_back(escaped(wording.count(count)));
        }
        kinds.rows.push_back(std::move(row));
    }
    return section("cards", heading, paragraph(wording.say(texts::cards_lead)) + table(kinds));
}

Html refusal_section(const Figures& figures, const Wording& wording) {
    const std::string heading = wording.say(texts::refusals);
    const Html sent = figures.commands_sent.empty()
                          ? Html{}
                          : paragraph(wording.say(texts::also_sent, {named(figures.commands_sent, wording)}));
    Table refused{.caption = heading,
                  .style = "refusals",
                  .columns = {{.heading = wording.say(texts::refused_thing), .style = "name"},
                              {.heading = wording.say(texts::refused_kind), .style = "name"},
                              number_column(wording, texts::how_often)}};
    const auto add = [&](const std::map<std::string, std::uint64_t>& counts, const Text& kind) {
        for (const auto& [name, count] : counts) {
            refused.rows.push_back(
                {escaped(wording.word(name)), escaped(wording.say(kind)), escaped(wording.count(count))});
        }
    };
    add(figures.callers_refused, texts::refused_call);
    add(figures.commands_refused, texts::refused_command);
    if (refused.rows.empty()) {
        return section("refusals", heading, paragraph(wording.say(texts::nothing_refused)) + sent);
    }
    return section("refusals", heading, paragraph(wording.say(texts::refusals_lead)) + table(refused) + sent);
}

}  // namespace tsuitate::audit::report
