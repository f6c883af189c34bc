// Sessions: follows each session from its opening to its end, and keeps only those in progress.
#pragma once

#include <map>
#include <string>

#include "audit/record/schema.hpp"
#include "audit/report/figures.hpp"

namespace tsuitate::audit::report {

class Sessions {
  public:
    // Of every record that names a session.
    void see(const Record& record, Seconds time, Figures& figures);
    // The service is gone: none of those in progress can end any more.
    void abandon_all(Figures& figures);
    // At the end of the log, the last record of which is of this time.
    void tell_unended(Seconds now, Figures& figures) const;

    std::size_t in_progress() const { return open_.size(); }

  private:
    struct Session {
        Seconds opened = 0;
        Seconds last_seen = 0;
        bool attempt_unanswered = false;
        bool last_try_agreed = false;
        bool on_last_try = false;
        bool odd = false;
    };

    void open(const std::string& id, Seconds time, Figures& figures);
    void attempt(Session& session, const Record& record, Seconds time, Figures& figures);
    void outcome(Session& session, const Record& record, Seconds time, Figures& figures);
    void command(Session& session, const Record& record, Seconds time, Figures& figures);
    void end(const Session& session, const Record& record, Seconds time, Figures& figures);

    static void tell_unended(const Session& session, Figures& figures);

    std::map<std::string, Session> open_;
};

}  // namespace tsuitate::audit::report
