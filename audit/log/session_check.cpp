#include "audit/log/session_check.hpp"

#include <algorithm>

namespace tsuitate::audit {
namespace {

using policy::RecordKind;

Finding about(What what, const RecordView& record) {
    return {.what = what, .first = record.sequence, .last = record.sequence, .detail = record.session.text()};
}

// What a card says, or that it was never asked after all.
bool may_follow_attempt(std::string_view outcome) {
    constexpr std::array words = {std::string_view("verified"),     std::string_view("wrong"),
                                  std::string_view("locked"),       std::string_view("inconclusive"),
                                  std::string_view("card-removed"), std::string_view("out-of-service")};
    return std::find(words.begin(), words.end(), outcome) != words.end();
}

// An entry that never asked the card cannot know whether the PIN was right.
bool may_end_entry(std::string_view outcome) {
    return outcome != "verified" && outcome != "wrong" && outcome != "inconclusive";
}

}  // namespace

std::size_t SessionCheck::number_of(std::string_view pin_kind) {
    const auto found = std::find(pin_kinds_.begin(), pin_kinds_.end(), pin_kind);
    const auto number = static_cast<std::size_t>(found - pin_kinds_.begin());
    if (found == pin_kinds_.end()) {
        pin_kinds_.emplace_back(pin_kind);
    }
    return number;
}

void SessionCheck::gap() {
    after_gap_ = true;
    for (auto& [identifier, session] : open_) {
        session.stage = Stage::unknown;
        session.assistance.gap();
    }
}

void SessionCheck::take(const RecordView& record, Findings& findings) {
    if (record.kind == RecordKind::service_started) {
        interrupt_all(findings);
        after_gap_ = false;  // nothing that was opened before goes on
    } else if (record.kind == RecordKind::session_opened) {
        open(record);
    } else if (record.kind == RecordKind::epoch_started || record.kind == RecordKind::chain_restarted) {
        for (auto& [identifier, session] : open_) {
            session.across_start = session.across_start || record.detail == "start";
        }
    } else if (policy::has_field(record.kind, policy::RecordField::session)) {
        auto found = open_.find(record.session);
        if (found == open_.end() && !after_gap_) {
            findings.push_back(about(What::session_not_opened, record));
            return;
        }
        if (found == open_.end()) {
            found = open_.emplace(record.session, Session{.opened = record.sequence, .stage = Stage::unknown})
                        .first;
            found->second.assistance.gap();
        }
        go_on(found->second, record, findings);
        if (record.kind == RecordKind::session_ended) {
            open_.erase(found);
        }
    }
}

void SessionCheck::open(const RecordView& record) {
    opened_.push_back({.identifier = record.session.high, .sequence = record.sequence});
    open_.insert_or_assign(record.session, Session{.opened = record.sequence});
}

void SessionCheck::go_on(Session& session, const RecordView& record, Findings& findings) {
    session.assistance.take(
        record, {.in_entry = session.stage != Stage::open, .across_start = session.across_start}, findings);
    if (record.kind == RecordKind::entry_started) {
        start_entry(session, record, findings);
    } else if (record.kind == RecordKind::last_try_agreed || record.kind == RecordKind::panel_proof ||
               record.kind == RecordKind::help_asked) {
        if (session.stage == Stage::open) {
            findings.push_back(about(What::entry_not_started, record));
        } else {
            check_pin_kind(session, record, findings);
        }
    } else if (record.kind == RecordKind::pin_attempt) {
        if (session.stage == Stage::open || session.stage == Stage::attempted) {
            findings.push_back(about(What::attempt_without_entry, record));
        } else {
            check_pin_kind(session, record, findings);
        }
        session.stage = Stage::attempted;
        session.pin_kind = number_of(record.pin_kind);
    } else if (record.kind == RecordKind::pin_outcome || record.kind == RecordKind::entry_ended) {
        end_entry(session, record, findings);
    } else if (record.kind == RecordKind::session_ended) {
        end(session, record, findings);
    }
}

void SessionCheck::start_entry(Session& session, const RecordView& record, Findings& findings) {
    if (session.stage == Stage::entry || session.stage == Stage::attempted) {
        findings.push_back(about(What::entry_not_ended, record));
    }
    session.stage = Stage::entry;
    session.pin_kind = number_of(record.pin_kind);
}

void SessionCheck::end_entry(Session& session, const RecordView& record, Findings& findings) {
    const bool asked = record.kind == RecordKind::pin_outcome;
    if (asked && (session.stage == Stage::open || session.stage == Stage::entry)) {
        findings.push_back(about(What::outcome_without_attempt, record));
    } else if (session.stage == Stage::open) {
        findings.push_back(about(What::entry_not_started, record));
    } else {
        check_pin_kind(session, record, findings);
    }
    if (!(asked ? may_follow_attempt(record.outcome) : may_end_entry(record.outcome))) {
        Finding finding = about(What::outcome_impossible, record);
        finding.detail = std::string(record.outcome);
        findings.push_back(std::move(finding));
    }
    session.stage = Stage::open;
}

void SessionCheck::check_pin_kind(const Session& session, const RecordView& record, Findings& findings) {
    if (session.stage != Stage::unknown && session.pin_kind != number_of(record.pin_kind)) {
        findings.push_back(about(What::pin_kind_differs, record));
    }
}

void SessionCheck::end(const Session& session, const RecordView& record, Findings& findings) {
    const bool entry_open = session.stage == Stage::entry || session.stage == Stage::attempted;
    // While the ledger is away, the vault ends what is open without a record.
    if (entry_open && !session.across_start) {
        findings.push_back(about(What::entry_not_ended, record));
    }
}

void SessionCheck::interrupt_all(Findings& findings) {
    std::vector<std::pair<std::uint64_t, Identifier>> open;
    for (const auto& [identifier, session] : open_) {
        // With a gap behind it, its end may have been read by nobody.
        if (session.stage != Stage::unknown) {
            open.emplace_back(session.opened, identifier);
        }
    }
    std::sort(open.begin(), open.end());
    for (const auto& [sequence, identifier] : open) {
        findings.push_back({.what = What::session_interrupted,
                            .first = sequence,
                            .last = sequence,
                            .detail = identifier.text()});
    }
    open_.clear();
}

void SessionCheck::finish(Findings& findings) {
    std::erase_if(open_, [](const auto& one) { return !one.second.across_start; });
    interrupt_all(findings);
    // Ids are random: twice the same is a session copied from elsewhere.
    std::sort(opened_.begin(), opened_.end(), [](const Opened& one, const Opened& other) {
        return std::pair(one.identifier, one.sequence) < std::pair(other.identifier, other.sequence);
    });
    for (std::size_t i = 1; i < opened_.size(); ++i) {
        if (opened_[i].identifier == opened_[i - 1].identifier) {
            findings.push_back({.what = What::session_reopened,
                                .first = opened_[i].sequence,
                                .last = opened_[i].sequence,
                                .detail = "of record " + std::to_string(opened_[i - 1].sequence)});
        }
    }
}

}  // namespace tsuitate::audit
