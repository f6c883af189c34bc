#include "audit/log/session_check.hpp"

#include <algorithm>
#include <bit>
#include <iterator>

#include "audit/log/record_values.hpp"

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
    const auto found = std::find_if(pin_kinds_.begin(), pin_kinds_.end(), [&](const std::string& known) {
        return known.size() == pin_kind.size() && same(known.data(), pin_kind.data(), known.size());
    });
    const auto number = static_cast<std::size_t>(found - pin_kinds_.begin());
    if (found == pin_kinds_.end()) {
        pin_kinds_.emplace_back(pin_kind);
    }
    return number;
}

void SessionCheck::gap() {
    after_gap_ = true;
    ++gaps_;
}

void SessionCheck::tell_of_gaps(Session& session) const {
    if (session.gaps != gaps_) {
        session.gaps = gaps_;
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
        started_ = record.detail == "start" ? record.sequence : started_;
    } else if (policy::has_field(record.kind, policy::RecordField::session)) {
        Session* session = find(record.session);
        if (session == nullptr && !after_gap_) {
            findings.push_back(about(What::session_not_opened, record));
            return;
        }
        if (session == nullptr) {
            session = &put(record.session, {.opened = record.sequence});  // it knows of no gap yet
        }
        tell_of_gaps(*session);
        go_on(*session, record, findings);
        if (record.kind == RecordKind::session_ended) {
            open_.erase(record.session);
            last_ = nullptr;
        }
    }
}

void SessionCheck::open(const RecordView& record) {
    opened_.push_back({.identifier = record.session, .sequence = record.sequence});
    put(record.session, {.opened = record.sequence, .gaps = gaps_});
}

SessionCheck::Session* SessionCheck::find(const Identifier& identifier) {
    if (last_ == nullptr || last_identifier_ != identifier) {
        const auto found = open_.find(identifier);
        last_ = found == open_.end() ? nullptr : &found->second;
        last_identifier_ = identifier;
    }
    return last_;
}

SessionCheck::Session& SessionCheck::put(const Identifier& identifier, Session session) {
    last_ = &open_.insert_or_assign(identifier, std::move(session)).first->second;
    last_identifier_ = identifier;
    return *last_;
}

void SessionCheck::go_on(Session& session, const RecordView& record, Findings& findings) {
    session.assistance.take(
        record, {.in_entry = session.stage != Stage::open, .across_start = across_start(session)}, findings);
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
    if (entry_open && !across_start(session)) {
        findings.push_back(about(What::entry_not_ended, record));
    }
}

void SessionCheck::interrupt_all(Findings& findings) {
    std::vector<std::pair<std::uint64_t, Identifier>> open;
    for (const auto& [identifier, session] : open_) {
        // With a gap behind it, its end may have been read by nobody.
        if (!unknown(session)) {
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
    last_ = nullptr;
}

// All whose identifier another one has, and few others, so that only these need be sorted: two marks for each
// place that an identifier leads to, one for the first that comes there, one for the second.
std::vector<SessionCheck::Opened> SessionCheck::perhaps_repeated() const {
    constexpr std::size_t places_each = 16;
    const std::size_t places = std::bit_ceil(opened_.size() * places_each + 1);
    std::vector<bool> once(places);
    std::vector<bool> twice(places);
    const auto place_of = [&](const Opened& one) { return HashOfIdentifier()(one.identifier) % places; };
    for (const Opened& one : opened_) {
        const std::size_t place = place_of(one);
        twice[place] = once[place] || twice[place];
        once[place] = true;
    }
    std::vector<Opened> found;
    std::copy_if(opened_.begin(), opened_.end(), std::back_inserter(found),
                 [&](const Opened& one) { return twice[place_of(one)]; });
    return found;
}

void SessionCheck::finish(Findings& findings) {
    std::erase_if(open_, [this](const auto& one) { return !across_start(one.second); });
    last_ = nullptr;
    interrupt_all(findings);
    // Ids are random: twice the same is a session copied from elsewhere.
    std::vector<Opened> opened = perhaps_repeated();
    std::sort(opened.begin(), opened.end(), [](const Opened& one, const Opened& other) {
        return std::pair(one.identifier, one.sequence) < std::pair(other.identifier, other.sequence);
    });
    for (std::size_t i = 1; i < opened.size(); ++i) {
        if (opened[i].identifier == opened[i - 1].identifier) {
            findings.push_back({.what = What::session_reopened,
                                .first = opened[i].sequence,
                                .last = opened[i].sequence,
                                .detail = "of record " + std::to_string(opened[i - 1].sequence)});
        }
    }
}

}  // namespace tsuitate::audit
