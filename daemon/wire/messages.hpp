// Everything that can be said between the roles. Read this file and you know the program.
//
//     front  ──asks──►  vault  ──► screen   what to draw
//            ◄─outcome─        ──► ledger   what happened, before it takes effect
//
// A message is a small fixed-size struct without padding; the names read WHO_VERB_NOUN. No message has a
// place for a PIN: Secret<N> is not trivially copyable, so `WireMessage` refuses it at compile time. A change
// of any struct bumps `protocol_version`.
#pragma once

#include <array>
#include <concepts>
#include <cstdint>
#include <type_traits>

#include "daemon/wire/text.hpp"
#include "policy/monitor/panel_state.hpp"
#include "policy/record/record.hpp"
#include "policy/session/assistance.hpp"
#include "policy/session/scene.hpp"
#include "policy/session/session_id.hpp"
#include "policy/session/vocabulary.hpp"

namespace tsuitate::wire {

inline constexpr std::uint16_t protocol_version = 4;

enum class MessageType : std::uint16_t {
    front_open_session = 0x0101,
    front_enter_pin = 0x0102,
    front_send_command = 0x0103,
    front_close_session = 0x0104,
    front_report_refusal = 0x0105,
    front_read_log = 0x0106,
    front_calibrate = 0x0107,
    front_request_assistance = 0x0108,
    front_end_assistance = 0x0109,
    front_announce_observer = 0x010a,
    front_observer_left = 0x010b,

    vault_tell_status = 0x0201,
    vault_tell_device = 0x0202,
    vault_answer_open = 0x0203,
    vault_tell_progress = 0x0204,
    vault_end_entry = 0x0205,
    vault_answer_command = 0x0206,
    vault_end_session = 0x0207,
    vault_answer_log = 0x0208,
    vault_answer_calibration = 0x0209,
    vault_answer_assistance = 0x020a,
    vault_answer_observer = 0x020b,
    vault_tell_assistance = 0x020c,
    vault_tell_receipt = 0x020d,

    vault_show_scene = 0x0301,
    screen_tell_panel = 0x0302,
    screen_tell_shown = 0x0303,

