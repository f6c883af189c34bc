// Logbook: a report that is told a story, record by record, on one Monday from nine o'clock in Japan on.
#pragma once

#include "audit/report/report.hpp"
#include "tests/audit/help_records.hpp"
#include "tests/audit/record_maker.hpp"

namespace tsuitate::tests {

class Logbook {
  public:
    explicit Logbook(bool detailed = false, policy::Language language = policy::Language::english,
                     const std::string& from = "2026-11-16", const std::string& to = "2026-11-17")
        : report({.period = std::get<audit::report::Period>(audit::report::period_of(from, to)),
                  .language = language,
                  .detailed = detailed}) {
        constexpr std::int64_t monday_at_nine = 1'794'787'200;
        make.now = monday_at_nine;
        make.boot();
    }

    void add(policy::RecordKind kind, audit::JsonObject fields, std::int64_t seconds_later = 1) {
        make.now += seconds_later;
        report.add(make.make(kind, std::move(fields)));
    }
    void epoch(const std::string& why = "period") {
        make.now += 1;
        report.add(make.next_epoch(why));
    }
    void start(const std::string& version = "0.1.0") {
        epoch("start");
        for (const char* device : {"panel", "keypad", "reader", "screen"}) {
            add(policy::RecordKind::device_changed,
                {{"subject", std::string(device)}, {"detail", std::string("ready")}});
        }
        add(policy::RecordKind::service_started, {{"detail", version}});
    }
    std::string open() {
        const std::string id = make.identifier();
        add(policy::RecordKind::session_opened,
            {{"session", id}, {"procedure", std::string("test")}, {"caller-uid", std::uint64_t{4242}}});
        return id;
    }
    void agree(const std::string& id) {
        add(policy::RecordKind::last_try_agreed, {{"session", id}, {"pin-kind", std::string("signature")}});
    }
    void attempt(const std::string& id, std::uint64_t tries) {
        add(policy::RecordKind::pin_attempt,
            {{"session", id}, {"pin-kind", std::string("signature")}, {"tries-left", tries}});
    }
    void outcome(const std::string& id, const std::string& outcome) {
        add(policy::RecordKind::pin_outcome, {{"session", id},
                                              {"pin-kind", std::string("signature")},
                                              {"outcome", outcome},
                                              {"tries-left", std::uint64_t{3}}});
    }
    void close(const std::string& id, const std::string& why = "closed") {
        add(policy::RecordKind::session_ended, {{"session", id}, {"detail", why}});
    }
    void session(const std::string& result = "verified") {
        const std::string id = open();
        add(policy::RecordKind::entry_started, {{"session", id}, {"pin-kind", std::string("signature")}});
        attempt(id, 5);
        outcome(id, result);
        close(id);
    }
    void help(policy::RecordKind kind, const std::string& id, const HelpWords& words = {},
              std::int64_t seconds_later = 1) {
        add(kind, help_fields(kind, id, words), seconds_later);
    }
    // A question and its answer.
    void consent(const std::string& id, const HelpWords& answer) {
        help(policy::RecordKind::assistance_requested, id, answer);
        help(policy::RecordKind::consent_shown, id, answer);
        help(policy::RecordKind::consent_answered, id, answer, 20);
    }
    void observer(const std::string& id, const std::string& answer = "accepted") {
        help(policy::RecordKind::observer_announced, id);
        help(policy::RecordKind::observer_answered, id, {.detail = answer});
    }
    // With an observer, one attempt, and what the citizen said of it afterwards.
    void helped_session(const std::string& review = "agreed") {
        const std::string id = open();
        observer(id);
        add(policy::RecordKind::entry_started, {{"session", id}, {"pin-kind", std::string("signature")}});
        consent(id, {.detail = "agreed"});
        attempt(id, 5);
        outcome(id, "verified");
        help(policy::RecordKind::assistance_ended, id, {.detail = "attempted"});
        help(policy::RecordKind::assistance_reviewed, id, {.detail = review});
        help(policy::RecordKind::receipt_issued, id);
        close(id);
    }
    std::uint64_t count(audit::report::Oddity what) const { return report.figures().of(what).count; }
    std::string page() const {
        return report.html({.counter = "",
                            .origin = "counter.example/log",
                            .size = make.sequence,
                            .root = "root",
                            .witnesses = {},
                            .verified = true,
                            .made_at = make.now,
                            .findings = {},
                            .permit = permit});
    }

    RecordMaker make;
    audit::report::Report report;
    std::optional<audit::report::Permit> permit{};
};

inline bool has(const std::string& page, std::string_view text) {
    return page.find(text) != std::string::npos;
}

}  // namespace tsuitate::tests
