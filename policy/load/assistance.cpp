// staff.toml and assistance.toml.
#include "policy/load/local_text.hpp"
#include "policy/load/readers.hpp"

namespace tsuitate::policy {
namespace {

constexpr std::size_t most_clerks = 999;
constexpr std::size_t most_observers = 99;

void refuse_more(Table& table, std::size_t count, std::size_t most) {
    if (count > most) {
        table.complain("name", "there are more than " + std::to_string(most) + " of them");
    }
}

void read_speed(Table& table, AssistanceRules& rules) {
    constexpr std::int64_t fastest = 50;
    table.table("reading-speed", [&](Table& languages) {
        each_language(languages, [&](Language language, std::string_view name) {
            rules.reading_speeds.set(language, static_cast<unsigned>(languages.number(name, 1, fastest)));
        });
    });
}

void read_times(Table& table, AssistanceRules& rules) {
    constexpr std::int64_t longest = 600;
    rules.window = std::chrono::seconds(table.number("window", 60, 120));
    rules.question = std::chrono::seconds(table.number("question", 30, longest));
    rules.receipt = std::chrono::seconds(table.number("receipt", 10, longest));
    rules.hold = std::chrono::milliseconds(table.number("hold-ms", 1000, 2500));
    rules.answer_after_percent = static_cast<unsigned>(table.number("answer-after-percent", 30, 100));
    read_speed(table, rules);
}

}  // namespace

void read_staff(Table& table, Policy& policy) {
    auto& staff = policy.assistance.staff;
    const std::string show = table.text("show");
    if (!show.empty() && show != "number" && show != "name") {
        table.complain("show", "\"show\" must be \"number\" or \"name\"");
    }
    table.each("clerk", [&](Table& one) {
        Clerk clerk{.name = one.name("name"), .title = local_text(one, "number")};
        if (show == "name") {
            clerk.title = local_text(one, "title");
        } else if (one.has("title")) {
            local_text(one, "title");
        }
        refuse_twins(one, staff, clerk.name);
        staff.push_back(std::move(clerk));
        refuse_more(one, staff.size(), most_clerks);
    });
}

void read_assistance(Table& table, Policy& policy) {
    AssistanceRules& rules = policy.assistance;
    read_times(table, rules);
    table.each("reason", [&](Table& one) {
        AssistanceReason reason{.name = one.name("name"), .title = local_text(one, "title")};
        refuse_twins(one, rules.reasons, reason.name);
        rules.reasons.push_back(std::move(reason));
    });
    table.each("help", [&](Table& one) {
        HelpKind help{.name = one.name("name"),
                      .title = local_text(one, "title"),
                      .does = local_text(one, "does"),
                      .sees = local_text(one, "sees")};
        refuse_twins(one, rules.helps, help.name);
        rules.helps.push_back(std::move(help));
    });
    table.each("observer", [&](Table& one) {
        ObserverRole role{
            .name = one.name("name"), .title = local_text(one, "title"), .place = local_text(one, "place")};
        refuse_twins(one, rules.observers, role.name);
        rules.observers.push_back(std::move(role));
        refuse_more(one, rules.observers.size(), most_observers);
    });
}

}  // namespace tsuitate::policy
