#include "audit/report/help.hpp"

#include <algorithm>
#include <optional>

namespace tsuitate::audit::report {
namespace {

using policy::RecordKind;

// As in Sessions: a log with thousands in progress shall not fill the memory.
constexpr std::size_t most_in_progress = 1024;
constexpr std::size_t most_observers = 8;

template <std::size_t N>
void count(std::array<std::uint64_t, N>& counts, const std::array<std::string_view, N>& names,
           const std::string& word) {
    ++counts[static_cast<std::size_t>(std::find(names.begin(), names.end(), word) - names.begin())];
}

void mark(HelpMark mark, Figures& figures) {
    auto& marks = figures.assistance.marks;
    if (figures.day_at(mark.from) != nullptr && marks.size() < help_marks_kept) {
        marks.push_back(std::move(mark));
    }
}

// What is only counted. Precondition: it is of the period, and fits its schema.
void count_record(const Record& record, AssistanceFigures& help) {
    const RecordKind kind = record.kind;
    if (kind == RecordKind::help_asked) {
        count(help.steps, policy::help_step_names, record.text("detail"));
    } else if (kind == RecordKind::assistance_requested) {
        ++help.requested;
    } else if (kind == RecordKind::assistance_refused) {
        ++help.not_put;
    } else if (kind == RecordKind::consent_shown) {
        ++help.asked;
    } else if (kind == RecordKind::consent_answered) {
        count(help.answers, policy::consent_answer_names, record.text("detail"));
        if (record.text("detail") == "agreed") {
            count(help.manners, policy::manner_names, record.text("manner"));
        }
    } else if (kind == RecordKind::assistance_ended) {
        count(help.ends, policy::assistance_end_names, record.text("detail"));
        if (help.clerks.size() < clerks_kept || help.clerks.contains(record.text("clerk"))) {
            ++help.clerks[record.text("clerk")];
        }
    } else if (kind == RecordKind::assistance_reviewed) {
        count(help.reviews, policy::review_names, record.text("detail"));
    } else if (kind == RecordKind::change_answered) {
        count(help.changes, policy::change_answer_names, record.text("detail"));
    } else if (kind == RecordKind::observer_announced) {
        ++help.observers_announced;
    } else if (kind == RecordKind::observer_answered) {
        count(help.observer_answers, policy::observer_answer_names, record.text("detail"));
    } else if (kind == RecordKind::receipt_issued) {
        ++help.receipts;
    }
}

// What the record is of a consent's way; nothing when it is no step of it.
std::optional<ConsentStep> step_of(const Record& record) {
    if (record.kind == RecordKind::consent_shown) {
        return ConsentStep::asked;
    }
    if (record.kind == RecordKind::consent_answered) {
        return record.text("detail") == "agreed" ? ConsentStep::given : ConsentStep::refused;
    }
    if (record.kind == RecordKind::assistance_ended &&
        (record.text("detail") == "withdrawn" || record.text("detail") == "stopped")) {
        return ConsentStep::withdrawn;
    }
    return std::nullopt;
}

bool is_about_help(RecordKind kind) {
    return kind >= RecordKind::help_asked && kind <= RecordKind::receipt_issued;
}

}  // namespace

bool AssistanceFigures::any() const {
    const auto some = [](const auto& counts) {
        return std::any_of(counts.begin(), counts.end(), [](std::uint64_t one) { return one > 0; });
    };
    return requested + not_put + asked + receipts + observers_announced > 0 || some(answers) || some(ends) ||
           some(reviews) || some(changes) || some(observer_answers) || some(steps);
}

void Help::see(const Record& record, Seconds time, Figures& figures) {
    const std::string& id = record.text("session");
    if (record.kind == RecordKind::session_ended) {
        if (const auto found = sessions_.find(id); found != sessions_.end()) {
            end(found->second, time, figures);
            sessions_.erase(found);
        }
        return;
    }
    if (!is_about_help(record.kind)) {
        return;
    }
    if (DayFigures* day = figures.day_at(time)) {
        count_record(record, figures.assistance);
        if (const auto step = step_of(record)) {
            const auto place = static_cast<std::size_t>(*step);
            const Seconds second = local_time(time, figures.utc_offset_minutes).second;
            ++day->consents[place];
            ++figures.assistance.by_half_hour[place][static_cast<std::size_t>(second / seconds_half_an_hour)];
        }
    }
    if (sessions_.size() >= most_in_progress && !sessions_.contains(id)) {
        abandon_all(time, figures);
    }
    Session& session = sessions_[id];
    if (record.kind == RecordKind::help_asked && record.text("detail") == "call-clerk") {
        session.called_at = time;
    } else if (record.kind == RecordKind::assistance_requested) {
        session.called_at = 0;
    } else if (record.kind == RecordKind::consent_answered) {
        answered(session, record, time, figures);
    } else if (record.kind == RecordKind::assistance_ended) {
        help_ended(session, record, time, figures);
    } else if (record.kind == RecordKind::assistance_reviewed) {
        reviewed(record, time, figures);
    } else if (record.kind == RecordKind::observer_announced) {
        session.notice = "unanswered";
    } else if (record.kind == RecordKind::observer_answered) {
        observer_answered(session, record, time, figures);
    } else if (record.kind == RecordKind::observer_left) {
        observer_left(session, record.text("role"), time, figures);
    }
}

void Help::answered(Session& session, const Record& record, Seconds time, Figures& figures) {
    const std::string& answer = record.text("detail");
    if (answer == "agreed") {
        session.agreed_at = time;
        session.observed = !session.observers.empty();
        session.clerk = record.text("clerk");
        if (record.text("manner") != "usual") {
            figures.note(Oddity::consent_doubtful, {.time = time, .word = record.text("manner")});
        }
        return;
    }
    mark({.sign = HelpSign::not_agreed, .from = time, .to = time, .name = record.text("clerk")}, figures);
    session.declined += answer == "declined" ? 1U : 0U;
    if (answer == "declined" && session.declined == 2) {
        figures.note(Oddity::help_pressed, {.time = time});
    }
}

void Help::help_ended(Session& session, const Record& record, Seconds time, Figures& figures) {
    const std::string& why = record.text("detail");
    mark({.sign = HelpSign::helped,
          .from = session.agreed_at == 0 ? time : session.agreed_at,
          .to = time,
          .name = record.text("clerk")},
         figures);
    judge_notice(session, time, figures);
    session.agreed_at = 0;
    if (why == "expired") {
        figures.note(Oddity::help_expired, {.time = time});
    } else if (why == "withdrawn") {
        figures.note(Oddity::help_withdrawn, {.time = time});
    }
}

void Help::reviewed(const Record& record, Seconds time, Figures& figures) {
    const std::string& said = record.text("detail");
    if (said == "not-agreed" || said == "not-asked") {
        figures.note(Oddity::consent_denied, {.time = time, .word = said});
        mark({.sign = HelpSign::denied, .from = time, .to = time, .name = record.text("clerk")}, figures);
    } else if (said == "unanswered") {
        figures.note(Oddity::review_unanswered, {.time = time});
    }
}

void Help::observer_answered(Session& session, const Record& record, Seconds time, Figures& figures) {
    const std::string& role = record.text("role");
    session.notice = record.text("detail");
    session.observed = session.observed || session.notice == "accepted";
    if (record.text("detail") == "accepted" && session.observers.size() < most_observers) {
        session.observers.emplace(role, time);
    } else if (record.text("detail") == "declined") {
        figures.note(Oddity::observer_declined, {.time = time, .word = role});
        mark({.sign = HelpSign::observer_declined, .from = time, .to = time, .name = role}, figures);
    }
}

void Help::observer_left(Session& session, const std::string& role, Seconds time, Figures& figures) {
    if (const auto found = session.observers.find(role); found != session.observers.end()) {
        mark({.sign = HelpSign::observed, .from = found->second, .to = time, .name = role}, figures);
        session.observers.erase(found);
        session.notice = "left";
    }
}

void Help::judge_notice(const Session& session, Seconds time, Figures& figures) {
    if (!session.observed) {
        figures.note(Oddity::help_without_observer, {.time = time, .word = session.notice});
    }
}

void Help::end(Session& session, Seconds time, Figures& figures) {
    while (!session.observers.empty()) {
        observer_left(session, std::string(session.observers.begin()->first), time, figures);
    }
    if (session.agreed_at != 0) {
        judge_notice(session, time, figures);
        mark({.sign = HelpSign::helped, .from = session.agreed_at, .to = time, .name = session.clerk},
             figures);
    }
    if (session.called_at != 0) {
        figures.note(Oddity::call_unanswered, {.time = session.called_at});
    }
}

void Help::abandon_all(Seconds time, Figures& figures) {
    for (auto& [id, session] : sessions_) {
        end(session, time, figures);
    }
    sessions_.clear();
}

}  // namespace tsuitate::audit::report
