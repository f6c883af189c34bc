#include "audit/report/report.hpp"

#include "audit/report/page.hpp"

namespace tsuitate::audit::report {

using policy::RecordKind;

Report::Report(Options options) : options_(options), figures_(options.period, options.utc_offset_minutes) {}

void Report::add(const Record& record) {
    const auto step = continuity_.see(record, figures_);
    if (!step) {
        return;
    }
    machine_.pass(*step, figures_);
    if (DayFigures* day = figures_.day_at(step->time)) {
        ++day->records;
        ++figures_.records;
        if (!figures_.first_record) {
            figures_.first_record = step->time;
        }
        figures_.last_record = step->time;
    }
    take_in(record, *step);
}

void Report::take_in(const Record& record, const Continuity::Step& step) {
    const bool in_period = figures_.day_at(step.time) != nullptr;
    switch (record.kind) {
        case RecordKind::service_started:
            sessions_.abandon_all(figures_);
            help_.abandon_all(step.time, figures_);
            [[fallthrough]];
        case RecordKind::service_stopped:
        case RecordKind::device_changed:
            machine_.see(record, step.time, figures_);
            break;
        case RecordKind::session_opened:
        case RecordKind::entry_started:
        case RecordKind::last_try_agreed:
        case RecordKind::panel_proof:
        case RecordKind::pin_attempt:
        case RecordKind::pin_outcome:
        case RecordKind::entry_ended:
        case RecordKind::command_sent:
        case RecordKind::command_refused:
        case RecordKind::session_ended:
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
            sessions_.see(record, step.time, figures_);
            help_.see(record, step.time, figures_);
            break;
        case RecordKind::epoch_started:
        case RecordKind::chain_restarted:
            keys_.see(record, step.time, figures_);
            break;
        case RecordKind::log_healed:
            figures_.note(Oddity::log_healed,
                          {.time = step.time, .number = static_cast<std::int64_t>(record.number("count"))});
            break;
        case RecordKind::entries_erased:
            figures_.note(Oddity::entries_erased,
                          {.time = step.time,
                           .word = record.text("detail"),
                           .number = static_cast<std::int64_t>(record.number("first")),
                           .other_number = static_cast<std::int64_t>(record.number("last"))});
            break;
        case RecordKind::panel_calibrated:
        case RecordKind::panel_state:
        case RecordKind::panel_health:
            if (in_period) {
                report::take_in(figures_.panel, texts_of(record));
            }
            break;
        case RecordKind::report_permitted:
            figures_.note(Oddity::report_permitted,
                          {.time = step.time,
                           .word = record.text("first-day") + "/" + record.text("last-day"),
                           .number = static_cast<std::int64_t>(record.number("caller-uid"))});
            break;
        case RecordKind::caller_refused:
        case RecordKind::log_read: {
            const bool refused = record.kind == RecordKind::caller_refused;
            const std::string& subject = record.text("subject");
            figures_.note(refused ? Oddity::caller_refused : Oddity::log_read,
                          {.time = step.time,
                           .word = subject,
                           .number = static_cast<std::int64_t>(record.number("caller-uid")),
                           .other_number = static_cast<std::int64_t>(record.number("count"))});
            if (in_period) {
                (refused ? figures_.callers_refused : figures_.log_reads)[subject] += record.number("count");
            }
            break;
        }
    }
}

Figures Report::figures() const {
    Figures figures = figures_;
    continuity_.tell_missing(figures);
    if (const auto now = continuity_.last_time()) {
        sessions_.tell_unended(*now, figures);
    }
    return figures;
}

std::string Report::html(const Basis& basis) const {
    return page_of(figures(), options_, basis);
}

}  // namespace tsuitate::audit::report
