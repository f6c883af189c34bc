#include "audit/report/sessions.hpp"

#include <algorithm>

namespace tsuitate::audit::report {
namespace {

using policy::Outcome;
using policy::RecordKind;

// A counter has one session at a time; a log with thousands in progress shall not fill the memory.
constexpr std::size_t most_in_progress = 1024;
// The policy may let a session last an hour at most.
constexpr Seconds longest_session = seconds_an_hour;
constexpr std::size_t rules_kept = 64;

std::size_t place_of(const auto& names, const std::string& name) {
    return static_cast<std::size_t>(std::find(names.begin(), names.end(), name) - names.begin());
}

void paint(Seconds from, Seconds to, bool odd, Figures& figures) {
    DayFigures* day = figures.day_at(from);
    if (day == nullptr) {
        return;
    }
    const Seconds begin = local_time(from, figures.utc_offset_minutes).second;
    const auto first = static_cast<std::size_t>(begin / seconds_a_minute);
    const Seconds end = std::min(begin + std::max<Seconds>(0, to - from), seconds_a_day - 1);
    const auto last = static_cast<std::size_t>(end / seconds_a_minute);
    day->minutes[first] |= session_begins;
    for (std::size_t minute = first; minute <= last; ++minute) {
        day->minutes[minute] |= static_cast<std::uint8_t>(in_session | (odd ? session_is_odd : 0));
    }
}

}  // namespace

void Sessions::see(const Record& record, Seconds time, Figures& figures) {
    const std::string& id = record.text("session");
    if (record.kind == RecordKind::session_opened) {
        open(id, time, figures);
        return;
    }
    const auto found = open_.find(id);
    if (found == open_.end()) {
        figures.note(Oddity::session_out_of_order, {.time = time});
        return;
    }
    Session& session = found->second;
    session.last_seen = time;
    switch (record.kind) {
        case RecordKind::entry_started:
            session.last_try_agreed = false;
            break;
        case RecordKind::last_try_agreed:
            session.last_try_agreed = true;
            if (figures.day_at(time) != nullptr) {
                ++figures.pin_kind(record.text("pin-kind")).last_try_agreed;
            }
            break;
        case RecordKind::pin_attempt:
            attempt(session, record, time, figures);
            break;
        case RecordKind::pin_outcome:
        case RecordKind::entry_ended:
            outcome(session, record, time, figures);
            break;
        case RecordKind::command_sent:
        case RecordKind::command_refused:
            command(session, record, time, figures);
            break;
        case RecordKind::session_ended:
            end(session, record, time, figures);
            open_.erase(found);
            break;
        case RecordKind::panel_proof:
            if (figures.day_at(time) != nullptr) {
                ++(record.text("detail") == "proven" ? figures.panel_proven : figures.panel_refused);
            }
            break;
        // Help follows these.
        case RecordKind::help_asked:
        case RecordKind::assistance_requested:
        case RecordKind::assistance_refused:
        case RecordKind::consent_shown:
        case RecordKind::consent_answered:
        case RecordKind::assistance_ended:
        case RecordKind::assistance_reviewed:
        case RecordKind::change_answered:
        case RecordKind::observer_announced:
        case RecordKind::observer_answered:
        case RecordKind::observer_left:
        case RecordKind::receipt_issued:
        case RecordKind::session_opened:
        case RecordKind::panel_calibrated:
        case RecordKind::panel_state:
        case RecordKind::panel_health:
        case RecordKind::service_started:
        case RecordKind::service_stopped:
        case RecordKind::log_healed:
        case RecordKind::device_changed:
        case RecordKind::caller_refused:
        case RecordKind::epoch_started:
        case RecordKind::chain_restarted:
        case RecordKind::entries_erased:
        case RecordKind::log_read:
        case RecordKind::report_permitted:
            break;
    }
}

void Sessions::open(const std::string& id, Seconds time, Figures& figures) {
    if (open_.contains(id)) {
        figures.note(Oddity::session_out_of_order, {.time = time});
        return;
    }
    if (open_.size() >= most_in_progress) {
        abandon_all(figures);
    }
    open_[id] = {.opened = time, .last_seen = time};
    if (DayFigures* day = figures.day_at(time)) {
        ++day->sessions;
        const Seconds second = local_time(time, figures.utc_offset_minutes).second;
        ++day->sessions_by_hour[static_cast<std::size_t>(second / seconds_an_hour)];
    }
}

void Sessions::attempt(Session& session, const Record& record, Seconds time, Figures& figures) {
    if (session.attempt_unanswered) {
        figures.note(Oddity::attempt_unanswered, {.time = time});
        session.odd = true;
    }
    const auto* tries = std::get_if<std::uint64_t>(&record.fields.find("tries-left")->second);
    session.on_last_try = tries != nullptr && *tries == 1;
    if (session.on_last_try && !session.last_try_agreed) {
        figures.note(Oddity::last_try_unasked, {.time = time});
        session.odd = true;
    }
    session.attempt_unanswered = true;
    session.last_try_agreed = false;  // agreed to once, tried once
    if (DayFigures* day = figures.day_at(time)) {
        ++day->attempts;
        ++figures.pin_kind(record.text("pin-kind")).attempts;
    }
}

void Sessions::outcome(Session& session, const Record& record, Seconds time, Figures& figures) {
    const bool asked = record.kind == RecordKind::pin_outcome;
    const std::size_t place = place_of(policy::outcome_names, record.text("outcome"));
    const auto said = static_cast<Outcome>(place);
    if (asked && !session.attempt_unanswered) {
        figures.note(Oddity::session_out_of_order, {.time = time});
        session.odd = true;
    }
    if (asked && said == Outcome::inconclusive) {
        figures.note(Oddity::inconclusive, {.time = time});
        session.odd = true;
    }
    DayFigures* day = figures.day_at(time);
    if (day == nullptr) {
        session.attempt_unanswered = session.attempt_unanswered && !asked;
        return;
    }
    PinKindFigures& kind = figures.pin_kind(record.text("pin-kind"));
    if (asked) {
        session.attempt_unanswered = false;
        ++day->answered[place];
        kind.wrong += said == Outcome::wrong ? 1 : 0;
        kind.locked_here += said == Outcome::locked ? 1 : 0;
        kind.last_try_verified += session.on_last_try && said == Outcome::verified ? 1 : 0;
    } else {
        ++day->ended_early[place];
        kind.came_locked += said == Outcome::locked ? 1 : 0;
    }
}

void Sessions::command(Session& session, const Record& record, Seconds time, Figures& figures) {
    const std::string& detail = record.text("detail");
    if (detail == "touches-pin" && record.kind == RecordKind::command_refused) {
        figures.note(Oddity::command_touches_pin, {.time = time});
        session.odd = true;
    }
    if (figures.day_at(time) == nullptr) {
        return;
    }
    auto& counts =
        record.kind == RecordKind::command_refused ? figures.commands_refused : figures.commands_sent;
    if (counts.size() < rules_kept || counts.contains(detail)) {
        ++counts[detail];
    }
}

void Sessions::end(const Session& session, const Record& record, Seconds time, Figures& figures) {
    const std::string& why = record.text("detail");
    const bool failed = why == policy::name_of(policy::EndReason::failure);
    if (session.attempt_unanswered) {
        figures.note(Oddity::attempt_unanswered, {.time = time});
    }
    if (failed) {
        figures.note(Oddity::session_failed, {.time = time});
    }
    if (figures.day_at(time) != nullptr) {
        ++figures.session_ends[place_of(policy::end_reason_names, why)];
    }
    paint(session.opened, time, session.odd || failed || session.attempt_unanswered, figures);
}

void Sessions::tell_unended(const Session& session, Figures& figures) {
    figures.note(Oddity::session_never_ended, {.time = session.opened});
    if (session.attempt_unanswered) {
        figures.note(Oddity::attempt_unanswered, {.time = session.last_seen});
    }
    paint(session.opened, session.last_seen, true, figures);
}

void Sessions::abandon_all(Figures& figures) {
    for (const auto& [id, session] : open_) {
        tell_unended(session, figures);
    }
    open_.clear();
}

void Sessions::tell_unended(Seconds now, Figures& figures) const {
    for (const auto& [id, session] : open_) {
        if (now - session.opened > longest_session) {
            tell_unended(session, figures);
        } else if (figures.day_at(session.opened) != nullptr) {
            ++figures.sessions_open;
        }
    }
}

}  // namespace tsuitate::audit::report
