// tsuitate-report-sample: two weeks at a counter, with everything that can stand out, as report pages to look
// at; two without trouble (report-good.html); and report-ruler.html, whose drawings can be measured.
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iostream>
#include <map>

#include "audit/note/base64.hpp"
#include "audit/report/report.hpp"
#include "audit/tree/hash.hpp"
#include "tests/audit/drifting_panel.hpp"
#include "tests/audit/helped_sessions.hpp"
#include "tests/audit/record_maker.hpp"
#include "tests/audit/report_ruler.hpp"

namespace {

using tsuitate::audit::JsonObject;
using tsuitate::policy::RecordKind;
namespace audit = tsuitate::audit;
namespace report = tsuitate::audit::report;

constexpr std::int64_t minute = 60;
constexpr std::int64_t hour = 3600;
constexpr std::int64_t first_midnight = 1'794'754'800;  // 2026-11-16 00:00 in Japan

const report::Period sample_period = std::get<report::Period>(report::period_of("2026-11-16", "2026-11-29"));

class Fortnight {
  public:
    explicit Fortnight(std::vector<report::Report*> reports) : reports_(std::move(reports)) {
        maker_.now = first_midnight - 16 * hour;
    }

    void live(bool with_trouble) {
        help_.always_observed = !with_trouble;
        for (int day = 0; day < 14; ++day) {
            const bool holiday =
                day == 5 || day == 6 || day == 7 || day == 13;  // the 23rd: Labour Thanksgiving
            if (!holiday) {
                midnight_ = first_midnight + day * 24 * hour;
                plan_day(day == 12 ? 12 : 34 + static_cast<int>(maker_.random(14)), day == 12 ? 12 : 17);
                if (with_trouble) {
                    plan_trouble(day);
                }
                run_plan();
            }
        }
        if (with_trouble) {
            maker_.now += 40 * minute;
            add(RecordKind::service_started, {{"detail", version_}});
            open();  // and still open when the log ends
        }
    }

    audit::report::Basis basis(bool with_trouble, bool japanese) const {
        report::Basis basis{.counter = japanese ? "市民課 3番窓口" : "Citizens’ office, counter 3",
                            .origin = "counter3.tsuitate.example/log",
                            .size = maker_.sequence,
                            .root = audit::to_base64(audit::sha256("root")),
                            .witnesses = {"witness.pref.example", "ombudsman.example"},
                            .verified = true,
                            .made_at = first_midnight + 14 * 24 * hour + 9 * hour,
                            .findings = {}};
        if (with_trouble) {
            basis.permit = {maker_.sequence, basis.made_at - hour, 2001, sample_period};
            basis.findings = {
                {report::Severity::notice,
                 japanese ? "停電の前の4件は、次の期の鍵だけで署名されています。"
                          : "4 records before a power cut are sealed by the next epoch’s key alone."},
                {report::Severity::fault, japanese ? "署名の鍵の並びが1か所でつながっていません。"
                                                   : "The chain of signing keys is broken in one place."}};
        }
        return basis;
    }

  private:
    void tell(const audit::Record& record) {
        for (report::Report* each : reports_) {
            each->add(record);
        }
    }
    void add(RecordKind kind, JsonObject fields) { tell(maker_.make(kind, std::move(fields))); }
    void add_epoch(const std::string& detail) { tell(maker_.next_epoch(detail)); }
    void device(const std::string& which, const std::string& state) {
        add(RecordKind::device_changed, {{"subject", which}, {"detail", state}});
    }

    void at(std::int64_t hours, std::int64_t minutes, std::function<void()> what) {
        plan_.emplace(midnight_ + hours * hour + minutes * minute, std::move(what));
    }
    void start(bool new_boot = true) {
        if (new_boot) {
            maker_.boot();
            add_epoch("start");
        }
        for (const char* which : {"reader", "screen", "panel"}) {
            device(which, "ready");
        }
        device("keypad", midnight_ < first_midnight + 3 * 24 * hour ? "absent" : "ready");
        add(RecordKind::service_started, {{"detail", version_}});
        running_ = true;
    }
    void stop(const std::string& why) {
        if (running_) {
            add(RecordKind::service_stopped, {{"detail", why}});
            running_ = false;
        }
    }

    void plan_day(int sessions, int closing_hour) {
        at(8, 20, [this] { start(); });
        const std::int64_t quarters = (closing_hour - 8) * 4 - 1;
        for (std::int64_t quarter = 1; quarter <= quarters; ++quarter) {
            at(8, 20 + quarter * 15, [this] {
                if (running_) {
                    add_epoch("period");
                }
            });
        }
        for (int i = 0; i < sessions; ++i) {
            const auto when = static_cast<std::int64_t>(
                maker_.random(static_cast<std::uint64_t>(closing_hour - 9) * 60 + 20));
            const bool lunch = when > 200 && when < 260 && i % 3 != 0;
            at(8, 40 + (lunch ? when - 100 : when), [this] {
                if (running_) {
                    session();
                }
            });
        }
        at(closing_hour, 10, [this, sessions] {
            for (auto& [kind, fields] : panel_.evening(static_cast<std::uint64_t>(sessions))) {
                add(kind, std::move(fields));
            }
        });
        at(closing_hour, 15, [this] { stop("asked"); });
    }
    void run_plan() {
        for (const auto& [time, what] : plan_) {
            maker_.now = std::max(maker_.now, time);
            what();
        }
        plan_.clear();
    }

