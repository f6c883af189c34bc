// Walks every state that the real session machine can reach, with every event in every state, and holds the
// rules of the design against each edge.
#include <gtest/gtest.h>

#include <deque>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "policy/session/machine.hpp"

namespace tsuitate::policy {
namespace {

constexpr std::uint8_t longest_pin = 2;  // enough to have an empty, a partial and a full entry

// What the outside remembers beside the machine's own state.
struct World {
    State state;
    bool pin_held = false;             // characters lie in the vault
    bool yes_touched = false;          // in this entry, on the last-try question
    bool panel_proven = false;         // in this entry: known taps said so, and that is durable
    bool keypad_chosen = false;        // in this entry: begun on the tactile keypad
    std::uint8_t entries_pending = 0;  // asked and not answered
    bool open_pending = false;
    bool command_pending = false;
    RecordKind open_record{};  // meaningful while state.record_open
    friend auto operator<=>(const World&, const World&) = default;
};

template <typename T>
std::size_t count_of(const Effects& effects) {
    std::size_t count = 0;
    for (const Effect& effect : effects) {
        count += std::holds_alternative<T>(effect) ? 1U : 0U;
    }
    return count;
}

std::size_t questions_in(const Effects& effects) {
    return count_of<ReadTries>(effects) + count_of<Verify>(effects) + count_of<SendCommand>(effects) +
           count_of<ResetCard>(effects);
}

std::vector<Event> all_events() {
    std::vector<Event> events = {SessionAsked{},      EntryAsked{longest_pin},
                                 CommandAsked{false}, CommandAsked{true},
                                 CloseAsked{},        CallerLeft{},
                                 CardCame{},          CardWent{},
                                 CommandDone{},       CardWasReset{},
                                 RecordDurable{},     RecordFailed{},
                                 PhaseTimeUp{},       EntryTimeUp{},
                                 SessionTimeUp{},     ReaderHung{},
                                 Unclear{false},      Unclear{true},
                                 ToolChanged{}};
    for (int action = 0; action <= static_cast<int>(KeyAction::here); ++action) {
        events.emplace_back(Touched{static_cast<KeyAction>(action), false});
        events.emplace_back(Touched{static_cast<KeyAction>(action), true});
    }
    for (int verdict = 0; verdict <= static_cast<int>(KnownTap::Verdict::refused); ++verdict) {
        events.emplace_back(KnownTap{static_cast<KnownTap::Verdict>(verdict)});
    }
    for (std::uint8_t count = 0; count <= longest_pin; ++count) {
        events.emplace_back(EntryChanged{count, false});
        events.emplace_back(EntryChanged{count, true});
    }
    for (int found = 0; found <= static_cast<int>(TriesFound::Found::failed); ++found) {
        for (std::uint8_t left = 0; left <= 3; ++left) {
            events.emplace_back(TriesFound{static_cast<TriesFound::Found>(found), left});
        }
    }
    for (int said = 0; said <= static_cast<int>(CardSaid::Said::not_sent); ++said) {
        for (std::uint8_t left = 0; left <= 2; ++left) {
            events.emplace_back(CardSaid{static_cast<CardSaid::Said>(said), left});
        }
    }
    for (int bits = 0; bits < 16; ++bits) {
        events.emplace_back(PartsChanged{(bits & 1) != 0, (bits & 2) != 0, (bits & 4) != 0, (bits & 8) != 0});
    }
    return events;
}

// The outside after one step. Returns what rule was broken, or nothing.
std::string follow(World& world, const Event& event, const Step& taken) {
    const State& before = world.state;
    const State& after = taken.state;
    bool record_free = !before.record_open || std::holds_alternative<RecordDurable>(event) ||
                       std::holds_alternative<RecordFailed>(event) ||
                       std::holds_alternative<PhaseTimeUp>(event) ||
                       std::holds_alternative<PartsChanged>(event);
    bool question_free =
        before.question == CardQuestion::none || std::holds_alternative<TriesFound>(event) ||
        std::holds_alternative<CardSaid>(event) || std::holds_alternative<CommandDone>(event) ||
        std::holds_alternative<CardWasReset>(event) || std::holds_alternative<ReaderHung>(event);
    world.open_pending |= std::holds_alternative<SessionAsked>(event);
    world.command_pending |= std::holds_alternative<CommandAsked>(event);
    world.entries_pending = static_cast<std::uint8_t>(world.entries_pending +
                                                      (std::holds_alternative<EntryAsked>(event) ? 1 : 0));
    const auto* touched = std::get_if<Touched>(&event);
    if (touched != nullptr) {
        const bool yes = touched->action == KeyAction::yes ||
                         (touched->on_keypad && touched->action == KeyAction::confirm);
        const bool may_answer = touched->on_keypad || world.panel_proven;
        world.yes_touched |= before.phase == Phase::asking_last_try && yes && may_answer;
        world.keypad_chosen |= touched->on_keypad && touched->action == KeyAction::confirm &&
                               (before.phase == Phase::explaining || before.phase == Phase::proving ||
                                before.phase == Phase::refusing);
    }
    world.panel_proven |= before.phase == Phase::recording_proof && before.record_open &&
                          std::holds_alternative<RecordDurable>(event) &&
                          world.open_record == RecordKind::panel_proof && before.panel == PanelTrust::proven;
    if (count_of<WriteRecord>(taken.effects) > 1 || questions_in(taken.effects) > 1) {
        return "one record and one question to the card at a time";
    }
    for (const Effect& effect : taken.effects) {
        if (const auto* record = std::get_if<WriteRecord>(&effect)) {
            if (!record_free) {
                return "a record while another is open";
            }
            world.open_record = record->kind;
            if (record->kind == RecordKind::entry_started) {
                world.yes_touched = false;
                world.panel_proven = false;
                world.keypad_chosen = false;
            }
        } else if (std::holds_alternative<Verify>(effect)) {
            if (!std::holds_alternative<RecordDurable>(event) ||
                world.open_record != RecordKind::pin_attempt) {
                return "VERIFY without the durable record of this attempt (R4)";
            }
            if (!before.well_formed || before.tries_left == 0 || before.tries_left == tries_unknown) {
                return "VERIFY that may waste a try (R3)";
            }
            if (before.tries_left == 1 && !world.yes_touched) {
                return "the last try without the citizen's yes on the panel (R2, R3)";
            }
            if (!world.panel_proven && !world.keypad_chosen) {
                return "VERIFY of what was typed on a panel that nothing had proven (R3)";
            }
            if (before.end || !before.parts.all() || !before.card_present) {
                return "VERIFY after somebody or something has left (R5)";
            }
            world.pin_held = false;  // moved into the card question, which wipes it
        } else if (std::holds_alternative<AppendCharacter>(effect)) {
            if (before.phase != Phase::entering || touched == nullptr ||
                touched->action != KeyAction::character) {
                return "a character that nobody touched";
            }
            if (!touched->on_keypad && !world.panel_proven) {
                return "a character from a panel that nothing had proven (R3)";
            }
            world.pin_held = true;
        } else if (std::holds_alternative<WipePin>(effect)) {
            world.pin_held = false;
        } else if (std::holds_alternative<ReplyEntry>(effect) ||
                   std::holds_alternative<RefuseEntry>(effect)) {
            if (world.entries_pending-- == 0) {
                return "an outcome that nobody asked for";
            }
        } else if (std::holds_alternative<ConfirmOpened>(effect)) {
            if (world.open_record != RecordKind::session_opened ||
                !std::holds_alternative<RecordDurable>(event)) {
                return "a session opened without its durable record (R4)";
            }
        } else if (std::holds_alternative<EndSession>(effect)) {
            if (before.card_present && before.parts.reader && after.card_present && !before.card_reset &&
                !std::holds_alternative<CardWasReset>(event) && !std::holds_alternative<ReaderHung>(event) &&
                after.parts.reader) {
                return "the session ended and the card still remembers what was verified (R5)";
            }
        }
        if (std::holds_alternative<ReadTries>(effect) || std::holds_alternative<Verify>(effect) ||
            std::holds_alternative<SendCommand>(effect) || std::holds_alternative<ResetCard>(effect)) {
            if (!question_free) {
                return "a question to the card while another is open";
            }
        }
        if (std::holds_alternative<ConfirmOpened>(effect) || std::holds_alternative<RefuseOpen>(effect)) {
            world.open_pending = false;
        }
        if (std::holds_alternative<RefuseCommand>(effect) ||
            (std::holds_alternative<SendCommand>(effect) && world.command_pending)) {
            world.command_pending = false;
        }
    }
    const bool may_hold = after.phase == Phase::entering || after.phase == Phase::helping ||
                          after.phase == Phase::holding_back || after.phase == Phase::rechecking_tries ||
                          after.phase == Phase::recording_attempt;
    if (world.pin_held && !may_hold) {
        return "characters held outside the entry (R5)";
    }
    if (after.phase == Phase::closed && (world.entries_pending > 0 || world.command_pending)) {
        return "a caller left without an answer";
    }
    if (after.last_try_agreed && !world.yes_touched) {
        return "agreed without a touch (R2)";
    }
    if (touched != nullptr && touched->action == KeyAction::stop && in_entry(before) &&
        before.phase < Phase::verifying && after.phase < Phase::ending_entry) {
        return "stop does not stop";
    }
    world.state = after;
    if (after.phase == Phase::closed) {
        world.yes_touched = false;
        world.panel_proven = false;
        world.keypad_chosen = false;
        world.open_record = {};
    }
    return {};
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
    std::deque<World> waiting;
    waiting.emplace_back();
    walk.seen.insert(World{});
    while (!waiting.empty()) {
        const World here = waiting.front();
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
            if (walk.seen.insert(next).second) {
                waiting.push_back(next);
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
    constexpr int enough = 12;
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
    for (const World& world : the_walk().seen) {
        const State& state = world.state;
        const bool waits_for_machine = state.record_open || state.question != CardQuestion::none;
        const bool waits_for_caller = state.phase == Phase::closed || state.phase == Phase::open;
        if (!waits_for_machine && !waits_for_caller) {
            ASSERT_TRUE(time_limit(state, limits)) << "phase " << static_cast<int>(state.phase);
        }
    }
}

}  // namespace
}  // namespace tsuitate::policy
