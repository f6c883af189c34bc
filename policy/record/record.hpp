// Record: what the audit log can say. A closed set of kinds, and for each kind the closed set of its fields.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace tsuitate::policy {

enum class RecordKind : std::uint8_t {
    service_started,
    service_stopped,
    log_healed,      // written by the ledger itself: a torn tail was cut off at start
    device_changed,  // panel, keypad or reader came, went or was refused
    caller_refused,
    session_opened,
    entry_started,
    pin_attempt,  // durable before the card is asked
    pin_outcome,
    entry_ended,  // without asking the card
    last_try_agreed,
    command_sent,  // a command of the caller that the policy marks to be recorded, before it is sent
    command_refused,
    session_ended,
    // Written by the ledger itself, like log_healed.
    epoch_started,     // a new signing key came into use, and its successor is named
    chain_restarted,   // the successor's private key was lost: a new chain of keys begins
    entries_erased,    // the legal time is over: contents gone, hashes kept
    log_read,          // somebody with the right to do so queried the log over the bus
    panel_calibrated,  // somebody adjusted the panel, or tried to; before it takes effect
    panel_proof,       // known taps showed that the panel answers where it is touched, or that it does not
    panel_state,       // how well it answers, in a word, is another than before
    panel_health,      // what some fifty entries, or a day of them, were like, in figures
    help_asked,        // a step that the citizen took on the help screen
    assistance_requested,  // a clerk, by the app, asks to help
    assistance_refused,    // and is not let ask now
    consent_shown,         // the question is on the glass: exactly this text
    consent_answered,      // durable before the help begins
    assistance_ended,
    assistance_reviewed,  // "did you agree to it yourself?"
    change_answered,      // whether the citizen wants to change the PIN that was typed with help
    observer_announced,
    observer_answered,  // durable before the app learns it
    observer_left,
    receipt_issued,
    report_permitted,  // an officer wants a detailed report about some days; before one can be made
};

inline constexpr std::array record_kind_names = {
    std::string_view("service-started"),     std::string_view("service-stopped"),
    std::string_view("log-healed"),          std::string_view("device-changed"),
    std::string_view("caller-refused"),      std::string_view("session-opened"),
    std::string_view("entry-started"),       std::string_view("pin-attempt"),
    std::string_view("pin-outcome"),         std::string_view("entry-ended"),
    std::string_view("last-try-agreed"),     std::string_view("command-sent"),
    std::string_view("command-refused"),     std::string_view("session-ended"),
    std::string_view("epoch-started"),       std::string_view("chain-restarted"),
    std::string_view("entries-erased"),      std::string_view("log-read"),
    std::string_view("panel-calibrated"),    std::string_view("panel-proof"),
    std::string_view("panel-state"),         std::string_view("panel-health"),
    std::string_view("help-asked"),          std::string_view("assistance-requested"),
    std::string_view("assistance-refused"),  std::string_view("consent-shown"),
    std::string_view("consent-answered"),    std::string_view("assistance-ended"),
    std::string_view("assistance-reviewed"), std::string_view("change-answered"),
    std::string_view("observer-announced"),  std::string_view("observer-answered"),
    std::string_view("observer-left"),       std::string_view("receipt-issued"),
    std::string_view("report-permitted"),
};

constexpr bool valid(RecordKind kind) {
    return static_cast<std::size_t>(kind) < record_kind_names.size();
}
constexpr std::string_view name_of(RecordKind kind) {
    return record_kind_names[static_cast<std::size_t>(kind)];
}

// The fields a record may carry besides its kind, version, sequence and time. One bit each.
enum class RecordField : std::uint64_t {
    session = 1U << 0U,
    pin_kind = 1U << 1U,
    procedure = 1U << 2U,
    outcome = 1U << 3U,
    tries_left = 1U << 4U,
    caller_uid = 1U << 5U,
    count = 1U << 6U,    // how many events stand behind one record (refusals are summed up)
    detail = 1U << 7U,   // a word of a closed list: device state, end reason, command class
    subject = 1U << 8U,  // device class ("panel", "keypad", "reader") or bus action
    epoch = 1U << 9U,
    key = 1U << 10U,
    next_key = 1U << 11U,
    signature = 1U << 12U,
    first = 1U << 13U,
    last = 1U << 14U,
    // Of a batch of entries; see PanelFigures in daemon/wire/messages.hpp.
    drift_x = 1U << 15U,
    drift_y = 1U << 16U,
    noise = 1U << 17U,
    ghosts = 1U << 18U,
    rejections = 1U << 19U,
    refusals = 1U << 20U,
    missed_targets = 1U << 21U,
    dead_places = 1U << 22U,
    clerk = 1U << 23U,
    reason = 1U << 24U,
    help = 1U << 25U,
    role = 1U << 26U,      // of an observer
    language = 1U << 27U,  // of the text that was shown
    text = 1U << 28U,      // SHA-256 of that text, as docs/audit-log.md says
    seconds = 1U << 29U,   // that the help would last
    manner = 1U << 30U,    // in which the answer was given
    receipt = 1U << 31U,
    correction_x = 1ULL << 32U,
    correction_y = 1ULL << 33U,
    // Of a calibration; see CalibrationFigures there.
    mean_miss = 1ULL << 34U,
    worst_fitted = 1ULL << 35U,
    worst_checked = 1ULL << 36U,
    // Of a detailed report: the days that it may tell of.
    first_day = 1ULL << 37U,
    last_day = 1ULL << 38U,
};

