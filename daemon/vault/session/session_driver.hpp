// SessionDriver: carries the pure session machine out. It holds the state, the typed PIN and the clocks,
// feeds in what happened and does what each step wants done, in order. It decides nothing by itself.
#pragma once

#include <chrono>
#include <cstdint>
#include <deque>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "daemon/loop/loop.hpp"
#include "daemon/vault/card/card_reader.hpp"
#include "daemon/vault/glass.hpp"
#include "daemon/vault/records.hpp"
#include "daemon/vault/role_link.hpp"
#include "daemon/vault/session/entry_pad.hpp"
#include "daemon/vault/session/entry_time.hpp"
#include "daemon/vault/session/help_driver.hpp"
#include "policy/policy.hpp"
#include "policy/session/machine.hpp"
#include "policy/session/session_id.hpp"

namespace tsuitate::vault {

class SessionDriver {
  public:
    SessionDriver(loop::Loop& loop, const policy::Policy& policy, FrontLink& front, Records& records,
                  Glass& glass, CardReader& card);

    // From the front.
    void open(const wire::FrontOpenSession& asked);
    void enter(const wire::FrontEnterPin& asked);
    void command(const wire::FrontSendCommand& asked);
    void close(const wire::FrontCloseSession& asked);
    void request_assistance(const wire::FrontRequestAssistance& asked);
    void end_assistance(const wire::FrontEndAssistance& asked);
    void announce_observer(const wire::FrontAnnounceObserver& asked);
    void observer_left(const wire::FrontObserverLeft& asked);
    void front_lost();

    // From the citizen: a key of the picture on the glass, or of the tactile keypad.
    void key(const policy::Key& key, bool on_keypad);
    // While another shows its pictures, this one shows none.
    void give_way(bool to_another);
    // Where the next known target lies.
    void set_proof_cell(std::uint8_t cell);

    // Whether the keys of this entry are drawn for a hand that trembles.
    void set_large_keys(bool large) { large_keys_ = large; }

    // Help, observers and receipts.
    HelpDriver& help() { return help_; }
    // Called for each step that the citizen takes on the help screen.
    void on_help_step(std::function<void(policy::HelpStep)> taken) { help_step_ = std::move(taken); }

    // From everything else.
    void happened(const policy::Event& event);
    void set_fault_code(std::uint16_t fault_code);

    const policy::State& state() const { return state_; }
    // Called after each step, with nothing under way.
    void on_change(std::function<void()> changed) { changed_ = std::move(changed); }

  private:
    void run_queue();
    void restart_clocks(const policy::State& before, bool touched);
    using Clock = std::optional<loop::Loop::TimerId>;
    void set(Clock& clock, std::chrono::nanoseconds pause, const policy::Event& event);
    void clear(Clock& clock);
    void restart_phase_clock(const policy::State& before, bool touched);
    void restart_entry_clocks();
    bool nobody_is_here(const policy::Scene& scene) const;
    policy::Scene scene_now() const;
    void show();
    void put(const policy::Scene& scene);
    // At an instant at which signs may change.
    void tick();
    bool is_current(const policy::SessionId& session) const;

    void carry_out(const policy::WriteRecord& effect);
    void carry_out(const policy::ReadTries& effect);
    void carry_out(const policy::Verify& effect);
    void carry_out(const policy::SendCommand& effect);
    void carry_out(const policy::ResetCard& effect);
    void carry_out(const policy::AppendCharacter& effect);
    void carry_out(const policy::RemoveLast& effect);
    void carry_out(const policy::WipePin& effect);
    void carry_out(const policy::ConfirmOpened& effect);
    void carry_out(const policy::RefuseOpen& effect);
    void carry_out(const policy::ReplyEntry& effect);
    void carry_out(const policy::RefuseEntry& effect);
    void carry_out(const policy::RefuseCommand& effect);
    void carry_out(const policy::TellProgress& effect);
    void carry_out(const policy::EndSession& effect);
    void carry_out(const policy::TakeHelpStep& effect);
    void carry_out(const policy::ExtendTime& effect);
    template <typename AboutHelp>
    void carry_out(const AboutHelp& effect) {
        help_.carry_out(effect);
    }
    void pin_changed();
    void answer_command(wire::CommandAnswer answer, std::span<const std::uint8_t> apdu);

    struct Entry {
        std::uint32_t request = 0;
        const policy::PinKind* kind = nullptr;
    };

    loop::Loop& loop_;
    const policy::Policy& policy_;
    FrontLink& front_;
    Records& records_;
    Glass& glass_;
    CardReader& card_;

    policy::State state_;
    HelpDriver help_;
    std::function<void(policy::HelpStep)> help_step_;
    std::deque<policy::Event> queue_;
    bool running_ = false;
    std::function<void()> changed_;

    policy::SessionId session_;
    wire::FrontOpenSession opening_;
    std::string procedure_;
    Entry entry_;
    std::optional<Entry> next_entry_;  // asked for while the last outcome is on the glass
    wire::FrontSendCommand command_;
    std::string command_rule_;
    unsigned refused_commands_ = 0;

    Pin pin_;
    std::uint8_t touched_character_ = 0;  // between the touch and AppendCharacter, then zero
    std::uint16_t fault_code_ = 0;
    std::uint8_t proof_cell_ = 0;
    bool large_keys_ = false;
    bool gives_way_ = false;
    const bool at_once_;             // signs of a touch do not wait for the grid
    policy::Appearance appearance_;  // as this citizen wants it, like the next two
    bool blank_ = false;
    std::uint16_t said_again_ = 0;

    EntryTime entry_time_;
    EntryPad pad_;
    policy::Scene shown_;
    Clock sign_clock_;
    Clock countdown_clock_;
    Clock phase_clock_;
    Clock entry_clock_;
    Clock session_clock_;
};

}  // namespace tsuitate::vault
