// HelpedSessions: what happens in sessions in which a clerk helps or somebody stands by, for what shows logs.
// They are opened and ended by others.
#pragma once

#include <functional>
#include <string>
#include <utility>

#include "tests/audit/help_records.hpp"
#include "tests/audit/record_maker.hpp"

namespace tsuitate::tests {

class HelpedSessions {
  public:
    using Add = std::function<void(policy::RecordKind, audit::JsonObject)>;
    HelpedSessions(RecordMaker& maker, Add add) : maker_(maker), add_(std::move(add)) {}

    // The ladder, perhaps an observer, the question, its answer, and what follows from it.
    void helped(const std::string& id, const std::string& answer, const std::string& review,
                const std::string& manner = "usual") {
        const HelpWords words{
            .detail = answer, .clerk = "clerk-0" + std::to_string(1 + maker_.random(3)), .manner = manner};
        start_entry(id);
        help(policy::RecordKind::help_asked, id, {.detail = "larger-keys"});
        help(policy::RecordKind::help_asked, id, {.detail = "call-clerk"});
        if (always_observed) {
            observed(id, "accepted");
        } else if (maker_.random(3) == 0) {
            observed(id, maker_.random(4) == 0 ? "later" : "accepted");
        }
        maker_.now += 20;
        ask(id, words);
        maker_.now += 40;
        add_(policy::RecordKind::pin_attempt,
             {{"session", id}, {"pin-kind", words.pin_kind}, {"tries-left", std::uint64_t{3}}});
        add_(policy::RecordKind::pin_outcome, {{"session", id},
                                               {"pin-kind", words.pin_kind},
                                               {"outcome", std::string("verified")},
                                               {"tries-left", std::uint64_t{3}}});
        if (answer == "agreed") {
            help(policy::RecordKind::assistance_ended, id, {.detail = "attempted", .clerk = words.clerk});
            maker_.now += 10;
            help(policy::RecordKind::assistance_reviewed, id, {.detail = review, .clerk = words.clerk});
            help(policy::RecordKind::change_answered, id,
                 {.detail = maker_.random(2) == 0 ? "accepted" : "declined"});
        }
        give_receipt(id);
    }
    // Nobody came.
    void called_in_vain(const std::string& id) {
        help(policy::RecordKind::help_asked, id, {.detail = "call-clerk"});
        maker_.now += 200;
    }
    // Asked until the citizen says yes, and nothing comes of it.
    void pressed(const std::string& id) {
        start_entry(id);
        observed(id, "declined");
        for (const char* answer : {"declined", "declined", "agreed"}) {
            maker_.now += 30;
            ask(id, {.detail = answer});
        }
        maker_.now += 90;
        help(policy::RecordKind::assistance_ended, id, {.detail = "expired"});
        add_(policy::RecordKind::entry_ended,
             {{"session", id}, {"pin-kind", HelpWords{}.pin_kind}, {"outcome", std::string("timed-out")}});
        help(policy::RecordKind::assistance_reviewed, id, {.detail = "unanswered"});
        give_receipt(id);
    }

    bool always_observed = false;  // whoever helps, somebody stands by

  private:
    void help(policy::RecordKind kind, const std::string& id, const HelpWords& words) {
        add_(kind, help_fields(kind, id, words));
    }
    void start_entry(const std::string& id) {
        add_(policy::RecordKind::entry_started, {{"session", id}, {"pin-kind", HelpWords{}.pin_kind}});
    }
    void observed(const std::string& id, const std::string& answer) {
        help(policy::RecordKind::observer_announced, id, {});
        help(policy::RecordKind::observer_answered, id, {.detail = answer});
    }
    void ask(const std::string& id, const HelpWords& answer) {
        help(policy::RecordKind::assistance_requested, id, answer);
        help(policy::RecordKind::consent_shown, id, answer);
        maker_.now += 25;
        help(policy::RecordKind::consent_answered, id, answer);
    }
    void give_receipt(const std::string& id) {
        constexpr std::uint64_t numbers = 100'000'000'000;
        help(policy::RecordKind::receipt_issued, id, {.receipt = maker_.random(numbers)});
    }

    RecordMaker& maker_;
    Add add_;
};

}  // namespace tsuitate::tests
