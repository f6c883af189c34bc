// Vault: the one process that sees a PIN. It ties panel, card, session and the other roles together;
// each message of a role is answered here and nowhere else.
#pragma once

#include <map>
#include <optional>
#include <string>

#include "daemon/loop/loop.hpp"
#include "daemon/vault/card/card_reader.hpp"
#include "daemon/vault/glass.hpp"
#include "daemon/vault/health.hpp"
#include "daemon/vault/records.hpp"
#include "daemon/vault/role_link.hpp"
#include "daemon/vault/session/calibration_driver.hpp"
#include "daemon/vault/session/session_driver.hpp"
#include "daemon/vault/session/yes_hold.hpp"
#include "daemon/vault/touch/citizen_panel.hpp"
#include "daemon/vault/touch/input.hpp"
#include "daemon/vault/touch/panel_watch.hpp"
#include "policy/policy.hpp"

namespace tsuitate::vault {

class Vault final : private InputListener, private CardListener {
  public:
    // Everything outlives the vault. `card` and `input` are the real ones in the product, and the emulated
    // ones of tests/panel in tests and demo.
    Vault(loop::Loop& loop, const policy::Policy& policy, Input& input, CardReader& card);

    // `sockets` holds one each named "front", "screen" and "ledger", and may hold one named "voice". Returns
    // false, having said why, when one is missing.
    [[nodiscard]] bool start(std::map<std::string, wire::Descriptor> sockets);

  private:
    void on_tap(const Tap& tap) override;
    void on_spoilt_touch(policy::ContactRejection reason) override;
    void on_keypad(const policy::Key& key) override;
    void on_present(const std::optional<Tap>& tap) override;
    void on_keypad_held(const std::optional<policy::Key>& key) override;
    void on_input_report(const InputReport& report) override;
    void on_reader_report(const ReaderReport& report) override;
    void on_card(bool present) override;
    void on_reader_hung() override;

    void start_front(wire::Descriptor socket);
    void start_screen(wire::Descriptor socket);
    void start_voice(wire::Descriptor socket);
    void start_ledger(wire::Descriptor socket);
    template <typename Any>
    void on_any(const Any& any) {
        std::visit([this](const auto& message) { this->on_message(message); }, any);
    }
    void on_message(const wire::FrontOpenSession& message);
    void on_message(const wire::FrontEnterPin& message) { driver_.enter(message); }
    void on_message(const wire::FrontSendCommand& message) { driver_.command(message); }
    void on_message(const wire::FrontCloseSession& message) { driver_.close(message); }
    void on_message(const wire::FrontRequestAssistance& message) { driver_.request_assistance(message); }
    void on_message(const wire::FrontEndAssistance& message) { driver_.end_assistance(message); }
    void on_message(const wire::FrontAnnounceObserver& message) { driver_.announce_observer(message); }
    void on_message(const wire::FrontObserverLeft& message) { driver_.observer_left(message); }
    void on_message(const wire::FrontReportRefusal& message);
    void on_message(const wire::FrontReadLog& message);
    void on_message(const wire::FrontCalibrate& message);
    void on_message(const wire::ScreenTellPanel& message);
    void on_message(const wire::ScreenTellShown& message);
    void on_message(const wire::LedgerTellState& message);
    void on_message(const wire::LedgerTellDurable& message) { records_.durable(message.serial); }
    void on_message(const wire::LedgerTellFailure& message);

    void on_message(const wire::LedgerTellPanel& message);
    void on_message(const wire::LedgerTellReceipt& message) {
        driver_.help().receipt_signed(message.serial, message.code);
    }

    void follow_entry();
    void take_help_step(policy::HelpStep step);
    void touch_idle(const Tap& tap);
    void want_calibration(bool wanted);
    void judge_known_tap(const Tap& tap);
    void take_key_of(const Tap& tap);
    void obey(const CitizenPanel::Meaning& meaning);
    void tell_device(const wire::VaultTellDevice& device);
    void tell_fault(const wire::VaultTellDevice& device);
    void device_changed(const wire::VaultTellDevice& device, bool recorded);
    void record_device(wire::DeviceClass device, wire::DeviceState state);
    void parts_changed();
    void tell_status();
    void session_changed();
    void terminate(int exit_status);
    void finish_if_done();

    loop::Loop& loop_;
    const policy::Policy& policy_;
    Input& input_;
    CardReader& card_;
    FrontLink front_;
    ScreenLink screen_;
    VoiceLink voice_;
    LedgerLink ledger_;
    Records records_;
    Glass glass_;
    Health health_;
    CitizenPanel panel_;
    PanelWatch watch_;
    SessionDriver driver_;
    CalibrationDriver calibration_;
    YesHold yes_;
    Tap holding_;                                          // what holds "yes", as it was in its newest frame
    std::chrono::steady_clock::time_point last_key_at_{};  // of the tactile keypad, that counted
    policy::Phase last_phase_ = policy::Phase::closed;
    bool card_present_ = false;
    std::optional<loop::Loop::TimerId> calibration_wanted_;  // by a clerk's gesture; until then
    std::optional<wire::VaultTellStatus> told_status_;
    bool started_recorded_ = false;
    std::optional<int>
        leaving_;  // with this exit status, when the session is closed and its records are durable
    bool stop_recorded_ = false;
};

// What the mains of the product and of the rehearsal share: socket handover, loop, and the vault's life.
int run_vault(loop::Loop& loop, const policy::Policy& policy, Input& input, CardReader& card);

}  // namespace tsuitate::vault
