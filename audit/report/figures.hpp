// Figures: everything that a report says, as plain values. Its size grows with the days of the period, never
// with the number of records. No session id, no caller and no card has a place in it, but for the numbers of
// callers, which only a detailed report shows.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "audit/report/assistance_figures.hpp"
#include "audit/report/panel_history.hpp"
#include "audit/report/time.hpp"
#include "policy/session/vocabulary.hpp"

namespace tsuitate::audit::report {

// What stands out. Those that weigh most come first.
enum class Oddity : std::uint8_t {
    records_missing,
    time_unreadable,
    chain_restarted,
    key_out_of_order,
    last_try_unasked,
    consent_denied,
    ended_without_stop,
    reader_hung,
    restarted,
    silence,
    clock_jump,
    log_healed,
    entries_erased,
    device_failed,
    device_refused,
    version_changed,
    command_touches_pin,
    consent_doubtful,
    help_without_observer,
    review_unanswered,
    help_pressed,
    call_unanswered,
    observer_declined,
    help_expired,
    help_withdrawn,
    inconclusive,
    attempt_unanswered,
    session_failed,
    session_never_ended,
    session_out_of_order,
    caller_refused,
    log_read,
    report_permitted,
};
inline constexpr std::size_t oddity_kinds = static_cast<std::size_t>(Oddity::report_permitted) + 1;

// Whether it shakes the trust in the log or in the rules that never bend; anything else only wants a look.
constexpr bool is_fault(Oddity what) {
    return what <= Oddity::consent_denied;
}
// Whether it concerns one citizen's session or one person's doing, and not a machine.
constexpr bool is_about_person(Oddity what) {
    return what == Oddity::last_try_unasked || what == Oddity::consent_denied ||
           what >= Oddity::command_touches_pin;
}

struct Occurrence {
    Seconds time = 0;
    std::string word = {};  // which device, which action, which version: the log's own word
    std::int64_t number = 0;
    std::int64_t other_number = 0;
};

struct OddityFigures {
    std::uint64_t count = 0;
    std::map<Day, std::uint64_t> days;
    std::vector<Occurrence> first;  // the first so many of them
};
inline constexpr std::size_t occurrences_kept = 60;

enum class Device : std::uint8_t { panel, keypad, reader, screen };
inline constexpr std::array device_names = {std::string_view("panel"), std::string_view("keypad"),
                                            std::string_view("reader"), std::string_view("screen")};
inline constexpr std::size_t devices = device_names.size();

// A later one covers an earlier one in a drawing.
enum class DeviceState : std::uint8_t { unrecorded, ready, absent, refused, failed };
inline constexpr std::array device_state_names = {std::string_view(""), std::string_view("ready"),
                                                  std::string_view("absent"), std::string_view("refused"),
                                                  std::string_view("failed")};
inline constexpr std::size_t device_states = device_state_names.size();

inline constexpr int slot_minutes = 5;  // the grain of what is drawn about the machine
inline constexpr std::size_t slots_a_day = minutes_a_day / slot_minutes;

struct DeviceDay {
    std::array<DeviceState, slots_a_day> slots{};
    std::array<Seconds, device_states> seconds{};
};

// Of a minute: what the drawing of a detailed report shows.
enum MinuteMark : std::uint8_t { in_session = 1, session_begins = 2, session_is_odd = 4 };

struct DayFigures {
    std::uint64_t records = 0;
    std::uint64_t sessions = 0;
    std::uint64_t attempts = 0;
    std::array<std::uint64_t, policy::outcome_names.size()> answered{};     // the card was asked
    std::array<std::uint64_t, policy::outcome_names.size()> ended_early{};  // it was not
    std::array<std::uint64_t, hours_a_day> sessions_by_hour{};
    OfConsentSteps<std::uint64_t> consents{};
    std::array<std::uint8_t, minutes_a_day> minutes{};
    std::array<bool, slots_a_day> in_service{};
    Seconds seconds_in_service = 0;
    std::array<DeviceDay, devices> device{};
};

struct PinKindFigures {
    std::uint64_t attempts = 0;
    std::uint64_t wrong = 0;
    std::uint64_t last_try_agreed = 0;
    std::uint64_t last_try_verified = 0;
    std::uint64_t locked_here = 0;
    std::uint64_t came_locked = 0;
};
inline constexpr std::size_t pin_kinds_kept = 32;

struct Figures {
    Figures(Period its_period, int offset_minutes);

    // Nothing for a time outside the period.
    DayFigures* day_at(Seconds time);
    // Outside the period it is left out.
    void note(Oddity what, const Occurrence& occurrence);
    const OddityFigures& of(Oddity what) const { return oddities[static_cast<std::size_t>(what)]; }
    PinKindFigures& pin_kind(const std::string& name);

    Period period;
    int utc_offset_minutes;
    std::vector<DayFigures> days;  // one for each day of the period
    std::array<OddityFigures, oddity_kinds> oddities;
    std::map<std::string, PinKindFigures> pin_kinds;
    std::map<std::string, std::uint64_t> callers_refused;  // by action
    std::map<std::string, std::uint64_t> commands_refused;
    std::map<std::string, std::uint64_t> commands_sent;
    std::map<std::string, std::uint64_t> log_reads;
    std::array<std::uint64_t, policy::end_reason_names.size()> session_ends{};
    AssistanceFigures assistance;
    PanelHistory panel;               // within the period
    std::uint64_t panel_proven = 0;   // entries before which it passed its test
    std::uint64_t panel_refused = 0;  // and failed it
    std::uint64_t services_started = 0;
    std::uint64_t services_stopped = 0;
    std::uint64_t keys_changed = 0;
    std::uint64_t records = 0;
    std::uint64_t sessions_open = 0;  // at the end of the log, and young enough to end yet
    std::optional<Seconds> first_record;
    std::optional<Seconds> last_record;
};

// The sum of one figure over all days.
template <typename Value>
std::uint64_t sum_over(const std::vector<DayFigures>& days, const Value& value) {
    std::uint64_t sum = 0;
    for (const DayFigures& day : days) {
        sum += value(day);
    }
    return sum;
}

}  // namespace tsuitate::audit::report
