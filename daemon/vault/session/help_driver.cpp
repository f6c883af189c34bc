#include "daemon/vault/session/help_driver.hpp"

#include <sodium.h>

#include <algorithm>
#include <utility>

#include "policy/assistance/receipt.hpp"

namespace tsuitate::vault {
namespace {

using policy::Phase;
using Stage = policy::Assistance::Stage;

// The time left is shown in steps: a number that changes every second is all that one would look at.
constexpr std::chrono::seconds countdown_step{10};
// A caller that is refused over and over must not fill the log.
constexpr unsigned most_refusals_recorded = 16;

wire::Name name(std::string_view text) {
    return wire::Name::from(text).value_or(wire::Name{});
}

bool lives(const policy::State& state) {
    return state.assistance.stage == Stage::agreed && state.assistance.agreed_clerk != 0;
}

bool asks(const policy::State& state) {
    return state.phase == Phase::showing_consent || state.phase == Phase::recording_shown ||
           state.phase == Phase::asking_consent || state.phase == Phase::recording_consent;
}

wire::AskAnswer answer_of(policy::AssistanceRefusal why) {
    switch (why) {
        case policy::AssistanceRefusal::busy:
            return wire::AskAnswer::busy;
        case policy::AssistanceRefusal::no_entry:
            return wire::AskAnswer::no_entry;
        case policy::AssistanceRefusal::no_session:
            break;
    }
    return wire::AskAnswer::no_session;
}

// What the machine would say to this; nothing when it would take it. It is a pure function: asking costs
// nothing, and whose names a question bears must be settled before it is drawn.
template <typename Refusal>
std::optional<policy::AssistanceRefusal> refusal_of(const policy::State& state, const policy::Event& event) {
    const policy::Step step = policy::step(state, event);
    for (const policy::Effect& effect : step.effects) {
        if (const auto* refused = std::get_if<Refusal>(&effect)) {
            return refused->why;
        }
    }
    return std::nullopt;
}

std::uint64_t random_receipt() {
    constexpr std::uint32_t upper = 100'000;
    constexpr std::uint32_t lower = 1'000'000;
    return std::uint64_t{randombytes_uniform(upper)} * lower + randombytes_uniform(lower);
}

}  // namespace

HelpDriver::HelpDriver(loop::Loop& loop, const policy::Policy& policy, FrontLink& front, Records& records,
                       const policy::State& state, Happened happened, std::function<void()> changed)
    : loop_(loop),
      policy_(policy),
      front_(front),
      records_(records),
      state_(state),
      happened_(std::move(happened)),
      changed_(std::move(changed)) {}

void HelpDriver::begin(const policy::SessionId& session) {
    session_ = session;
    request_ = {};
    observer_ = {};
    helper_ = {};
    refused_ = 0;
    receipt_.clear();
    receipt_code_.clear();
    receipt_serial_ = 0;
    begin_entry();
}

void HelpDriver::request(const wire::FrontRequestAssistance& asked) {
    const auto& rules = policy_.assistance;
    const policy::AssistanceAsked event{rules.clerk(asked.clerk.view())};
    if (event.clerk == 0 || rules.reason(asked.reason.view()) == nullptr ||
        rules.help(asked.help.view()) == nullptr) {
        front_.drop("it names a clerk, a reason or a help that the policy does not have");
        return;
    }
    if (const auto why = refusal_of<policy::RefuseAssistance>(state_, event)) {
        if (refused_++ < most_refusals_recorded) {
            records_.write({.kind = policy::RecordKind::assistance_refused,
                            .session = session_,
                            .detail = name(policy::name_of(*why)),
                            .clerk = asked.clerk});
        }
        front_.send(wire::VaultAnswerAssistance{
            .session = asked.session, .request = asked.request, .answer = answer_of(*why)});
        return;
    }
    records_.write({.kind = policy::RecordKind::assistance_requested,
                    .session = session_,
                    .clerk = asked.clerk,
                    .reason = asked.reason,
                    .help = asked.help});
    request_ = asked;
    happened_(event);
}

void HelpDriver::announce(const wire::FrontAnnounceObserver& asked) {
    const policy::ObserverAnnounced event{policy_.assistance.observer(asked.role.view())};
    if (event.role == 0) {
        front_.drop("it names an observer that the policy does not have");
        return;
    }
    if (const auto why = refusal_of<policy::RefuseObserver>(state_, event)) {
        front_.send(wire::VaultAnswerObserver{
            .session = asked.session, .request = asked.request, .answer = answer_of(*why)});
        return;
    }
    records_.write({.kind = policy::RecordKind::observer_announced, .session = session_, .role = asked.role});
    observer_ = asked;
    happened_(event);
}

void HelpDriver::observer_left() {
    if (state_.observation.stage == policy::Observation::Stage::present) {
        records_.write(
            {.kind = policy::RecordKind::observer_left, .session = session_, .role = observer_.role});
    }
    happened_(policy::ObserverWent{});
}

void HelpDriver::refuse(const wire::FrontRequestAssistance& asked) const {
    front_.send(wire::VaultAnswerAssistance{
        .session = asked.session, .request = asked.request, .answer = wire::AskAnswer::no_session});
}

void HelpDriver::refuse(const wire::FrontAnnounceObserver& asked) const {
    front_.send(wire::VaultAnswerObserver{
        .session = asked.session, .request = asked.request, .answer = wire::AskAnswer::no_session});
}

void HelpDriver::consent_shown(const wire::ScreenTellShown& told) {
    if (state_.phase != Phase::showing_consent) {
        return;
    }
    text_ = told.text;
    text_length_ = told.text_length;
    shown_at_ = std::chrono::steady_clock::now();
    happened_(policy::ConsentShown{});
    set(read_clock_, policy_.assistance.answer_after(state_.language, text_length_), [this] {
        readable_since_ = std::chrono::steady_clock::now();
        happened_(policy::ReadTimeUp{});
    });
}

bool HelpDriver::readable_at(std::chrono::steady_clock::time_point down_at) const {
    return state_.phase == Phase::asking_consent && state_.assistance.readable && readable_since_ &&
           down_at >= *readable_since_;
}

void HelpDriver::yes_held(std::chrono::steady_clock::time_point since, bool on_keypad, bool other_hand) {
    const bool hurried = since - shown_at_ < policy_.assistance.reading_time(state_.language, text_length_);
    policy::Manner manner = hurried ? policy::Manner::hurried : policy::Manner::usual;
    if (other_hand) {
        manner = hurried ? policy::Manner::hurried_other_hand : policy::Manner::other_hand;
    }
    happened_(policy::YesHeld{.on_keypad = on_keypad, .manner = manner});
}

void HelpDriver::set_held(std::uint8_t steps) {
    held_ = steps;
    changed_();
}

void HelpDriver::set_keypad(bool there) {
    keypad_ = there;
    changed_();
}

void HelpDriver::receipt_signed(std::uint64_t serial, const wire::Code& code) {
    if (serial == receipt_serial_ && serial != 0) {
        receipt_code_ = code.view();
        changed_();
    }
}

// ------------------------------------------------------------ clocks

void HelpDriver::follow(const policy::State& before) {
    follow_question(before);
    follow_help(before);
    if (state_.phase == Phase::starting_entry && before.phase != Phase::starting_entry) {
        begin_entry();
    }
}

void HelpDriver::follow_question(const policy::State& before) {
    if (asks(state_) && !asks(before)) {
        constexpr std::uint32_t coin = 2;
        swapped_ = randombytes_uniform(coin) == 1;
        held_ = 0;
        readable_since_.reset();
    } else if (!asks(state_)) {
        clear(read_clock_);
        readable_since_.reset();
        held_ = 0;
    }
}

void HelpDriver::follow_help(const policy::State& before) {
    const bool now = lives(state_);
    if (now == lives(before)) {
        return;
    }
    clear(help_clock_);
    clear(countdown_);
    if (now) {
        help_until_ = std::chrono::steady_clock::now() + policy_.assistance.window;
        set(help_clock_, policy_.assistance.window, [this] { happened_(policy::HelpTimeUp{}); });
        count_down();
    }
}

void HelpDriver::count_down() {
    set(countdown_, countdown_step, [this] {
        count_down();
        changed_();
    });
}

void HelpDriver::set(Clock& clock, std::chrono::nanoseconds pause, std::function<void()> then) {
    clear(clock);
    clock = loop_.after(pause, [&clock, then = std::move(then)] {
        clock.reset();
        then();
    });
}

void HelpDriver::clear(Clock& clock) {
    if (clock) {
        loop_.cancel(*std::exchange(clock, std::nullopt));
    }
}

// ------------------------------------------------------------ pictures and records

std::string HelpDriver::observer_name() const {
    const std::size_t role = state_.observation.role;
    return role == 0 ? std::string() : policy_.assistance.observers.at(role - 1).name;
}

void HelpDriver::add_to(policy::Scene& scene) const {
    using policy::SceneName;
    const bool watched = state_.observation.stage == policy::Observation::Stage::present;
    if (watched || scene.name == SceneName::observer_question) {
        scene.observer = observer_name();
    }
    if (scene.name == SceneName::consent) {
        scene.clerk = request_.clerk.view();
        scene.reason = request_.reason.view();
        scene.help = request_.help.view();
        scene.seconds_left = static_cast<std::uint8_t>(policy_.assistance.window.count());
        scene.swapped = swapped_;
        scene.held = held_;
    } else if (scene.name == SceneName::assistance_over || scene.name == SceneName::change_offer) {
        scene.clerk = helper_.view();
    } else if (lives(state_) && policy::in_entry(state_)) {
        scene.clerk = helper_.view();
        const auto left =
            std::chrono::duration_cast<std::chrono::seconds>(help_until_ - std::chrono::steady_clock::now());
        const auto steps = (left + countdown_step - std::chrono::seconds(1)) / countdown_step;
        scene.seconds_left =
            static_cast<std::uint8_t>(std::max<std::int64_t>(0, steps) * countdown_step.count());
    } else if (scene.name == SceneName::receipt) {
        scene.receipt = receipt_;
        scene.receipt_code = receipt_code_;
    }
    scene.keypad = keypad_;
}

void HelpDriver::add_to(wire::VaultWriteRecord& record, const policy::WriteRecord& effect) {
    using policy::RecordKind;
    if (!effect.detail.empty()) {
        record.detail = name(effect.detail);
    }
    if (effect.kind == RecordKind::consent_shown) {
        record.clerk = request_.clerk;
        record.reason = request_.reason;
        record.help = request_.help;
        record.language = state_.language;
        record.text = text_;
        record.seconds = static_cast<std::uint8_t>(policy_.assistance.window.count());
    } else if (effect.kind == RecordKind::consent_answered) {
        record.clerk = request_.clerk;
        record.manner = effect.manner;
        if (effect.detail == policy::name_of(policy::ConsentAnswer::agreed)) {
            helper_ = request_.clerk;
        }
    } else if (effect.kind == RecordKind::assistance_ended ||
               effect.kind == RecordKind::assistance_reviewed) {
        record.clerk = helper_;
    } else if (effect.kind == RecordKind::observer_answered) {
        record.role = observer_.role;
    } else if (effect.kind == RecordKind::receipt_issued) {
        receipt_ = policy::receipt_text(random_receipt());
        record.receipt = name(receipt_);
    }
}

void HelpDriver::written(policy::RecordKind kind, std::uint64_t serial) {
    if (kind == policy::RecordKind::receipt_issued) {
        receipt_serial_ = serial;
    }
}

// ------------------------------------------------------------ to the caller

void HelpDriver::carry_out(const policy::ReplyAssistance& effect) {
    front_.send(wire::VaultAnswerAssistance{
        .session = session_, .request = request_.request, .consent = effect.answer});
}

// The machine was asked first whether it would take a request, so neither of these is ever wanted.
void HelpDriver::carry_out(const policy::RefuseAssistance&) {}
void HelpDriver::carry_out(const policy::RefuseObserver&) {}

void HelpDriver::carry_out(const policy::ReplyObserver& effect) {
    front_.send(wire::VaultAnswerObserver{
        .session = session_, .request = observer_.request, .observer = effect.answer});
}

void HelpDriver::carry_out(const policy::TellAssistance& effect) {
    wire::VaultTellAssistance told{.session = session_, .news = effect.news};
    if (effect.news == policy::AssistanceNews::agreed) {
        told.seconds = static_cast<std::uint8_t>(policy_.assistance.window.count());
    } else if (effect.news == policy::AssistanceNews::tries_shown) {
        told.tries_left = state_.tries_left;
    }
    front_.send(told);
}

void HelpDriver::carry_out(const policy::TellReceipt&) {
    front_.send(wire::VaultTellReceipt{.session = session_, .number = name(receipt_)});
}

void HelpDriver::take(policy::HelpStep step) {
    larger_keys_ = larger_keys_ || step == policy::HelpStep::larger_keys;
}

}  // namespace tsuitate::vault
