// What front and vault say to each other: a caller's wishes, and what became of them.
#pragma once

#include <array>
#include <cstdint>

#include "daemon/wire/message_type.hpp"
#include "policy/monitor/panel_state.hpp"
#include "policy/session/assistance.hpp"
#include "policy/session/vocabulary.hpp"

namespace tsuitate::wire {

// ---------------------------------------------------------------- front → vault

enum class CloseReason : std::uint8_t { asked, caller_left };

struct FrontOpenSession {
    static constexpr MessageType type = MessageType::front_open_session;
    std::uint32_t request = 0;  // repeated in the answer
    std::uint32_t caller_uid = 0;
    Name procedure{};  // of the policy's list; empty: none stated
    policy::Language language = policy::Language::japanese;
    std::array<std::uint8_t, 3> reserved{};
    constexpr bool valid() const { return procedure.valid() && policy::valid(language); }
};

struct FrontEnterPin {
    static constexpr MessageType type = MessageType::front_enter_pin;
    SessionId session{};
    std::uint32_t request = 0;
    Name pin_kind{};
    constexpr bool valid() const { return pin_kind.valid(); }
};

inline constexpr std::size_t max_command_size = 261;  // short APDU, case 4: header 4, Lc, 255 bytes, Le
inline constexpr std::size_t max_answer_size = 258;   // 256 bytes and the status word

struct FrontSendCommand {
    static constexpr MessageType type = MessageType::front_send_command;
    SessionId session{};
    std::uint32_t request = 0;
    std::uint16_t size = 0;
    std::array<std::uint8_t, max_command_size> apdu{};
    std::array<std::uint8_t, 1> reserved{};
    constexpr bool valid() const { return size <= max_command_size; }
};

struct FrontCloseSession {
    static constexpr MessageType type = MessageType::front_close_session;
    SessionId session{};
    CloseReason reason = CloseReason::asked;
    constexpr bool valid() const { return reason <= CloseReason::caller_left; }
};

// Somebody asked who may not. Summed up by the front, so that a flood costs few records.
struct FrontReportRefusal {
    static constexpr MessageType type = MessageType::front_report_refusal;
    std::uint32_t caller_uid = 0;
    std::uint32_t count = 1;
    Name action{};
    constexpr bool valid() const { return action.valid() && count > 0; }
};

enum class LogReading : std::uint8_t { query, prove, report };

// An officer wants to read the log, or to have a detailed report made of it. Answered when that is recorded.
struct FrontReadLog {
    static constexpr MessageType type = MessageType::front_read_log;
    std::uint32_t request = 0;
    std::uint32_t caller_uid = 0;
    std::uint16_t first_day = 0;  // since 1970: what the report may tell of; 0 for the others
    std::uint16_t last_day = 0;
    LogReading reading = LogReading::query;
    std::array<std::uint8_t, 3> reserved{};
    constexpr bool valid() const {
        return reading <= LogReading::report && first_day <= last_day &&
               (last_day != 0) == (reading == LogReading::report);
    }
};

enum class CalibrationTool : std::uint8_t { finger, stylus, previous };

// Somebody wants to adjust the panel, or have the calibration before the last one back.
struct FrontCalibrate {
    static constexpr MessageType type = MessageType::front_calibrate;
    std::uint32_t request = 0;
    std::uint32_t caller_uid = 0;
    CalibrationTool tool = CalibrationTool::finger;
    policy::Language language = policy::Language::japanese;
    std::uint8_t points = 5;  // that are fitted: 5 or 9
    std::uint8_t reserved = 0;
    constexpr bool valid() const {
        return tool <= CalibrationTool::previous && policy::valid(language) && (points == 5 || points == 9);
    }
};

// A clerk asks to help the citizen. All three are names of the policy's lists: there is no place for a text
// of the caller's own, and no message that answers in the citizen's stead.
struct FrontRequestAssistance {
    static constexpr MessageType type = MessageType::front_request_assistance;
    SessionId session{};
    std::uint32_t request = 0;
    Name clerk{};
    Name reason{};
    Name help{};
    constexpr bool valid() const { return clerk.valid() && reason.valid() && help.valid(); }
};

// The clerk takes the question back, or has finished helping.
struct FrontEndAssistance {
    static constexpr MessageType type = MessageType::front_end_assistance;
    SessionId session{};
    constexpr bool valid() const { return true; }
};

struct FrontAnnounceObserver {
    static constexpr MessageType type = MessageType::front_announce_observer;
    SessionId session{};
    std::uint32_t request = 0;
    Name role{};
    constexpr bool valid() const { return role.valid(); }
};

struct FrontObserverLeft {
    static constexpr MessageType type = MessageType::front_observer_left;
    SessionId session{};
    constexpr bool valid() const { return true; }
};

// ---------------------------------------------------------------- vault → front

enum class ServiceState : std::uint8_t { starting, ready, busy, out_of_service };
enum class DeviceClass : std::uint8_t { panel, keypad, reader, screen, ledger };
enum class DeviceState : std::uint8_t { absent, ready, refused, failed };
enum class CardState : std::uint8_t { unknown, absent, present };

struct VaultTellStatus {
    static constexpr MessageType type = MessageType::vault_tell_status;
    ServiceState service = ServiceState::starting;
    CardState card = CardState::unknown;
    std::uint16_t fault_code = 0;  // the number on the out-of-service screen, 0: none
    policy::PanelState panel = policy::PanelState::ok;
    std::uint8_t calibration_wanted = 0;  // 0 or 1: a clerk's gesture on the panel asks for it
    constexpr bool valid() const {
        return service <= ServiceState::out_of_service && card <= CardState::present &&
               policy::valid(panel) && calibration_wanted <= 1;
    }
    friend bool operator==(const VaultTellStatus&, const VaultTellStatus&) = default;
};

// Replaces what was said before of the device in this slot.
struct VaultTellDevice {
    static constexpr MessageType type = MessageType::vault_tell_device;
    std::uint8_t slot = 0;
    DeviceClass device = DeviceClass::panel;
    DeviceState state = DeviceState::absent;
    Phrase name{};
    Phrase place{};   // physical path
    Phrase reason{};  // why it is refused or failed, and what to do
    std::array<std::uint8_t, 1> reserved{};
    constexpr bool valid() const {
        return device <= DeviceClass::ledger && state <= DeviceState::failed && name.valid() &&
               place.valid() && reason.valid();
    }
};

enum class OpenAnswer : std::uint8_t { opened, busy, out_of_service, unknown_procedure };

struct VaultAnswerOpen {
    static constexpr MessageType type = MessageType::vault_answer_open;
    std::uint32_t request = 0;
    SessionId session{};  // none unless opened
    OpenAnswer answer = OpenAnswer::opened;
    std::array<std::uint8_t, 3> reserved{};
    constexpr bool valid() const { return answer <= OpenAnswer::unknown_procedure; }
};

struct VaultTellProgress {
    static constexpr MessageType type = MessageType::vault_tell_progress;
    SessionId session{};
    policy::Progress progress = policy::Progress::waiting_for_card;
    constexpr bool valid() const { return policy::valid(progress); }
};

enum class EntryAnswer : std::uint8_t { ended, busy, unknown_kind, no_session };

struct VaultEndEntry {
    static constexpr MessageType type = MessageType::vault_end_entry;
    SessionId session{};
    std::uint32_t request = 0;
    EntryAnswer answer = EntryAnswer::ended;
    policy::Outcome outcome = policy::Outcome::out_of_service;  // meaningful when ended
    std::array<std::uint8_t, 2> reserved{};
    constexpr bool valid() const { return answer <= EntryAnswer::no_session && policy::valid(outcome); }
};

enum class CommandAnswer : std::uint8_t { answered, refused, busy, no_card, no_session, failed };

struct VaultAnswerCommand {
    static constexpr MessageType type = MessageType::vault_answer_command;
    SessionId session{};
    std::uint32_t request = 0;
    std::uint16_t size = 0;
    CommandAnswer answer = CommandAnswer::failed;
    std::array<std::uint8_t, max_answer_size> apdu{};
    std::array<std::uint8_t, 3> reserved{};
    constexpr bool valid() const { return size <= max_answer_size && answer <= CommandAnswer::failed; }
};

enum class LogAnswer : std::uint8_t { recorded, not_recorded };

struct VaultAnswerLog {
    static constexpr MessageType type = MessageType::vault_answer_log;
    std::uint32_t request = 0;
    LogAnswer answer = LogAnswer::not_recorded;
    std::array<std::uint8_t, 3> reserved{};
    constexpr bool valid() const { return answer <= LogAnswer::not_recorded; }
};

enum class CalibrationAnswer : std::uint8_t { done, astray, implausible, timed_out, busy, out_of_service };

struct VaultAnswerCalibration {
    static constexpr MessageType type = MessageType::vault_answer_calibration;
    std::uint32_t request = 0;
    CalibrationAnswer answer = CalibrationAnswer::out_of_service;
    std::uint8_t reserved = 0;
    std::uint16_t worst = 0;  // 0.1 mm: how far the worst touch lay beside
    constexpr bool valid() const { return answer <= CalibrationAnswer::out_of_service; }
};

enum class AskAnswer : std::uint8_t { answered, busy, no_entry, no_session };

struct VaultAnswerAssistance {
    static constexpr MessageType type = MessageType::vault_answer_assistance;
    SessionId session{};
    std::uint32_t request = 0;
    AskAnswer answer = AskAnswer::answered;
    policy::ConsentAnswer consent = policy::ConsentAnswer::interrupted;  // meaningful when answered
    std::array<std::uint8_t, 2> reserved{};
    constexpr bool valid() const { return answer <= AskAnswer::no_session && policy::valid(consent); }
};

struct VaultAnswerObserver {
    static constexpr MessageType type = MessageType::vault_answer_observer;
    SessionId session{};
    std::uint32_t request = 0;
    AskAnswer answer = AskAnswer::answered;
    policy::ObserverAnswer observer = policy::ObserverAnswer::interrupted;  // meaningful when answered
    std::array<std::uint8_t, 2> reserved{};
    constexpr bool valid() const { return answer <= AskAnswer::no_session && policy::valid(observer); }
};

struct VaultTellAssistance {
    static constexpr MessageType type = MessageType::vault_tell_assistance;
    SessionId session{};
    policy::AssistanceNews news = policy::AssistanceNews::called;
    std::uint8_t seconds = 0;     // that agreed help lasts, from now
    std::uint8_t tries_left = 0;  // of tries_shown
    constexpr bool valid() const { return policy::valid(news); }
};

// The number that the citizen has been shown, by which the session is found in the log.
struct VaultTellReceipt {
    static constexpr MessageType type = MessageType::vault_tell_receipt;
    SessionId session{};
    Name number{};
    constexpr bool valid() const { return number.valid(); }
};

struct VaultEndSession {
    static constexpr MessageType type = MessageType::vault_end_session;
    SessionId session{};
    policy::EndReason reason = policy::EndReason::closed;
    constexpr bool valid() const { return policy::valid(reason); }
};

}  // namespace tsuitate::wire
