#include "audit/log/assistance_check.hpp"

#include <algorithm>

namespace tsuitate::audit {
namespace {

using policy::RecordKind;

// The yes begins to live when its record is durable, which is after the time in it, and times are whole
// seconds: an attempt at the last moment may look so much late.
constexpr std::uint64_t slack = 3;

}  // namespace

void AssistanceCheck::take(const RecordView& record, Place place, Findings& findings) {
    const RecordKind kind = record.kind;
    if (kind == RecordKind::consent_shown) {
        show(record, place, findings);
    } else if (kind == RecordKind::consent_answered) {
        answer(record, place, findings);
    } else if (kind == RecordKind::pin_attempt) {
        attempt(record, findings);
    } else if (kind == RecordKind::assistance_ended) {
        end_help(record, findings);
    } else if (kind == RecordKind::assistance_reviewed) {
        review(record, place, findings);
    } else if (kind == RecordKind::change_answered) {
        change(record, place, findings);
    } else if (kind == RecordKind::observer_announced || kind == RecordKind::observer_answered ||
               kind == RecordKind::observer_left) {
        observe(record, findings);
    } else if (kind == RecordKind::entry_started || kind == RecordKind::entry_ended) {
        end_entry(record, place, findings);
    } else if (kind == RecordKind::session_ended) {
        end_session(record, place, findings);
    } else if (kind == RecordKind::receipt_issued) {
        give_receipt(record, findings);
    }
}

void AssistanceCheck::gap() {
    *this = AssistanceCheck{};
    after_gap_ = true;
}

void AssistanceCheck::tell(What what, const RecordView& record, Findings& findings) const {
    if (!after_gap_) {
        findings.push_back({.what = what,
                            .first = record.sequence,
                            .last = record.sequence,
                            .detail = record.session.text()});
    }
}

bool AssistanceCheck::is_about_same(const RecordView& record) const {
    return record.clerk == clerk_ && record.pin_kind == pin_kind_;
}

void AssistanceCheck::show(const RecordView& record, Place place, Findings& findings) {
    if (!place.in_entry) {
        tell(What::consent_outside_entry, record, findings);
    }
    if (help_ != Help::none && !place.across_start) {
        tell(What::consent_still_open, record, findings);
    }
    help_ = Help::asked;
    clerk_ = record.clerk;
    pin_kind_ = record.pin_kind;
    seconds_ = record.seconds;
    receipt_due_ = true;
}

void AssistanceCheck::answer(const RecordView& record, Place place, Findings& findings) {
    const bool agreed = record.detail == "agreed";
    if (!place.in_entry) {
        tell(What::consent_outside_entry, record, findings);
    }
    if (help_ == Help::agreed && !place.across_start) {
        tell(What::consent_still_open, record, findings);
    } else if (agreed && (help_ != Help::asked || !is_about_same(record))) {
        tell(What::consent_not_shown, record, findings);
    }
    // A question that the entry did not come to is answered without having been shown; a no needs no text.
    help_ = agreed ? Help::agreed : Help::none;
    clerk_ = record.clerk;
    pin_kind_ = record.pin_kind;
    agreed_at_ = record.uptime;
    attempted_ = false;
}

void AssistanceCheck::attempt(const RecordView& record, Findings& findings) {
    if (help_ == Help::asked) {
        tell(What::consent_not_answered, record, findings);
    }
    if (help_ != Help::agreed) {
        return;
    }
    if (attempted_) {
        tell(What::consent_used_twice, record, findings);
    } else if (seconds_ > 0 && record.uptime > agreed_at_ + seconds_ + slack) {
        tell(What::consent_expired, record, findings);
    }
    attempted_ = true;
}

void AssistanceCheck::end_help(const RecordView& record, Findings& findings) {
    if (help_ != Help::agreed || !is_about_same(record)) {
        tell(What::assistance_not_agreed, record, findings);
    }
    help_ = Help::none;
    helper_ = record.clerk;
    review_owed_ = true;
}

void AssistanceCheck::review(const RecordView& record, Place place, Findings& findings) {
    if ((!review_owed_ || record.clerk != helper_) && !place.across_start) {
        tell(What::review_without_assistance, record, findings);
    }
    review_owed_ = false;
    change_possible_ = attempted_;
}

void AssistanceCheck::change(const RecordView& record, Place place, Findings& findings) {
    if (!change_possible_ && !place.across_start) {
        tell(What::change_without_assistance, record, findings);
    }
    change_possible_ = false;
}

void AssistanceCheck::observe(const RecordView& record, Findings& findings) {
    if (record.kind == RecordKind::observer_announced) {
        observers_.push_back({.role = std::string(record.role)});
        return;
    }
    const bool left = record.kind == RecordKind::observer_left;
    const auto found = std::find_if(observers_.begin(), observers_.end(), [&](const Observer& one) {
        return one.role == record.role && (left || !one.answered);
    });
    if (found == observers_.end()) {
        tell(What::observer_not_announced, record, findings);
    } else if (left) {
        observers_.erase(found);
    } else {
        found->answered = true;
    }
    receipt_due_ = receipt_due_ || !left;
}

void AssistanceCheck::end_entry(const RecordView& record, Place place, Findings& findings) {
    // While the ledger is away, the vault ends what is open without a record.
    if (help_ != Help::none && !place.across_start) {
        tell(help_ == Help::asked ? What::consent_not_answered : What::assistance_not_ended, record,
             findings);
    }
    help_ = Help::none;
    change_possible_ = false;
}

void AssistanceCheck::end_session(const RecordView& record, Place place, Findings& findings) {
    end_entry(record, place, findings);
    if (review_owed_ && !place.across_start) {
        tell(What::review_missing, record, findings);
    }
    if (receipt_due_ && !receipt_given_ && !place.across_start) {
        tell(What::receipt_missing, record, findings);
    }
}

void AssistanceCheck::give_receipt(const RecordView& record, Findings& findings) {
    if (receipt_given_) {
        tell(What::receipt_repeated, record, findings);
    }
    receipt_given_ = true;
}

}  // namespace tsuitate::audit