constexpr std::uint64_t operator|(RecordField left, RecordField right) {
    return static_cast<std::uint64_t>(left) | static_cast<std::uint64_t>(right);
}
constexpr std::uint64_t operator|(std::uint64_t left, RecordField right) {
    return left | static_cast<std::uint64_t>(right);
}

// The fields of a record of this kind: all of them, and no others.
constexpr std::uint64_t fields_of(RecordKind kind) {
    using enum RecordField;
    switch (kind) {
        case RecordKind::service_started:
        case RecordKind::service_stopped:
            return static_cast<std::uint64_t>(detail);
        case RecordKind::log_healed:
            return static_cast<std::uint64_t>(count);
        case RecordKind::device_changed:
            return subject | detail;
        case RecordKind::caller_refused:
            return caller_uid | subject | count;
        case RecordKind::session_opened:
            return session | procedure | caller_uid;
        case RecordKind::entry_started:
            return session | pin_kind;
        case RecordKind::pin_attempt:
            return session | pin_kind | tries_left;
        case RecordKind::pin_outcome:
            return session | pin_kind | outcome | tries_left;
        case RecordKind::entry_ended:
            return session | pin_kind | outcome;
        case RecordKind::last_try_agreed:
            return session | pin_kind;
        case RecordKind::command_sent:
        case RecordKind::command_refused:
            return session | detail;
        case RecordKind::session_ended:
            return session | detail;
        case RecordKind::epoch_started:
        case RecordKind::chain_restarted:
            return epoch | key | next_key | signature | detail;
        case RecordKind::entries_erased:
            return first | last | detail | subject;
        case RecordKind::log_read:
            return caller_uid | subject | count;
        case RecordKind::panel_calibrated:
            return caller_uid | subject | detail | mean_miss | worst_fitted | worst_checked;
        case RecordKind::panel_proof:
            return session | pin_kind | detail;
        case RecordKind::panel_state:
            return subject | detail;
        case RecordKind::panel_health:
            return count | detail | drift_x | drift_y | correction_x | correction_y | noise | ghosts |
                   rejections | refusals | missed_targets | dead_places;
        case RecordKind::help_asked:
            return session | pin_kind | detail;
        case RecordKind::assistance_requested:
            return session | clerk | reason | help;
        case RecordKind::assistance_refused:
            return session | clerk | detail;
        case RecordKind::consent_shown:
            return session | pin_kind | clerk | reason | help | language | text | seconds;
        case RecordKind::consent_answered:
            return session | pin_kind | clerk | detail | manner;
        case RecordKind::assistance_ended:
        case RecordKind::assistance_reviewed:
            return session | pin_kind | clerk | detail;
        case RecordKind::change_answered:
            return session | pin_kind | detail;
        case RecordKind::observer_announced:
        case RecordKind::observer_left:
            return session | role;
        case RecordKind::observer_answered:
            return session | role | detail;
        case RecordKind::receipt_issued:
            return session | receipt;
        case RecordKind::report_permitted:
            return caller_uid | first_day | last_day;
    }
    return 0;
}

// The kinds that the ledger writes of itself and takes from nobody.
constexpr bool by_ledger(RecordKind kind) {
    return kind == RecordKind::log_healed || kind == RecordKind::epoch_started ||
           kind == RecordKind::chain_restarted || kind == RecordKind::entries_erased;
}

constexpr bool has_field(RecordKind kind, RecordField field) {
    return (fields_of(kind) & static_cast<std::uint64_t>(field)) != 0;
}

}  // namespace tsuitate::policy