    std::string open() {
        const std::string id = maker_.identifier();
        add(RecordKind::session_opened, {{"session", id},
                                         {"procedure", std::string("certificate-renewal")},
                                         {"caller-uid", std::uint64_t{1000}}});
        return id;
    }
    void check(const std::string& id, const std::string& kind, const std::string& outcome,
               std::uint64_t before) {
        add(RecordKind::entry_started, {{"session", id}, {"pin-kind", kind}});
        add(RecordKind::panel_proof,
            {{"session", id}, {"pin-kind", kind}, {"detail", std::string("proven")}});
        maker_.now += 15 + static_cast<std::int64_t>(maker_.random(40));
        if (before == 1) {
            add(RecordKind::last_try_agreed, {{"session", id}, {"pin-kind", kind}});
            maker_.now += 20;
        }
        attempt(id, kind, outcome, before);
    }
    void attempt(const std::string& id, const std::string& kind, const std::string& outcome,
                 std::uint64_t before) {
        add(RecordKind::pin_attempt, {{"session", id}, {"pin-kind", kind}, {"tries-left", before}});
        maker_.now += 1;
        JsonObject fields{{"session", id}, {"pin-kind", kind}, {"outcome", outcome}};
        if (outcome == "inconclusive") {
            fields.emplace("tries-left", std::string("unknown"));
        } else {
            fields.emplace("tries-left", outcome == "verified" ? std::uint64_t{3} : before - 1);
        }
        add(RecordKind::pin_outcome, std::move(fields));
    }
    void give_up(const std::string& id, const std::string& outcome) {
        add(RecordKind::entry_started, {{"session", id}, {"pin-kind", std::string("signature")}});
        maker_.now += 45;
        add(RecordKind::entry_ended,
            {{"session", id}, {"pin-kind", std::string("signature")}, {"outcome", outcome}});
    }
    void close(const std::string& id, const std::string& why) {
        add(RecordKind::session_ended, {{"session", id}, {"detail", why}});
    }

    void session() {
        const std::string id = open();
        maker_.now += 20;
        const std::uint64_t chance = maker_.random(60);
        std::string why = "closed";
        if (chance >= 57) {
            help_.helped(id, chance == 59 ? "declined" : "agreed", "agreed");
        } else if (chance == 0) {
            check(id, "signature", "wrong", 2);
            check(id, "signature", "locked", 1);
        } else if (chance <= 2) {
            check(id, "user-authentication", "wrong", 2);
            check(id, "user-authentication", "verified", 1);
        } else if (chance <= 4) {
            why = chance == 3 ? "stopped" : "timed-out";
            give_up(id, why);
        } else if (chance == 5) {
            give_up(id, "locked");
        } else if (chance == 6) {
            give_up(id, "foreign-card");
        } else if (chance == 7) {
            add(RecordKind::command_refused, {{"session", id}, {"detail", std::string("not-listed")}});
        } else {
            if (chance < 14) {
                check(id, "signature", "wrong", 5);
            }
            check(id, chance % 3 == 0 ? "user-authentication" : "signature", "verified", 3);
            add(RecordKind::command_sent, {{"session", id}, {"detail", std::string("compute-signature")}});
        }
        maker_.now += 10;
        close(id, why);
    }