    vault_write_record = 0x0401,
    ledger_tell_state = 0x0402,
    ledger_tell_durable = 0x0403,
    ledger_tell_failure = 0x0404,
    vault_keep_panel = 0x0405,
    ledger_tell_panel = 0x0406,
    ledger_tell_receipt = 0x0407,
};

using policy::SessionId;
using Code = Text<255>;  // what a receipt's square says
using Digest = std::array<std::uint8_t, 32>;

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

enum class LogReading : std::uint8_t { query, prove };

// An officer wants to read the log. Answered when that is recorded.
struct FrontReadLog {
    static constexpr MessageType type = MessageType::front_read_log;
    std::uint32_t request = 0;
    std::uint32_t caller_uid = 0;
    LogReading reading = LogReading::query;
    std::array<std::uint8_t, 3> reserved{};
    constexpr bool valid() const { return reading <= LogReading::prove; }
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

// ---------------------------------------------------------------- vault ⇄ screen

struct VaultShowScene {
    static constexpr MessageType type = MessageType::vault_show_scene;
    std::uint32_t serial = 0;
    std::uint16_t fault_code = 0;
    policy::SceneName scene = policy::SceneName::idle;
    policy::Language language = policy::Language::japanese;
    std::uint8_t dots = 0;
    std::uint8_t tries_left = 0xff;
    std::uint8_t can_confirm = 0;  // 0 or 1
    std::uint8_t unclear = 0;      // 0 or 1
    std::uint8_t proof_cell = 0;
    std::uint8_t large_keys = 0;  // 0 or 1
    std::uint8_t seconds_left = 0;
    std::uint8_t held = 0;     // 0 to policy::hold_steps
    std::uint8_t swapped = 0;  // 0 or 1, like the next three
    std::uint8_t mirrored = 0;
    std::uint8_t keypad = 0;
    std::uint8_t helped = 0;
    Name pin_kind{};
    Name procedure{};
    Name clerk{};
    Name reason{};
    Name help{};
    Name observer{};
    Name receipt{};
    Code receipt_code{};
    constexpr bool valid() const {
        const bool numbers = can_confirm <= 1 && unclear <= 1 && large_keys <= 1 &&
                             held <= policy::hold_steps && swapped <= 1 && mirrored <= 1 && keypad <= 1 &&
                             helped <= 1;
        return numbers && policy::valid(scene) && policy::valid(language) && pin_kind.valid() &&
               procedure.valid() && clerk.valid() && reason.valid() && help.valid() && observer.valid() &&
               receipt.valid() && receipt_code.valid();
    }
};

// Said once after the start and again when the display changes.
struct ScreenTellPanel {
    static constexpr MessageType type = MessageType::screen_tell_panel;
    std::uint16_t width_px = 0;
    std::uint16_t height_px = 0;
    std::uint16_t width_mm = 0;  // from EDID; 0 where it does not say
    std::uint16_t height_mm = 0;
    constexpr bool valid() const { return width_px > 0 && height_px > 0; }
};

// The picture is on the glass. The vault takes no touch for a picture that is not.
struct ScreenTellShown {
    static constexpr MessageType type = MessageType::screen_tell_shown;
    std::uint32_t serial = 0;
    std::uint32_t text_length = 0;         // characters that are read on it
    std::uint64_t layout_fingerprint = 0;  // of the targets as drawn; must equal the vault's own
    Digest text{};                         // SHA-256 of the words as drawn; see docs/audit-log.md
    constexpr bool valid() const { return true; }
};

// ---------------------------------------------------------------- vault ⇄ ledger

// What a batch of entries on the panel was like. Nothing in it comes from what was typed.
struct PanelFigures {
    std::int16_t drift_x = 0;  // 0.1 mm: mean of where known targets were touched, less their middles
    std::int16_t drift_y = 0;
    std::uint16_t noise = 0;           // µm: how much the places told tremble, each axis
    std::uint16_t ghosts = 0;          // contacts too short for a finger
    std::uint16_t rejections = 0;      // touches that could not be told, at most three an entry
    std::uint16_t refusals = 0;        // entries in which known taps refused the panel
    std::uint16_t missed_targets = 0;  // known targets that had to move on
    std::uint16_t dead_places = 0;     // now
    std::int16_t correction_x = 0;     // 0.1 mm: what is taken off every touch now
    std::int16_t correction_y = 0;
};

// How far the touches of a calibration lay beside, in 0.1 mm; nothing where none was made.
struct CalibrationFigures {
    std::uint16_t mean_miss = 0;
    std::uint16_t worst_fitted = 0;
    std::uint16_t worst_checked = 0;
};

// Which fields count is said by policy::fields_of(kind); the others must be zero.
struct VaultWriteRecord {
    static constexpr MessageType type = MessageType::vault_write_record;
    std::uint64_t serial = 0;
    policy::RecordKind kind = policy::RecordKind::service_started;
    policy::Outcome outcome = policy::Outcome{};
    std::uint8_t tries_left = 0;
    std::uint8_t reserved = 0;
    std::uint32_t caller_uid = 0;
    std::uint32_t count = 0;
    SessionId session{};
    Name pin_kind{};
    Name procedure{};
    Name subject{};
    Name detail{};
    Name clerk{};
    Name reason{};
    Name help{};
    Name role{};
    Name receipt{};
    PanelFigures figures{};
    CalibrationFigures calibration{};
    Digest text{};
    policy::Language language = policy::Language{};
    policy::Manner manner = policy::Manner{};
    std::uint8_t seconds = 0;
    std::array<std::uint8_t, 7> reserved_tail{};
    constexpr bool valid() const {
        return policy::valid(kind) && !policy::by_ledger(kind) && policy::valid(outcome) &&
               pin_kind.valid() && procedure.valid() && subject.valid() && detail.valid() && clerk.valid() &&
               reason.valid() && help.valid() && role.valid() && receipt.valid() && policy::valid(language) &&
               policy::valid(manner);
    }
};

enum class LedgerFault : std::uint8_t { none, disk_full, read_only, input_output, refused_record };

struct LedgerTellState {
    static constexpr MessageType type = MessageType::ledger_tell_state;
    std::uint64_t records = 0;
    LedgerFault fault = LedgerFault::none;
    std::array<std::uint8_t, 7> reserved{};
    constexpr bool valid() const { return fault <= LedgerFault::refused_record; }
};

struct LedgerTellDurable {
    static constexpr MessageType type = MessageType::ledger_tell_durable;
    std::uint64_t serial = 0;
    constexpr bool valid() const { return true; }
};

struct LedgerTellFailure {
    static constexpr MessageType type = MessageType::ledger_tell_failure;
    std::uint64_t serial = 0;
    LedgerFault fault = LedgerFault::input_output;
    std::array<std::uint8_t, 7> reserved{};
    constexpr bool valid() const { return fault <= LedgerFault::refused_record; }
};

// What the vault learned of the panel from known targets (calibration, slow correction, health) and wants to
// find again after a restart. The ledger keeps the bytes, and does not read them; the vault writes no files.
// Answered like a record.
inline constexpr std::size_t panel_memory_size = 1024;

struct VaultKeepPanel {
    static constexpr MessageType type = MessageType::vault_keep_panel;
    std::uint64_t serial = 0;
    std::uint16_t size = 0;
    std::array<std::uint8_t, panel_memory_size> bytes{};
    std::array<std::uint8_t, 6> reserved{};
    constexpr bool valid() const { return size <= panel_memory_size; }
};

// A receipt's record is in the signed log now, and `code` names it: see docs/receipts.md. Said once for each
// receipt-issued, some time after LedgerTellDurable.
struct LedgerTellReceipt {
    static constexpr MessageType type = MessageType::ledger_tell_receipt;
    std::uint64_t serial = 0;
    Code code{};
    constexpr bool valid() const { return code.valid(); }
};

// Said before the first LedgerTellState; empty when nothing was kept.
struct LedgerTellPanel {
    static constexpr MessageType type = MessageType::ledger_tell_panel;
    std::uint16_t size = 0;
    std::array<std::uint8_t, panel_memory_size> bytes{};
    constexpr bool valid() const { return size <= panel_memory_size; }
};

// ---------------------------------------------------------------- what may travel

// Plain bytes, no pointers, no padding: what cannot be told apart from its bytes can be sent as its bytes.
template <typename T>
concept WireMessage = std::is_trivially_copyable_v<T> && std::has_unique_object_representations_v<T> &&
    requires(const T& message) {
    { T::type } -> std::convertible_to<MessageType>;
    { message.valid() } -> std::same_as<bool>;
};

}  // namespace tsuitate::wire
