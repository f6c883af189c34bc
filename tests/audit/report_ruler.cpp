#include "tests/audit/report_ruler.hpp"

#include <array>

#include "audit/report/report.hpp"
#include "tests/audit/help_records.hpp"
#include "tests/audit/record_maker.hpp"

namespace tsuitate::tests {
namespace {

using audit::JsonObject;
using policy::RecordKind;
namespace report = audit::report;

constexpr std::int64_t first_midnight = 1'794'754'800;  // 2026-11-16 00:00 in Japan, a Monday
constexpr int days_of_work = 5;
constexpr int opens = 9 * 60;
constexpr int closes = 17 * 60;

// One session a minute, `sessions` times. `answer`: to a clerk's question; empty: none asks.
struct Planned {
    int first_day = 0;
    int last_day = 0;
    int minute = 0;
    int sessions = 0;
    std::string answer{};
    std::string end{};  // of the help
};
const std::array planned = {
    Planned{.first_day = 0, .last_day = 0, .minute = 9 * 60 + 5, .sessions = 10},
    Planned{.first_day = 0,
            .last_day = 4,
            .minute = 11 * 60,
            .sessions = 5,
            .answer = "agreed",
            .end = "attempted"},
    Planned{.first_day = 0, .last_day = 4, .minute = 11 * 60 + 5, .sessions = 5, .answer = "declined"},
    Planned{.first_day = 0, .last_day = 0, .minute = 11 * 60 + 10, .sessions = 10},
    Planned{.first_day = 3,
            .last_day = 3,
            .minute = 11 * 60 + 10,
            .sessions = 10,
            .answer = "agreed",
            .end = "attempted"},
    Planned{.first_day = 0,
            .last_day = 4,
            .minute = 14 * 60 + 40,
            .sessions = 5,
            .answer = "agreed",
            .end = "withdrawn"},
};

class Ruler {
  public:
    explicit Ruler(policy::Language language)
        : report_({.period = std::get<report::Period>(report::period_of("2026-11-16", "2026-11-29")),
                   .language = language}) {}

    std::string page() {
        for (int day = 0; day < days_of_work; ++day) {
            for (int minute = opens; minute <= closes; ++minute) {
                make_.now = first_midnight + (day * 24 * 60 + minute) * 60;
                happen(day, minute);
            }
        }
        return report_.html({.counter = "",
                             .origin = "ruler.example/log",
                             .size = make_.sequence,
                             .root = "root",
                             .witnesses = {},
                             .verified = true,
                             .made_at = make_.now,
                             .findings = {}});
    }

  private:
    void add(RecordKind kind, JsonObject fields) { report_.add(make_.make(kind, std::move(fields))); }
    void help(RecordKind kind, const std::string& id, const HelpWords& words) {
        add(kind, help_fields(kind, id, words));
    }

    void happen(int day, int minute) {
        constexpr int epoch_minutes = 10;
        if (minute == opens) {
            make_.boot();
            report_.add(make_.next_epoch("start"));
            add(RecordKind::service_started, {{"detail", std::string("0.1.0")}});
        } else if (minute == closes) {
            add(RecordKind::service_stopped, {{"detail", std::string("asked")}});
        } else if (minute % epoch_minutes == 0) {
            report_.add(make_.next_epoch("period"));
        }
        for (const Planned& one : planned) {
            if (one.first_day <= day && day <= one.last_day && one.minute <= minute &&
                minute < one.minute + one.sessions) {
                session(one);
            }
        }
    }
    void session(const Planned& one) {
        const std::string id = make_.identifier();
        add(RecordKind::session_opened, {{"session", id},
                                         {"procedure", std::string("certificate-renewal")},
                                         {"caller-uid", std::uint64_t{1000}}});
        if (!one.answer.empty()) {
            help(RecordKind::observer_announced, id, {});
            help(RecordKind::observer_answered, id, {.detail = "accepted"});
            help(RecordKind::consent_shown, id, {});
            help(RecordKind::consent_answered, id, {.detail = one.answer});
        }
        if (!one.end.empty()) {
            help(RecordKind::assistance_ended, id, {.detail = one.end});
            help(RecordKind::assistance_reviewed, id, {.detail = "agreed"});
        }
        add(RecordKind::session_ended, {{"session", id}, {"detail", std::string("closed")}});
    }

    RecordMaker make_;
    report::Report report_;
};

}  // namespace

std::string report_ruler(policy::Language language) {
    return Ruler(language).page();
}

}  // namespace tsuitate::tests