    void plan_trouble(int day) {
        switch (day) {
            case 1:
                return panel_fails();
            case 2:
                return power_cut();
            case 3:
                return strangers();
            case 4:
                return clock_is_set();
            case 8:
                help_goes_wrong();
                return update();
            case 9:
                return silence();
            case 10:
                return chain_restarts();
            case 11:
                return last_friday();
            default:
                return;
        }
    }
    void help_goes_wrong() {
        const auto session = [this](const std::function<void(const std::string&)>& happen) {
            return [this, happen] {
                const std::string id = open();
                happen(id);
                close(id, "timed-out");
            };
        };
        at(10, 5, session([this](const auto& id) { help_.helped(id, "agreed", "not-asked", "hurried"); }));
        at(11, 12, session([this](const auto& id) { help_.called_in_vain(id); }));
        at(13, 20, session([this](const auto& id) { help_.pressed(id); }));
    }
    void panel_fails() {
        at(10, 20, [this] {
            const std::string id = open();
            device("panel", "failed");
            close(id, "failure");
        });
        at(10, 42, [this] { device("panel", "ready"); });
    }
    void power_cut() {
        at(13, 5, [this] {
            const std::string id = open();
            add(RecordKind::entry_started, {{"session", id}, {"pin-kind", std::string("signature")}});
            add(RecordKind::pin_attempt,
                {{"session", id}, {"pin-kind", std::string("signature")}, {"tries-left", std::uint64_t{4}}});
            maker_.now += 7 * minute;
            maker_.boot();
            add(RecordKind::log_healed, {{"count", std::uint64_t{137}}});
            add_epoch("start");
            start(false);
        });
    }
    void strangers() {
        at(9, 40, [this] { device("keypad", "refused"); });
        at(9, 47, [this] { device("keypad", "ready"); });
        for (std::int64_t i = 0; i < 7; ++i) {
            at(11, 2 + i, [this] {
                add(RecordKind::caller_refused, {{"caller-uid", std::uint64_t{1007}},
                                                 {"subject", std::string("open-session")},
                                                 {"count", std::uint64_t{1}}});
            });
        }
    }
    void clock_is_set() {
        at(11, 0, [this] { maker_.clock_error += 90; });
        at(15, 30, [this] { maker_.clock_error -= 690; });
    }
    void update() {
        at(12, 10, [this] {
            stop("asked");
            maker_.clock_error = 0;
            maker_.now += 4 * minute;
            version_ = "0.1.1";
            start(false);
        });
        at(14, 0, [this] {
            const std::string id = open();
            add(RecordKind::command_refused, {{"session", id}, {"detail", std::string("touches-pin")}});
            close(id, "closed");
        });
        at(15, 0, [this] {
            const std::string id = open();
            check(id, "signature", "inconclusive", 4);
            close(id, "card-removed");
        });
    }
    void silence() {
        at(13, 35, [this] { maker_.now += 70 * minute; });
        at(16, 0, [this] { maker_.epoch += 1; });  // one key is left out
    }
    void chain_restarts() {
        at(8, 21, [this] {
            audit::Record record = maker_.next_epoch("start");
            record.kind = RecordKind::chain_restarted;
            tell(record);
        });
        at(10, 0, [this] { maker_.sequence += 12; });  // as if cut out
    }
    void last_friday() {
        at(8, 25, [this] {
            add(RecordKind::entries_erased, {{"first", std::uint64_t{1}},
                                             {"last", std::uint64_t{40}},
                                             {"detail", std::string("retention")},
                                             {"subject", std::string("records-officer")}});
        });
        at(9, 0, [this] {
            for (int i = 0; i < 6; ++i) {
                maker_.now += 30;
                add(RecordKind::log_read, {{"caller-uid", std::uint64_t{2001}},
                                           {"subject", std::string(i == 5 ? "prove" : "query")},
                                           {"count", std::uint64_t{3}}});
            }
        });
        at(10, 30, [this] {
            const std::string id = open();
            add(RecordKind::entry_started, {{"session", id}, {"pin-kind", std::string("resident-register")}});
            attempt(id, "resident-register", "verified", 1);  // nobody was asked
            close(id, "closed");
        });
        at(11, 0, [this] {
            add(RecordKind::log_read, {{"caller-uid", std::uint64_t{2001}},
                                       {"subject", std::string("query")},
                                       {"count", std::uint64_t{1}},
                                       {"time", std::string("2026-13-27T02:00:00Z")}});
        });
        at(11, 20, [this] { close(maker_.identifier(), "closed"); });
        at(16, 20, [this] {
            device("reader", "failed");
            stop("reader-hung");
        });
    }

    std::vector<report::Report*> reports_;
    tsuitate::tests::RecordMaker maker_;
    tsuitate::tests::HelpedSessions help_{
        maker_, [this](RecordKind kind, JsonObject fields) { add(kind, std::move(fields)); }};
    std::multimap<std::int64_t, std::function<void()>> plan_;
    std::int64_t midnight_ = 0;
    tsuitate::tests::DriftingPanel panel_;
    std::string version_ = "0.1.0";
    bool running_ = false;
};

void write(const std::filesystem::path& file, const std::string& page) {
    std::ofstream(file, std::ios::binary | std::ios::trunc) << page;
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 3) {
        std::cerr << "usage: tsuitate-report-sample DIRECTORY ja|en\n";
        return 2;
    }
    const std::filesystem::path directory = argv[1];
    std::filesystem::create_directories(directory);
    const bool japanese = std::string(argv[2]) == "ja";
    report::Options options{
        .period = sample_period,
        .language = japanese ? tsuitate::policy::Language::japanese : tsuitate::policy::Language::english};
    report::Report grouped(options);
    report::Report good(options);
    options.detailed = true;
    report::Report detailed(options);

    Fortnight troubled({&grouped, &detailed});
    troubled.live(true);
    write(directory / "report.html", grouped.html(troubled.basis(true, japanese)));
    write(directory / "report-detailed.html", detailed.html(troubled.basis(true, japanese)));
    write(directory / "report-ruler.html", tsuitate::tests::report_ruler(options.language));
    Fortnight calm({&good});
    calm.live(false);
    write(directory / "report-good.html", good.html(calm.basis(false, japanese)));
    return EXIT_SUCCESS;
}
