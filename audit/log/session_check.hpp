// SessionCheck: the grammar of sessions: opened, then entries of which each is started and has at most one
// attempt and one outcome, then ended; nothing before, nothing after.
#pragma once

#include <deque>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "audit/log/assistance_check.hpp"
#include "audit/log/finding.hpp"
#include "audit/log/record_view.hpp"

namespace tsuitate::audit {

class SessionCheck {
  public:
    SessionCheck() = default;
    SessionCheck(const SessionCheck&) = delete;  // it points into itself
    SessionCheck& operator=(const SessionCheck&) = delete;

    void take(const RecordView& record, Findings& findings);
    // Records that cannot be read or believed lie here: what is open may have ended, what is unknown may have
    // been opened.
    void gap();
    // After the last record.
    void finish(Findings& findings);

    std::uint64_t sessions() const { return opened_.size(); }
    std::uint64_t open() const { return open_.size(); }

  private:
    enum class Stage : std::uint8_t { open, entry, attempted, unknown };
    struct Session {
        std::uint64_t opened = 0;  // sequence
        Stage stage = Stage::open;
        std::size_t pin_kind = 0;
        std::uint64_t gaps = 0;  // that it knows of
        AssistanceCheck assistance{};
    };
    struct Opened {
        Identifier identifier;
        std::uint64_t sequence = 0;
    };

    void open(const RecordView& record);
    void go_on(Session& session, const RecordView& record, Findings& findings);
    void start_entry(Session& session, const RecordView& record, Findings& findings);
    void end_entry(Session& session, const RecordView& record, Findings& findings);
    void check_pin_kind(const Session& session, const RecordView& record, Findings& findings);
    void end(const Session& session, const RecordView& record, Findings& findings);
    void interrupt_all(Findings& findings);
    // The ledger was started anew since it was opened: it may have missed records.
    bool across_start(const Session& session) const { return session.opened < started_; }
    bool unknown(const Session& session) const {
        return session.stage == Stage::unknown || session.gaps != gaps_;
    }
    void tell_of_gaps(Session& session) const;
    Session* find(const Identifier& identifier);
    Session& put(const Identifier& identifier, Session session);
    std::vector<Opened> perhaps_repeated() const;
    std::size_t number_of(std::string_view pin_kind);

    std::unordered_map<Identifier, Session, HashOfIdentifier> open_;
    // Which of them was asked for last: the next record is mostly of the same.
    Identifier last_identifier_;
    Session* last_ = nullptr;
    std::deque<Opened> opened_;  // grows without being copied
    std::vector<std::string> pin_kinds_;
    // What touches all that are open is kept here, and each hears of it with its next record: a log in which
    // thousands are left open is still read in one go.
    std::uint64_t started_ = 0;  // sequence of the newest start of the ledger
    std::uint64_t gaps_ = 0;
    bool after_gap_ = false;
};

}  // namespace tsuitate::audit
