// Walks every state that the real session machine can reach, with every event in every state, and holds the
// rules of the design (world.cpp) against each edge.
#include <gtest/gtest.h>

#include <deque>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "tests/model/world.hpp"

namespace tsuitate::policy {
namespace {

constexpr std::uint8_t longest_pin =
    1;  // empty and full; a half full one moves nothing that a full one does not

std::vector<Event> events_of_callers_and_clocks() {
    return {SessionAsked{},
            EntryAsked{longest_pin},
            CommandAsked{false},
            CommandAsked{true},
            CloseAsked{},
            CallerLeft{},
            AssistanceAsked{1},
            AssistanceAsked{2},
            AssistanceTakenBack{},
            ObserverAnnounced{1},
            ObserverWent{},
            CardCame{},
            CardWent{},
            CommandDone{},
            CardWasReset{},
            RecordDurable{},
            RecordFailed{},
            PhaseTimeUp{},
            EntryTimeUp{},
            SessionTimeUp{},
            ReaderHung{},
            ConsentShown{},
            ReadTimeUp{},
            HelpTimeUp{},
            Unclear{false},
            Unclear{true},
            ToolChanged{},
            YesHeld{false, Manner::usual},
            YesHeld{true, Manner::usual}};
}

std::vector<Event> all_events() {
    std::vector<Event> events = events_of_callers_and_clocks();
    for (int action = 0; action <= static_cast<int>(KeyAction::say_again); ++action) {
        events.emplace_back(Touched{static_cast<KeyAction>(action), false});
        events.emplace_back(Touched{static_cast<KeyAction>(action), true});
    }
    events.emplace_back(LanguageChosen{Language::japanese});  // others differ in words; see the last test
    for (int verdict = 0; verdict <= static_cast<int>(KnownTap::Verdict::refused); ++verdict) {
        events.emplace_back(KnownTap{static_cast<KnownTap::Verdict>(verdict)});
    }
    events.emplace_back(EntryChanged{0, false});
    events.emplace_back(EntryChanged{longest_pin, false});
    events.emplace_back(EntryChanged{longest_pin, true});
    events.emplace_back(TriesFound{TriesFound::Found::tries, 0});
    events.emplace_back(TriesFound{TriesFound::Found::tries, 1});
    events.emplace_back(TriesFound{TriesFound::Found::tries, 2});
    for (int found = 1; found <= static_cast<int>(TriesFound::Found::failed); ++found) {
        events.emplace_back(TriesFound{static_cast<TriesFound::Found>(found), 0});
    }
    for (int said = 0; said <= static_cast<int>(CardSaid::Said::not_sent); ++said) {
        for (std::uint8_t left = 0; left <= 1; ++left) {
            events.emplace_back(CardSaid{static_cast<CardSaid::Said>(said), left});
        }
    }
    events.emplace_back(PartsChanged{true, true, true, true});
    for (int missing = 0; missing < 4; ++missing) {
        events.emplace_back(PartsChanged{missing != 0, missing != 1, missing != 2, missing != 3});
    }
    events.emplace_back(PartsChanged{});
    return events;
}

struct Walk {
    std::set<World> seen;
    std::set<Phase> phases;
    std::size_t edges = 0;
    std::map<std::string, std::string> broken;  // rule → where
};

Walk walk_everything() {
    Walk walk;
    const std::vector<Event> events = all_events();
    std::deque<const World*> waiting;
    waiting.push_back(&*walk.seen.insert(World{}).first);
    while (!waiting.empty()) {
        const World& here = *waiting.front();
        waiting.pop_front();
        walk.phases.insert(here.state.phase);
        for (std::size_t i = 0; i < events.size(); ++i) {
            World next = here;
            const std::string rule = follow(next, events[i], step(here.state, events[i]));
            ++walk.edges;
            if (!rule.empty()) {
                walk.broken.emplace(rule, "phase " + std::to_string(static_cast<int>(here.state.phase)) +
                                              ", event " + std::to_string(events[i].index()) + " (" +
                                              std::to_string(i) + ")");
                continue;
            }
            const auto [place, is_new] = walk.seen.insert(next);
            if (is_new) {
                waiting.push_back(&*place);
            }
        }
    }
    return walk;
}

const Walk& the_walk() {
    static const Walk walk = walk_everything();
    return walk;
}

// The answers of a world in which ledger and card do, or do not, what they are asked.
Event answer_to(const State& state, bool cooperative) {
    if (state.record_open) {
        return cooperative ? Event(RecordDurable{}) : Event(RecordFailed{});
    }
    switch (state.question) {
        case CardQuestion::tries:
            return cooperative ? Event(TriesFound{TriesFound::Found::tries, 3}) : Event(ReaderHung{});
        case CardQuestion::verify:
            return cooperative ? Event(CardSaid{CardSaid::Said::verified, 0}) : Event(ReaderHung{});
        case CardQuestion::command:
            return cooperative ? Event(CommandDone{}) : Event(ReaderHung{});
        case CardQuestion::reset:
            return cooperative ? Event(CardWasReset{}) : Event(ReaderHung{});
        case CardQuestion::none:
            break;
    }
    return PhaseTimeUp{};
}

bool ends_closed(State state, bool cooperative) {
    state = step(state, CallerLeft{}).state;
    constexpr int enough = 24;
    for (int i = 0; i < enough && state.phase != Phase::closed; ++i) {
        state = step(state, answer_to(state, cooperative)).state;
    }
    return state.phase == Phase::closed && state.dots == 0;
}

TEST(SessionModel, no_rule_is_broken_on_any_edge) {
    const Walk& walk = the_walk();
    std::cout << walk.seen.size() << " states, " << walk.edges << " edges\n";
    for (const auto& [rule, where] : walk.broken) {
        ADD_FAILURE() << rule << ": " << where;
    }
    EXPECT_GT(walk.seen.size(), 1000U);
}

TEST(SessionModel, every_phase_is_reached) {
    EXPECT_EQ(the_walk().phases.size(), phase_count);
}

TEST(SessionModel, every_state_ends_closed_and_wiped_when_the_caller_leaves) {
    for (const World& world : the_walk().seen) {
        ASSERT_TRUE(ends_closed(world.state, true)) << "phase " << static_cast<int>(world.state.phase);
    }
}

TEST(SessionModel, every_state_ends_closed_and_wiped_when_ledger_and_card_fail) {
    for (const World& world : the_walk().seen) {
        ASSERT_TRUE(ends_closed(world.state, false)) << "phase " << static_cast<int>(world.state.phase);
    }
}

TEST(SessionModel, a_phase_that_waits_for_a_person_has_a_time_limit) {
    const Limits limits;
    const AssistanceRules assistance;
    for (const World& world : the_walk().seen) {
        const State& state = world.state;
        const bool waits_for_machine = state.record_open || state.question != CardQuestion::none;
        const bool waits_for_caller = state.phase == Phase::closed || state.phase == Phase::open;
        if (!waits_for_machine && !waits_for_caller) {
            ASSERT_TRUE(time_limit(state, limits, assistance)) << "phase " << static_cast<int>(state.phase);
        }
    }
}

// From any page about the PIN one touch of "back" leads to the page before it, and no page costs or wipes
// anything.
TEST(SessionModel, a_page_about_the_pin_leads_back_the_way_it_came) {
    std::set<GuidePage> pages;
    for (const World& world : the_walk().seen) {
        const State& here = world.state;
        if (here.phase != Phase::helping || here.choosing_language || here.guide == GuidePage::none) {
            continue;
        }
        pages.insert(here.guide);
        const Step back = step(here, Touched{KeyAction::back, false});
        State before = here;
        before.guide = here.guide == GuidePage::pin_characters ? GuidePage::pin_guide : GuidePage::none;
        before.unclear = back.state.unclear;
        ASSERT_TRUE(back.state == before && back.effects.empty());
    }
    EXPECT_EQ(pages.size(), 3U);
}

TEST(SessionModel, the_language_changes_the_words_and_nothing_else) {
    for (const World& world : the_walk().seen) {
        const Step one = step(world.state, LanguageChosen{Language::japanese});
        const Step other = step(world.state, LanguageChosen{Language::english});
        State alike = other.state;
        ASSERT_EQ(alike.language == Language::english, world.state.choosing_language);
        alike.language = one.state.language;
        ASSERT_TRUE(alike == one.state && one.effects.empty() && other.effects.empty());
    }
}

}  // namespace
}  // namespace tsuitate::policy
