// Help: follows what each session says of help, observers and receipts, and keeps only what is under way.
#pragma once

#include <map>
#include <string>

#include "audit/record/schema.hpp"
#include "audit/report/figures.hpp"

namespace tsuitate::audit::report {

class Help {
  public:
    // Of every record that names a session.
    void see(const Record& record, Seconds time, Figures& figures);
    // The service is gone: what was under way has ended.
    void abandon_all(Seconds time, Figures& figures);

    std::size_t in_progress() const { return sessions_.size(); }

  private:
    struct Session {
        Seconds agreed_at = 0;  // 0: no help is under way
        std::string clerk{};
        std::uint64_t declined = 0;
        Seconds called_at = 0;                       // and nobody has come yet
        std::map<std::string, Seconds> observers{};  // those who stand by, and since when
        bool observed = false;                       // somebody did while this help lasted
        std::string notice = "not-announced";        // what became of the last observer
    };

    void answered(Session& session, const Record& record, Seconds time, Figures& figures);
    void help_ended(Session& session, const Record& record, Seconds time, Figures& figures);
    void reviewed(const Record& record, Seconds time, Figures& figures);
    void observer_answered(Session& session, const Record& record, Seconds time, Figures& figures);
    static void observer_left(Session& session, const std::string& role, Seconds time, Figures& figures);
    static void judge_notice(const Session& session, Seconds time, Figures& figures);
    static void end(Session& session, Seconds time, Figures& figures);

    std::map<std::string, Session> sessions_;
};

}  // namespace tsuitate::audit::report
