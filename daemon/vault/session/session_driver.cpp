#include "daemon/vault/session/session_driver.hpp"

#include <sodium.h>

#include <utility>

#include "daemon/vault/session/touch_signs.hpp"
#include "policy/pin/pin_format.hpp"

namespace tsuitate::vault {
namespace {

policy::SessionId random_session_id() {
    policy::SessionId id;
    randombytes_buf(id.bytes.data(), id.bytes.size());
    return id;
}

wire::Name name(std::string_view text) {
    return wire::Name::from(text).value_or(wire::Name{});
}

bool types(const policy::State& state) {
    return state.phase == policy::Phase::entering || state.phase == policy::Phase::helping;
}

bool touches(const policy::Event& event) {
    return std::holds_alternative<policy::Touched>(event) ||
           std::holds_alternative<policy::KnownTap>(event) ||
           std::holds_alternative<policy::Unclear>(event) ||
           std::holds_alternative<policy::LanguageChosen>(event);
}

policy::Appearance next(policy::Appearance appearance) {
    return static_cast<policy::Appearance>((static_cast<std::size_t>(appearance) + 1) %
                                           policy::appearance_names.size());
}

// A caller that is refused over and over must not fill the log.
constexpr unsigned most_refused_commands_recorded = 16;

}  // namespace

SessionDriver::SessionDriver(loop::Loop& loop, const policy::Policy& policy, FrontLink& front,
                             Records& records, Glass& glass, CardReader& card)
    : loop_(loop),
      policy_(policy),
      front_(front),
      records_(records),
      glass_(glass),
      card_(card),
      help_(
          loop, policy, front, records, state_, [this](const policy::Event& event) { happened(event); },
          [this] { show(); }),
      at_once_(policy.panel.signs == policy::Signs::at_once),
      appearance_(policy.panel.appearance),
      entry_time_(policy.limits),
      pad_(policy.panel) {}

void SessionDriver::open(const wire::FrontOpenSession& asked) {
    if (!asked.procedure.view().empty() && policy_.procedure(asked.procedure.view()) == nullptr) {
        front_.send(
            wire::VaultAnswerOpen{.request = asked.request, .answer = wire::OpenAnswer::unknown_procedure});
        return;
    }
    if (state_.phase != policy::Phase::closed) {
        front_.send(wire::VaultAnswerOpen{.request = asked.request, .answer = wire::OpenAnswer::busy});
        return;
    }
    opening_ = asked;
    session_ = random_session_id();
    procedure_ = asked.procedure.view();
    appearance_ = policy_.panel.appearance;
    blank_ = false;
    help_.begin(session_);
    pad_.begin_session();
    refused_commands_ = 0;
    happened(policy::SessionAsked{asked.language});
}

void SessionDriver::enter(const wire::FrontEnterPin& asked) {
    const auto refuse = [&](wire::EntryAnswer answer) {
        front_.send(
            wire::VaultEndEntry{.session = asked.session, .request = asked.request, .answer = answer});
    };
    const policy::PinKind* kind = policy_.pin_kind(asked.pin_kind.view());
    if (!is_current(asked.session)) {
        refuse(wire::EntryAnswer::no_session);
    } else if (kind == nullptr) {
        refuse(wire::EntryAnswer::unknown_kind);
    } else if (next_entry_ || policy::in_entry(state_)) {
        refuse(wire::EntryAnswer::busy);
    } else {
        next_entry_ = Entry{.request = asked.request, .kind = kind};
        happened(policy::EntryAsked{kind->max_length});
    }
}

void SessionDriver::command(const wire::FrontSendCommand& asked) {
    const auto refuse = [&](wire::CommandAnswer answer) {
        front_.send(
            wire::VaultAnswerCommand{.session = asked.session, .request = asked.request, .answer = answer});
    };
    if (!is_current(asked.session)) {
        refuse(wire::CommandAnswer::no_session);
        return;
    }
    const auto verdict = policy::judge(policy_.commands, std::span(asked.apdu).first(asked.size));
    if (verdict.rule == nullptr) {
        if (refused_commands_++ < most_refused_commands_recorded) {
            records_.write({.kind = policy::RecordKind::command_refused,
                            .session = session_,
                            .detail = name(policy::name_of(verdict.refusal))});
        }
        refuse(wire::CommandAnswer::refused);
        return;
    }
    if (state_.command_recording || state_.question == policy::CardQuestion::command) {
        refuse(wire::CommandAnswer::busy);
        return;
    }
    command_ = asked;
    command_rule_ = verdict.rule->name;
    happened(policy::CommandAsked{verdict.rule->recorded});
}

void SessionDriver::close(const wire::FrontCloseSession& asked) {
    if (!is_current(asked.session)) {
        return;
    }
    if (asked.reason == wire::CloseReason::asked) {
        happened(policy::CloseAsked{});
    } else {
        happened(policy::CallerLeft{});
    }
}

void SessionDriver::request_assistance(const wire::FrontRequestAssistance& asked) {
    if (is_current(asked.session)) {
        help_.request(asked);
    } else {
        help_.refuse(asked);
    }
}

void SessionDriver::end_assistance(const wire::FrontEndAssistance& asked) {
    if (is_current(asked.session)) {
        happened(policy::AssistanceTakenBack{});
    }
}

void SessionDriver::announce_observer(const wire::FrontAnnounceObserver& asked) {
    if (is_current(asked.session)) {
        help_.announce(asked);
    } else {
        help_.refuse(asked);
    }
}

void SessionDriver::observer_left(const wire::FrontObserverLeft& asked) {
    if (is_current(asked.session)) {
        help_.observer_left();
    }
}

void SessionDriver::front_lost() {
    happened(policy::CallerLeft{});
}

void SessionDriver::key(const policy::Key& key, bool on_keypad) {
    if (key.action == policy::KeyAction::choose_language) {
        happened(policy::LanguageChosen{static_cast<policy::Language>(key.character)});
        return;
    }
    if (key.action == policy::KeyAction::appearance) {
        appearance_ = next(appearance_);
    }
    blank_ = blank_ != (key.action == policy::KeyAction::blank);
    said_again_ = static_cast<std::uint16_t>(said_again_ + (key.action == policy::KeyAction::say_again));
    touched_character_ = key.character;
    happened(policy::Touched{key.action, on_keypad});
    touched_character_ = 0;
}

void SessionDriver::set_fault_code(std::uint16_t fault_code) {
    fault_code_ = fault_code;
    show();
}

void SessionDriver::give_way(bool to_another) {
    gives_way_ = to_another;
    if (!gives_way_) {
        show();
    }
}

void SessionDriver::set_proof_cell(std::uint8_t cell) {
    proof_cell_ = cell;
    show();
}

void SessionDriver::happened(const policy::Event& event) {
    queue_.push_back(event);
    if (!running_) {
        run_queue();
    }
}

void SessionDriver::run_queue() {
    running_ = true;
    while (!queue_.empty()) {
        const policy::Event event = queue_.front();
        queue_.pop_front();
        const policy::State before = state_;
        policy::Step step = policy::step(before, event);
        state_ = step.state;
        for (const policy::Effect& effect : step.effects) {
            std::visit([this](const auto& wanted) { carry_out(wanted); }, effect);
        }
        restart_clocks(before, touches(event));
        help_.follow(before);
        if (state_.phase == policy::Phase::starting_entry && before.phase != state_.phase) {
            pad_.begin_entry();
        }
        show();
    }
    running_ = false;
    if (changed_) {
        changed_();
    }
}

void SessionDriver::restart_clocks(const policy::State& before, bool touched) {
    if (types(state_) && !types(before)) {
        entry_time_.begin(std::chrono::steady_clock::now());
    }
    restart_phase_clock(before, touched);
    restart_entry_clocks();
    const bool has_session = state_.phase != policy::Phase::closed;
    if (has_session && !session_clock_) {
        set(session_clock_, policy_.limits.session, policy::SessionTimeUp{});
    } else if (!has_session) {
        clear(session_clock_);
    }
}

void SessionDriver::restart_phase_clock(const policy::State& before, bool touched) {
    const bool other = state_.phase != before.phase || state_.record_open != before.record_open;
    if (!other && (!touched || state_.phase == policy::Phase::holding_back)) {
        return;
    }
    clear(phase_clock_);
    const auto now = std::chrono::steady_clock::now();
    if (state_.phase == policy::Phase::holding_back) {
        set(phase_clock_, entry_time_.until_next(policy::end_grid, now), policy::PhaseTimeUp{});
    } else if (types(state_) && !state_.record_open) {
        entry_time_.touched(now);
        set(phase_clock_, entry_time_.idle_left(now), policy::PhaseTimeUp{});
    } else if (const auto limit = policy::time_limit(state_, policy_.limits, policy_.assistance)) {
        set(phase_clock_, *limit, policy::PhaseTimeUp{});
    }
}

// What a touch has changed, these follow.
void SessionDriver::restart_entry_clocks() {
    clear(entry_clock_);
    clear(countdown_clock_);
    if (!types(state_)) {
        return;
    }
    const auto now = std::chrono::steady_clock::now();
    set(entry_clock_, entry_time_.total_left(now), policy::EntryTimeUp{});
    if (policy_.limits.countdown.count() > 0) {
        countdown_clock_ = loop_.after(entry_time_.until_countdown_changes(now), [this] {
            countdown_clock_.reset();
            restart_entry_clocks();
            tick();
        });
    }
}

void SessionDriver::set(Clock& clock, std::chrono::nanoseconds pause, const policy::Event& event) {
    clock = loop_.after(pause, [this, &clock, event] {
        clock.reset();
        happened(event);
    });
}

void SessionDriver::clear(Clock& clock) {
    if (clock) {
        loop_.cancel(*clock);
        clock.reset();
    }
}

// Signs of a touch appear at multiples of a quarter of a second, so that who draws them does not learn when
// it was; or at once, where the policy says so.
void SessionDriver::show() {
    const policy::Scene scene = scene_now();
    if (gives_way_ || scene == shown_) {
        clear(sign_clock_);
    } else if (!differ_in_signs(shown_, scene)) {
        clear(sign_clock_);
        put(scene);
    } else if (at_once_ && !differ_in_taken(shown_, scene)) {
        tick();
    } else if (!sign_clock_) {
        const auto now = std::chrono::steady_clock::now();
        const std::chrono::nanoseconds grid = EntryTime::grid;
        sign_clock_ = loop_.after(at_once_ ? grid : entry_time_.until_next(grid, now), [this] {
            sign_clock_.reset();
            tick();
        });
    }
}

// The sign that something was taken or taken back lasts for one step of the grid; it is the same whatever it
// was. Where it may begin between two instants of the grid, the countdown may change meanwhile.
void SessionDriver::tick() {
    policy::Scene scene = scene_now();
    const auto types = [](const policy::Scene& one) { return one.name == policy::SceneName::entry; };
    const bool anew = scene.dots != shown_.dots;
    const bool lasts = shown_.taken && sign_clock_;
    scene.taken = types(scene) && types(shown_) && (anew || lasts);
    if (anew) {
        clear(sign_clock_);
    }
    if (!gives_way_) {
        put(scene);
        show();
    }
}

void SessionDriver::put(const policy::Scene& scene) {
    shown_ = scene;
    glass_.show(scene);
}

// What the last citizen chose is nothing to the next one: not the look, and not the language, which would
// tell who it was.
bool SessionDriver::nobody_is_here(const policy::Scene& scene) const {
    return state_.phase == policy::Phase::closed && !state_.lingering &&
           scene.name != policy::SceneName::remove_card;
}

policy::Scene SessionDriver::scene_now() const {
    policy::Scene scene = policy::scene_of(state_);
    const bool entry_is_over = state_.phase >= policy::Phase::showing_outcome;  // and still on the glass
    const bool about_a_pin = policy::in_entry(state_) || entry_is_over || state_.lingering;
    if (about_a_pin && entry_.kind != nullptr) {
        scene.pin_kind = entry_.kind->name;
        scene.procedure = procedure_;
    }
    const bool quotes =
        scene.name == policy::SceneName::out_of_service || scene.name == policy::SceneName::interrupted;
    scene.proof_cell = scene.name == policy::SceneName::prove_panel ? proof_cell_ : std::uint8_t{0};
    scene.large_keys = scene.name == policy::SceneName::entry && (large_keys_ || help_.larger_keys());
    scene.fault_code = quotes ? fault_code_ : std::uint16_t{0};
    scene.appearance = appearance_;
    if (nobody_is_here(scene)) {
        scene.appearance = policy_.panel.appearance;
        scene.language = policy::Language::japanese;
    }
    scene.blank = blank_ && policy::may_be_blank(scene.name) && state_.phase != policy::Phase::closed;
    scene.said_again = said_again_;
    if (types(state_) && policy_.limits.countdown.count() > 0) {
        scene.seconds_to_act = entry_time_.seconds_to_act(std::chrono::steady_clock::now());
    }
    help_.add_to(scene);
    pad_.add_to(scene, entry_.kind);
    return scene;
}

bool SessionDriver::is_current(const policy::SessionId& session) const {
    return state_.phase != policy::Phase::closed && state_.phase != policy::Phase::opening &&
           state_.phase != policy::Phase::handing_receipt && session == session_;
}

}  // namespace tsuitate::vault
