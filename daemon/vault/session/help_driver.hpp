// HelpDriver: the side of a session that is about others: clerks who ask to help, observers, receipts. It
// carries out what the session machine wants of that, keeps the names behind the machine's numbers, and runs
// the clocks of a consent. It decides nothing, and no message that it takes can say yes.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>

#include "daemon/loop/loop.hpp"
#include "daemon/vault/records.hpp"
#include "daemon/vault/role_link.hpp"
#include "policy/policy.hpp"
#include "policy/session/machine.hpp"

namespace tsuitate::vault {

class HelpDriver {
  public:
    using Happened = std::function<void(const policy::Event&)>;

    // `state` is the machine's, and outlives this; `changed` is called when the picture should.
    HelpDriver(loop::Loop& loop, const policy::Policy& policy, FrontLink& front, Records& records,
               const policy::State& state, Happened happened, std::function<void()> changed);

    // Another session begins.
    void begin(const policy::SessionId& session);

    // From the front, for the session that is open.
    void request(const wire::FrontRequestAssistance& asked);
    void announce(const wire::FrontAnnounceObserver& asked);
    void observer_left();
    // From the front, for a session that is not.
    void refuse(const wire::FrontRequestAssistance& asked) const;
    void refuse(const wire::FrontAnnounceObserver& asked) const;

    // The question is on the glass, in these words.
    void consent_shown(const wire::ScreenTellShown& told);
    // "Yes" has been held. `since` when, by a hand that touches as before or not.
    void yes_held(std::chrono::steady_clock::time_point since, bool on_keypad, bool other_hand);
    // Whether a touch that came down then may be a yes: nobody says yes to what could not be read.
    bool readable_at(std::chrono::steady_clock::time_point down_at) const;
    void set_held(std::uint8_t steps);
    void set_keypad(bool there);
    void receipt_signed(std::uint64_t serial, const wire::Code& code);

    // After a step of the machine.
    void follow(const policy::State& before);
    // What the picture needs beside the machine's own words.
    void add_to(policy::Scene& scene) const;
    // What a record of this kind needs.
    void add_to(wire::VaultWriteRecord& record, const policy::WriteRecord& effect);
    // A record was handed over under this serial.
    void written(policy::RecordKind kind, std::uint64_t serial);

    void carry_out(const policy::ReplyAssistance& effect);
    void carry_out(const policy::RefuseAssistance& effect);
    void carry_out(const policy::ReplyObserver& effect);
    void carry_out(const policy::RefuseObserver& effect);
    void carry_out(const policy::TellAssistance& effect);
    void carry_out(const policy::TellReceipt& effect);
    bool larger_keys() const { return larger_keys_; }
    // A step of the help screen that is about how the panel is drawn.
    void take(policy::HelpStep step);
    // Another entry: what was chosen for the one before is not this one's.
    void begin_entry() { larger_keys_ = false; }

  private:
    using Clock = std::optional<loop::Loop::TimerId>;
    void set(Clock& clock, std::chrono::nanoseconds pause, std::function<void()> then);
    void clear(Clock& clock);
    void follow_question(const policy::State& before);
    void follow_help(const policy::State& before);
    void count_down();
    std::string observer_name() const;

    loop::Loop& loop_;
    const policy::Policy& policy_;
    FrontLink& front_;
    Records& records_;
    const policy::State& state_;
    Happened happened_;
    std::function<void()> changed_;

    policy::SessionId session_;
    wire::FrontRequestAssistance request_;  // whose question is, or comes, on the glass
    wire::FrontAnnounceObserver observer_;  // likewise
    wire::Name helper_;                     // to whom the citizen said yes last
    unsigned refused_ = 0;                  // requests of this session that are in the log

    wire::Digest text_{};  // of the question
    std::size_t text_length_ = 0;
    std::chrono::steady_clock::time_point shown_at_;
    std::optional<std::chrono::steady_clock::time_point> readable_since_;
    bool swapped_ = false;
    std::uint8_t held_ = 0;
    std::chrono::steady_clock::time_point help_until_;

    bool larger_keys_ = false;
    bool keypad_ = false;

    std::string receipt_;
    std::string receipt_code_;
    std::uint64_t receipt_serial_ = 0;

    Clock read_clock_;
    Clock help_clock_;
    Clock countdown_;
};

}  // namespace tsuitate::vault
