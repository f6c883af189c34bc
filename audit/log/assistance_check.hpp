// AssistanceCheck: the grammar of help, observers and receipts within one session: a question before the yes,
// one clerk and one attempt under it, its end, what the citizen said afterwards, and a receipt at the end.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "audit/log/finding.hpp"
#include "audit/log/record_view.hpp"

namespace tsuitate::audit {

class AssistanceCheck {
  public:
    // Where in its session a record stands, as far as SessionCheck knows.
    struct Place {
        bool in_entry = false;
        bool across_start = false;  // the ledger was started anew: records may be missing before this one
    };

    void take(const RecordView& record, Place place, Findings& findings);
    // Records that cannot be read or believed lie here: nothing that follows can be held against them.
    void gap();

  private:
    enum class Help : std::uint8_t { none, asked, agreed };
    struct Observer {
        std::string role;
        bool answered = false;
    };

    void show(const RecordView& record, Place place, Findings& findings);
    void answer(const RecordView& record, Place place, Findings& findings);
    void attempt(const RecordView& record, Findings& findings);
    void end_help(const RecordView& record, Findings& findings);
    void review(const RecordView& record, Place place, Findings& findings);
    void change(const RecordView& record, Place place, Findings& findings);
    void observe(const RecordView& record, Findings& findings);
    void end_entry(const RecordView& record, Place place, Findings& findings);
    void end_session(const RecordView& record, Place place, Findings& findings);
    void give_receipt(const RecordView& record, Findings& findings);
    bool is_about_same(const RecordView& record) const;
    void tell(What what, const RecordView& record, Findings& findings) const;

    Help help_ = Help::none;
    std::string clerk_{};  // who asked last, and about which PIN
    std::string pin_kind_{};
    std::string helper_{};         // whose help ended last
    std::uint64_t seconds_ = 0;    // that the yes lives
    std::uint64_t agreed_at_ = 0;  // uptime
    bool attempted_ = false;       // under this yes
    bool review_owed_ = false;
    bool change_possible_ = false;  // an attempt was made with help, and that has been reviewed
    bool receipt_due_ = false;
    bool receipt_given_ = false;
    bool after_gap_ = false;
    std::vector<Observer> observers_{};
};

}  // namespace tsuitate::audit
